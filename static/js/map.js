// The map beside the list: the same numbers, a button for each; the list holds all it says.

const frame = document.querySelector("[data-map]");
const chosenBox = document.querySelector("[data-map-chosen]");
const rows = [...document.querySelectorAll("[data-results] [data-number]")];
const pins = new Map();
const others = [];
const GRAY = { land: "#ffffff", sea: "#f2f2f2" };
const PIN = "M12 1a8 8 0 0 0-8 8c0 5.5 8 14 8 14s8-8.5 8-14a8 8 0 0 0-8-8Z";
const WIDEST_ZOOM = 16;
let library;
let map;

function pointOf(row) {
  return [Number(row.dataset.longitude), Number(row.dataset.latitude)];
}

function linkOf(row) {
  return row.querySelector("a");
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

function numberOf(row) {
  const number = document.createElement("span");
  number.className = "c-pin__number";
  number.textContent = row.dataset.number;
  return number;
}

function place(element, point, anchor = "center") {
  // MapLibre would call every marker "Map marker".
  const name = element.getAttribute("aria-label");
  const marker = new library.Marker({ element, anchor }).setLngLat(point).addTo(map);
  if (name) element.setAttribute("aria-label", name);
  if (element.tagName !== "BUTTON") element.removeAttribute("role");
  return marker;
}

function addPin(row) {
  const pin = buttonFor(`${row.dataset.number} ${linkOf(row).textContent}`, "c-pin");
  pin.setAttribute("aria-pressed", "false");
  pin.append(drawing(), numberOf(row));
  pin.addEventListener("click", () => choose(row));
  pins.set(row, pin);
  place(pin, pointOf(row), "bottom");
}

function choose(row) {
  for (const [other, pin] of pins) {
    pin.setAttribute("aria-pressed", String(other === row));
    other.classList.toggle("is-chosen", other === row);
  }
  tell(row);
}

// On a phone the list is on the other tab, so what was chosen is said below the map.
function tell(row) {
  const body = row.querySelector(".c-result__body").cloneNode(true);
  body.querySelector("a").prepend(`${row.dataset.number}　`);
  const count = document.createElement("p");
  count.className = "u-support";
  count.textContent = `選んだ場所　${row.dataset.number}`;
  chosenBox.replaceChildren(count, body);
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
  map.addLayer({ id: "tiles", type: "raster", source: "tiles" }, "border");
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

function other({ geometry, properties }) {
  const isMany = "total" in properties;
  const name = isMany ? `この辺りに${properties.total}件。大きくする` : properties.name;
  const button = buttonFor(name, isMany ? "c-pin c-pin--many" : "c-pin c-pin--one");
  if (isMany) button.textContent = properties.total;
  button.addEventListener("click", () => {
    if (isMany) map.easeTo({ center: geometry.coordinates, zoom: map.getZoom() + 2 });
    else location.assign(properties.url);
  });
  return place(button, geometry.coordinates);
}

function isListed({ properties }) {
  return rows.some((row) => row.id === `s-${properties.id}`);
}

async function showOthers() {
  const [west, south, east, north] = map.getBounds().toArray().flat();
  const box = [west, south, east, north].map((edge) => edge.toFixed(4)).join(",");
  const found = await fetched(`${frame.dataset.places}&box=${box}`);
  others.splice(0).forEach((marker) => marker.remove());
  others.push(...found.features.filter((one) => !isListed(one)).map(other));
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
  library.setWorkerUrl(new URL(frame.dataset.worker, location.href).href);
  frame.hidden = false;
  document.querySelector("[data-map-note]").hidden = true;
  document.querySelector("[data-map-ready]").hidden = false;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  map = new library.Map({
    container: frame,
    style: background(),
    bounds: boxOf(rows.map(pointOf)),
    fitBoundsOptions: { padding: 56, maxZoom: 13 },
    maxZoom: WIDEST_ZOOM,
    cooperativeGestures: true,
    attributionControl: false,
    fadeDuration: still ? 0 : 120,
    locale: WORDS,
  });
  map.addControl(new library.NavigationControl({ showCompass: false }));
  await map.once("load");
  addOutlines(await fetched(frame.dataset.outlines));
  rows.forEach(addPin);
  if (frame.dataset.tiles) addTiles();
  await showOthers();
  map.on("moveend", () => showOthers().catch(() => {}));
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

// Without WebGL the sentence that points to the list stays.
if (isShown() && rows.length) start().catch(() => (frame.hidden = true));
