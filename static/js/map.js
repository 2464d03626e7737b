// The map beside the list: the same numbers, a button for each; the list holds all it says.
// What would lie on top of each other shares a pin, which opens a list of its own.

const frame = document.querySelector("[data-map]");
const chosenBox = document.querySelector("[data-map-chosen]");
const seek = document.querySelector("[data-map-seek]");
const status = document.querySelector("[data-map-status]");
const rows = [...document.querySelectorAll("[data-results] [data-number]")];
const chosen = new Set();
let told;
const pins = [];
const GRAY = { land: "#ffffff", sea: "#f2f2f2" };
const WIDEST_ZOOM = 16;
// Two decimals are about one kilometre: what is seen, but not whose door.
const COARSE = 100;
let library;
let map;
let pinsOf;
let others = [];

function pointOf(row) {
  return [Number(row.dataset.longitude), Number(row.dataset.latitude)];
}

function linkOf(row) {
  return row.querySelector("a");
}

function listed(row) {
  const { textContent: name, href: url } = linkOf(row);
  return { row, point: pointOf(row), number: row.dataset.number, name, url };
}

function unlisted({ geometry, properties }) {
  return { ...properties, point: geometry.coordinates };
}

function place(element, point, anchor = "center") {
  // MapLibre would call every marker "Map marker".
  const name = element.getAttribute("aria-label");
  const marker = new library.Marker({ element, anchor }).setLngLat(point).addTo(map);
  if (name) element.setAttribute("aria-label", name);
  if (element.tagName !== "BUTTON") element.removeAttribute("role");
  return marker;
}

// What a person asked for counts as moved by them, as a drag does.
function approach(center, originalEvent) {
  map.easeTo({ center, zoom: map.getZoom() + 2 }, { originalEvent });
}

const ACTS = {
  choose: ({ items }) => choose(items),
  visit: ({ items: [{ url }] }) => location.assign(url),
  approach: ({ point }, event) => approach(point, event),
};

// Drawn anew when the distances between pins change; the keyboard stays where it was.
function draw() {
  const held = pins.find(({ button }) => button === document.activeElement)?.items[0].url;
  pins.splice(0).forEach(({ marker }) => marker.remove());
  pins.push(...pinsOf([...rows.map(listed), ...others], (item) => map.project(item.point)));
  pins.forEach(show);
  press();
  const kept = held && pins.find(({ items }) => items.some(({ url }) => url === held));
  kept?.button.focus();
}

function show(pin) {
  pin.marker = place(pin.button, pin.point, pin.anchor);
  pin.button.addEventListener("click", (event) => ACTS[pin.act](pin, event));
}

function press() {
  for (const { button, items } of pins)
    if (items[0].row)
      button.setAttribute("aria-pressed", String(items.some(({ row }) => chosen.has(row))));
}

function choose(items) {
  told = items[0].url;
  chosen.clear();
  items.forEach(({ row }) => row && chosen.add(row));
  rows.forEach((row) => row.classList.toggle("is-chosen", chosen.has(row)));
  press();
  if (items.length > 1) tellAll(items);
  else tell(items[0]);
}

// On a phone the list is on the other tab, so what was chosen is said below the map.
function tell({ row, number }) {
  const body = row.querySelector(".c-result__body").cloneNode(true);
  body.querySelector("a").prepend(`${number}　`);
  chosenBox.replaceChildren(heading(`選んだ場所　${number}`), body);
}

function tellAll(items) {
  const title = heading(`この辺りに${items.length}件`);
  const list = document.createElement("ul");
  list.className = "c-links";
  list.append(...items.map(entry));
  chosenBox.replaceChildren(title, list);
  if (canPart(items)) chosenBox.append(closer(items[0].point));
  title.focus();
}

// Esc leads back from what is told of a pin to the pin.
function backToPin({ key }) {
  if (key !== "Escape") return;
  pins.find(({ items }) => items.some(({ url }) => url === told))?.button.focus();
}

// Four decimals are about ten metres: what is nearer stays together however large the map.
function canPart(items) {
  const places = new Set(items.map(({ point }) => point.map((degrees) => degrees.toFixed(4)).join()));
  return places.size > 1 && map.getZoom() < WIDEST_ZOOM;
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

function closer(point) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "c-button c-button--secondary";
  button.textContent = "地図を大きくする";
  button.addEventListener("click", (event) => approach(point, event));
  return button;
}

function boxOf(points) {
  const box = new library.LngLatBounds();
  points.forEach((point) => box.extend(point));
  return box;
}

function addOutlines(shapes) {
  map.addSource("outlines", { type: "geojson", data: shapes });
  map.addLayer({
    id: "land",
    type: "fill",
    source: "outlines",
    paint: { "fill-color": GRAY.land },
  });
  map.addLayer({
    id: "border",
    type: "line",
    source: "outlines",
    paint: {
      "line-color": getComputedStyle(frame).getPropertyValue("--accent").trim() || "#333333",
      "line-width": 2,
      "line-dasharray": [1, 2],
    },
  });
  shapes.features.forEach(nameOutline);
}

