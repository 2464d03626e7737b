// Suggestions while typing, distances from where I am, the list, printing, copying an address.

const PAUSE_MS = 200;

async function suggest(box) {
  const words = box.value.trim();
  if (!words) return;
  const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(words)}`);
  if (!answer.ok || box.value.trim() !== words) return;
  const { suggestions } = await answer.json();
  box.list.replaceChildren(...suggestions.map((one) => optionOf(one, words)));
}

// Browsers show only options that hold what was typed; an abbreviation does not.
function optionOf({ words, kind }, typed) {
  const option = document.createElement("option");
  option.value = words.trim();
  option.label = `${kind}：${typed}`;
  return option;
}

function suggestSoon(box) {
  let waiting;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => suggest(box).catch(() => {}), PAUSE_MS);
  });
}

// Only a point of about one kilometre leaves the machine: enough to sort by distance.
function goNear(button, { coords }) {
  const address = new URLSearchParams(button.dataset.near);
  address.set("near", `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`);
  location.search = address;
}

function offerNear(button) {
  if (!navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const refused = () => {
      button.textContent = "いまいる場所が分かりませんでした";
    };
    navigator.geolocation.getCurrentPosition((here) => goNear(button, here), refused);
  });
}

function offerCopy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "写しました";
  });
}

function offerPrint(button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// What the next page says of this row is put here, so that nobody loses the place they read at.
async function pick(form, button) {
  const row = button.closest(".c-result");
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const act = next.getElementById(row.id).querySelector(".c-result__act");
  row.querySelector(".c-result__act").replaceWith(act);
  document.querySelector("[data-picked]")?.replaceWith(next.querySelector("[data-picked]"));
  document.querySelectorAll("[data-pick] .c-notice").forEach((notice) => notice.remove());
  row.append(...[...next.querySelectorAll(".c-messages .c-notice")].map(wordsOf));
  act.firstElementChild.focus({ preventScroll: true });
}

// Without 取り消す, a form of its own: a form in a form sends the outer one.
function wordsOf(notice) {
  notice.querySelector("form")?.remove();
  return notice;
}

function sendPlainly(form, { name, value }) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  form.submit();
}

function pickInPlace(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sending) return;
    event.preventDefault();
    pick(form, event.submitter)
      .catch(() => sendPlainly(form, event.submitter))
      .finally(() => delete form.dataset.sending);
  });
}

document.querySelectorAll("[data-pick]").forEach(pickInPlace);
document.querySelectorAll("[data-print]").forEach(offerPrint);
document.querySelectorAll("[data-suggest]").forEach(suggestSoon);
document.querySelectorAll("[data-near]").forEach(offerNear);
document.querySelectorAll("[data-copy]").forEach(offerCopy);
