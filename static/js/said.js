// What is said below the map of a chosen pin: the one thing, or all that share its place.

// On a phone the list is on the other tab, so what was chosen is said below the map.
export function tell(box, { row, number }) {
  const body = row.querySelector(".c-result__body").cloneNode(true);
  body.querySelector("a").prepend(`${number}　`);
  box.replaceChildren(heading(`選んだ場所　${number}`), body);
  if (matchMedia("(max-width: 63.99rem)").matches) box.scrollIntoView({ block: "nearest" });
}

export function tellAll(box, items, approach) {
  const title = heading(`この辺りに${items.length}件`);
  const list = document.createElement("ul");
  list.className = "c-links";
  list.append(...items.map(entry));
  box.replaceChildren(title, list);
  if (approach) box.append(closer(approach));
  title.focus();
}

function heading(words) {
  const line = document.createElement("p");
  line.className = "u-support";
  line.tabIndex = -1;
  line.textContent = words;
  return line;
}

function entry(item) {
  const link = document.createElement("a");
  link.href = item.url;
  link.textContent = item.name;
  const line = document.createElement("li");
  line.append(item.number ? `${item.number}　` : "", link);
  return line;
}

function closer(approach) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "c-button c-button--secondary";
  button.textContent = "地図を大きくする";
  button.addEventListener("click", approach);
  return button;
}