// Over the shapes: where a picture is missing, they show.
function addTiles() {
  let isDrawn = false;
  map.addControl(new library.AttributionControl({ compact: false }));
  map.addSource("tiles", {
    type: "raster",
    tiles: [frame.dataset.tiles],
    tileSize: 256,
    minzoom: 5,
    maxzoom: 18,
    attribution: frame.dataset.tilesFrom,
  });
  const paint = { "raster-fade-duration": 0 };
  map.addLayer({ id: "tiles", type: "raster", source: "tiles", paint }, "border");
  map.on("sourcedata", ({ sourceId, tile }) => {
    isDrawn ||= sourceId === "tiles" && tile?.state === "loaded";
  });
  map.on("error", ({ sourceId, error }) => {
    if (sourceId !== "tiles") console.error(error);
    else if (!isDrawn && map.getLayer("tiles")) removeTiles();
  });
}

function removeTiles() {
  map.removeLayer("tiles");
  map.removeSource("tiles");
  document.querySelector("[data-map-bare]").hidden = false;
}

function nameOutline({ geometry, properties }) {
  const name = document.createElement("span");
  name.className = "c-map__place";
  name.textContent = properties.name;
  const largest = geometry.coordinates.map((polygon) => polygon[0]).sort(byLength)[0];
  if (largest) place(name, boxOf(largest).getCenter());
}

function byLength(one, other) {
  return other.length - one.length;
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function isListed({ properties }) {
  return rows.some((row) => row.id === `s-${properties.id}`);
}

async function showOthers() {
  const [west, south, east, north] = map.getBounds().toArray().flat();
  const box = [west, south, east, north].map((edge) => edge.toFixed(4)).join(",");
  const found = await fetched(`${frame.dataset.places}&box=${box}`);
  others = found.features.filter((one) => !isListed(one)).map(unlisted);
  draw();
}

// The box that is seen, outwards to the next hundredth of a degree.
function seen() {
  const [west, south, east, north] = map.getBounds().toArray().flat();
  const least = [west, south].map((edge) => Math.floor(edge * COARSE));
  const most = [east, north].map((edge) => Math.ceil(edge * COARSE));
  return [...least, ...most].map((edge) => (edge / COARSE).toFixed(2)).join(",");
}

function offerToSeek() {
  seek.elements.within.value = seen();
  if (!seek.hidden) return;
  seek.hidden = false;
  status.textContent = "地図を動かしました。地図の前の「この範囲でさがす」で、見えている所をさがせます。";
}

function firstView() {
  if (!frame.dataset.within) return { bounds: boxOf(rows.map(pointOf)), padding: 56, maxZoom: 13 };
  const [west, south, east, north] = frame.dataset.within.split(",").map(Number);
  return { bounds: [west, south, east, north], padding: 0, maxZoom: WIDEST_ZOOM };
}

function load(address) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  document.head.append(link);
}

function background() {
  const layer = { id: "sea", type: "background", paint: { "background-color": GRAY.sea } };
  return { version: 8, sources: {}, layers: [layer] };
}

async function start() {
  load(frame.dataset.style);
  library = await import(frame.dataset.library);
  ({ pinsOf } = await import(frame.dataset.pins));
  library.setWorkerUrl(new URL(frame.dataset.worker, location.href).href);
  frame.hidden = false;
  document.querySelector("[data-map-note]").hidden = true;
  document.querySelector("[data-map-ready]").hidden = false;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { bounds, ...fitBoundsOptions } = firstView();
  map = new library.Map({
    container: frame,
    style: background(),
    bounds,
    fitBoundsOptions,
    maxZoom: WIDEST_ZOOM,
    cooperativeGestures: true,
    attributionControl: false,
    fadeDuration: still ? 0 : 120,
    locale: WORDS,
  });
  map.addControl(new library.NavigationControl({ showCompass: false }));
  await map.once("load");
  addOutlines(await fetched(frame.dataset.outlines));
  draw();
  if (frame.dataset.tiles) addTiles();
  await showOthers();
  map.on("zoomend", draw);
  map.on("moveend", ({ originalEvent }) => {
    showOthers().catch(() => {});
    if (originalEvent) offerToSeek();
  });
  if (frame.dataset.within) status.textContent = frame.dataset.found;
  frame.dataset.ready = "yes";
  map.once("idle", () => (frame.dataset.drawn = "yes"));
}

const WORDS = {
  "Map.Title": "動かせる地図",
  "NavigationControl.ZoomIn": "大きくする",
  "NavigationControl.ZoomOut": "小さくする",
  "CooperativeGesturesHandler.WindowsHelpText": "Ctrl キーを押しながら回すと、大きさが変わります",
  "CooperativeGesturesHandler.MacHelpText": "⌘ キーを押しながら回すと、大きさが変わります",
  "CooperativeGesturesHandler.MobileHelpText": "地図は2本の指で動かします",
};

function isShown() {
  return frame && frame.parentElement.offsetParent !== null;
}

chosenBox?.addEventListener("keydown", backToPin);
// Without WebGL the sentence that points to the list stays.
if (isShown() && (rows.length || frame.dataset.within)) start().catch(() => (frame.hidden = true));
