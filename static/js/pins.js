// The pins of the map: a button for each thing, or one for those that would lie on top of
// each other. Things have a point and a name and url, or a total; those of the list a row.

const PIN = "M12 1a8 8 0 0 0-8 8c0 5.5 8 14 8 14s8-8.5 8-14a8 8 0 0 0-8-8Z";

// How near, in pixels, is too near: to the left and right, above and below. Pins of the list
// stand on their point, so what lies above it is covered sooner than what lies below.
const NUMBERED = { beside: 36, above: 44, below: 44 };
const UNDER_PIN = { beside: 26, above: 54, below: 12 };
const UNDER_ROUND = { beside: 36, above: 58, below: 12 };
const ROUND = { beside: 32, above: 32, below: 32 };

function roomOf({ items: [first, second] }, item) {
  if (item.row) return NUMBERED;
  if (!first.row) return ROUND;
  return second?.row ? UNDER_ROUND : UNDER_PIN;
}

function isTooNear(pin, item, at) {
  const { beside, above, below } = roomOf(pin, item);
  const down = at.y - pin.at.y;
  return Math.abs(at.x - pin.at.x) < beside && -above < down && down < below;
}

function buttonFor(name, className) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.setAttribute("aria-label", name);
  return button;
}

function drawing() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "c-pin__drawing");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", PIN);
  svg.append(path);
  return svg;
}

function numbered(number) {
  const label = document.createElement("span");
  label.className = "c-pin__number";
  label.textContent = number;
  return label;
}

// Pins in the order of their first items; `project` gives an item's place in pixels.
function sharing(items, project) {
  const pins = [];
  for (const item of items) {
    const at = project(item);
    const pin = pins.find((other) => isTooNear(other, item, at));
    if (pin) pin.items.push(item);
    else pins.push({ at, point: item.point, items: [item] });
  }
  return pins;
}

function pinOf({ point, items }) {
  const [first] = items;
  const isShared = items.filter(({ row }) => Boolean(row) === Boolean(first.row)).length > 1;
  if (isShared) return sharedPin(point, items);
  return first.row ? rowPin(point, items) : dot(point, items);
}

function titlesOf(items) {
  const named = items.filter(({ row }) => Boolean(row) === Boolean(items[0].row));
  const titles = named.map(({ number, name }) => (number ? `${number} ${name}` : name));
  const more = items.length - named.length;
  return titles.join("、") + (more ? `、ほか${more}件` : "");
}

function rowPin(point, items) {
  const button = buttonFor(titlesOf(items), "c-pin");
  button.append(drawing(), numbered(items[0].number));
  return { button, items, point, anchor: "bottom", act: "choose" };
}

function sharedPin(point, items) {
  const kind = items[0].row ? "c-pin--shared" : "c-pin--many";
  const name = `重なっている${items.length}件の一覧を開く：${titlesOf(items)}`;
  const button = buttonFor(name, `c-pin ${kind}`);
  button.textContent = items[0].row ? `${items.length}件` : items.length;
  return { button, items, point, anchor: items[0].row ? "bottom" : "center", act: "choose" };
}

function dot(point, items) {
  return { button: buttonFor(items[0].name, "c-pin c-pin--one"), items, point, act: "visit" };
}

function crowd(item) {
  const name = `この辺りに${item.total}件。大きくする`;
  const button = buttonFor(name, "c-pin c-pin--many");
  button.textContent = item.total;
  return { button, items: [item], point: item.point, act: "approach" };
}

export function pinsOf(items, project) {
  const singles = items.filter((item) => !item.total);
  const crowds = items.filter((item) => item.total);
  return [...sharing(singles, project).map(pinOf), ...crowds.map(crowd)];
}
