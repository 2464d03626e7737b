// Keeps what is typed as a draft: every 15 seconds, on leaving a field and on leaving the page.

const EVERY_MS = 15_000;
const PAUSE_MS = 600; // Leaving a field for the button records: then there is nothing to keep.
const SAY_AGAIN_MS = 60_000;
const KEEPALIVE_MOST = 60_000;
const FAILED = "いまは下書きを保存できません。この画面を閉じずに、しばらくお待ちください。";

const place = document.querySelector("[data-draft]");
const form = place.closest("form");
let kept = written();
let isSent = false;
let isBusy = false;
let saidAt = 0;
let pause;

function written() {
  const sheet = new FormData(form);
  for (const box of form.querySelectorAll("[type=file], [type=password]")) sheet.delete(box.name);
  return new URLSearchParams(sheet).toString();
}

function say(words, isGood) {
  const now = Date.now();
  if (isGood && now - saidAt < SAY_AGAIN_MS) return;
  saidAt = isGood ? now : 0;
  place.textContent = words;
}

async function keep() {
  const now = written();
  if (isSent || isBusy || now === kept) return;
  isBusy = true;
  try {
    const answer = await fetch(location.href, {
      method: "POST",
      body: new URLSearchParams(`${now}&lay_aside=`),
      redirect: "error",
      keepalive: now.length < KEEPALIVE_MOST,
    });
    const { said } = await answer.json();
    if (answer.ok) kept = now;
    say(said, answer.ok);
  } catch {
    say(FAILED, false);
  }
  isBusy = false;
}

function keepSoon() {
  clearTimeout(pause);
  pause = setTimeout(keep, PAUSE_MS);
}

function stop() {
  isSent = true;
  clearTimeout(pause);
}

form.addEventListener("focusout", keepSoon);
form.addEventListener("submit", stop);
setInterval(keep, EVERY_MS);
document.addEventListener("visibilitychange", () => document.hidden && keep());
window.addEventListener("pageshow", (event) => (isSent &&= !event.persisted));
