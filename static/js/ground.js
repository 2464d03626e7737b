// The ground of the map: the shapes of the municipalities, and pictures over them where allowed.

const GRAY = { land: "#ffffff", sea: "#f2f2f2" };

export function background() {
  const layer = { id: "sea", type: "background", paint: { "background-color": GRAY.sea } };
  return { version: 8, sources: {}, layers: [layer] };
}

export function addOutlines(map, shapes, accent) {
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
      "line-color": accent,
      "line-width": 2,
      "line-dasharray": [1, 2],
    },
  });
}

// Over the shapes: where a picture is missing, they show.
export function addTiles(map, { tiles, tilesFrom }, onBare) {
  let isDrawn = false;
  map.addSource("tiles", {
    type: "raster",
    tiles: [tiles],
    tileSize: 256,
    minzoom: 5,
    maxzoom: 18,
    attribution: tilesFrom,
  });
  const paint = { "raster-fade-duration": 0 };
  map.addLayer({ id: "tiles", type: "raster", source: "tiles", paint }, "border");
  map.on("sourcedata", ({ sourceId, tile }) => {
    isDrawn ||= sourceId === "tiles" && tile?.state === "loaded";
  });
  map.on("error", ({ sourceId, error }) => {
    if (sourceId !== "tiles") console.error(error);
    else if (!isDrawn && map.getLayer("tiles")) {
      removeTiles(map);
      onBare();
    }
  });
}

function removeTiles(map) {
  map.removeLayer("tiles");
  map.removeSource("tiles");
}

// The names of the shapes, each with the outer ring of its largest part.
export function namesOf({ features }) {
  return features.flatMap(({ geometry, properties }) => {
    const name = document.createElement("span");
    name.className = "c-map__place";
    name.textContent = properties.name;
    const ring = geometry.coordinates.map((polygon) => polygon[0]).sort(byLength)[0];
    return ring ? [{ name, ring }] : [];
  });
}

function byLength(one, other) {
  return other.length - one.length;
}
