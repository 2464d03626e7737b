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
const WIDEST_ZOOM = 16;
// Two decimals are about one kilometre: what is seen, but not whose door.
const COARSE = 100;
let library;
let map;
let pinsOf;
let ground;
let said;
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
  if (items.length === 1) said.tell(chosenBox, items[0]);
  else said.tellAll(chosenBox, items, canPart(items) && ((event) => approach(items[0].point, event)));
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

function boxOf(points) {
  const box = new library.LngLatBounds();
  points.forEach((point) => box.extend(point));
  return box;
}

function accent() {
  return getComputedStyle(frame).getPropertyValue("--accent").trim() || "#333333";
}

async function addGround() {
  const shapes = await fetched(frame.dataset.outlines);
  ground.addOutlines(map, shapes, accent());
  for (const { name, ring } of ground.namesOf(shapes)) place(name, boxOf(ring).getCenter());
}

function addTiles() {
  map.addControl(new library.AttributionControl({ compact: false }));
  ground.addTiles(map, frame.dataset, () => {
    document.querySelector("[data-map-bare]").hidden = false;
  });
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

async function start() {
  load(frame.dataset.style);
  const { dataset } = frame;
  const parts = [dataset.library, dataset.pins, dataset.ground, dataset.said];
  [library, { pinsOf }, ground, said] = await Promise.all(parts.map((part) => import(part)));
  library.setWorkerUrl(new URL(frame.dataset.worker, location.href).href);
  frame.hidden = false;
  document.querySelector("[data-map-note]").hidden = true;
  document.querySelector("[data-map-ready]").hidden = false;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { bounds, ...fitBoundsOptions } = firstView();
  map = new library.Map({
    container: frame,
    style: ground.background(),
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
  await addGround();
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
