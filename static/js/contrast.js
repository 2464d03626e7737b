// Says while typing whether a colour can be read on white (WCAG 2.1, 1.4.3); the server decides.

const ENOUGH = 4.5;

function channel(value) {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function contrastWithWhite(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(parseInt(colour.slice(at, at + 2), 16)));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function sampleIn(colour) {
  const sample = document.createElement("span");
  sample.className = "c-swatch";
  sample.style.setProperty("background", colour);
  return sample;
}

function tell(field) {
  const place = document.getElementById(field.dataset.contrast);
  const colour = field.value.trim().toLowerCase();
  place.hidden = !/^#[0-9a-f]{6}$/.test(colour);
  if (place.hidden) return;
  const ratio = contrastWithWhite(colour);
  const isEnough = ratio >= ENOUGH;
  place.classList.toggle("is-weak", !isEnough);
  const verdict = isEnough ? "この色は使えます" : "もっと濃い色にしてください";
  place.replaceChildren(sampleIn(colour), `コントラスト ${ratio.toFixed(1)}　${verdict}`);
}

for (const field of document.querySelectorAll("[data-contrast]")) {
  field.addEventListener("input", () => tell(field));
  tell(field);
}
