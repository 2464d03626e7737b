"""Outlines of areas: reading GeoJSON and TopoJSON; is a point inside?

An outline is the coordinates of a GeoJSON MultiPolygon (RFC 7946): polygons of rings of
(longitude, latitude), the first ring outside, the others holes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from math import cos, hypot, radians
from typing import Any, NamedTuple, TypeVar

from renkei.core.errors import DomainError
from renkei.geo.points import EARTH_RADIUS_M, Box, Point

Ring = list[list[float]]
Polygons = list[list[Ring]]
# The same in other numbers than degrees, to be looked at only.
Corners = Sequence[Sequence[float]]
Edge = tuple[list[float], list[float]]
Corner = TypeVar("Corner", bound=Sequence[float])

# Far more than any real outline needs; a file made to be slow ends here.
MOST_COMPARED = 1_000_000


class NotAnOutline(DomainError, ValueError):
    """区域の形を読めません。GeoJSON・TopoJSON・Shapefile（shp と dbf）を選んでください。"""


class Outline(NamedTuple):
    """One area of a file: its attributes as read, and its shape in degrees.

    ``is_broken`` where a shape is written that cannot be read; it has no polygons then.
    """

    properties: Mapping[str, Any]
    polygons: Polygons
    is_broken: bool = False


def holds(polygons: Sequence[Sequence[Corners]], point: Point) -> bool:
    """Whether the point lies inside one of the polygons and in none of its holes."""
    return any(_within(polygon, point) for polygon in polygons)


def _within(polygon: Sequence[Corners], point: Point) -> bool:
    """Even-odd rule: a hole is crossed once more and so lies outside again."""
    return sum(_crossings(ring, point) for ring in polygon) % 2 == 1


def _crossings(ring: Corners, point: Point) -> int:
    """How often a line from the point to the east crosses the ring."""
    latitude, longitude = point
    count = 0
    for (west, south), (east, north) in pairwise(ring):
        if (south > latitude) != (north > latitude):
            crossing = west + (latitude - south) / (north - south) * (east - west)
            count += crossing > longitude
    return count


def is_near(polygons: Polygons, point: Point, metres: float) -> bool:
    """Whether the point lies within so many metres of an edge, on whichever side."""
    up = radians(1) * EARTH_RADIUS_M
    across = up * cos(radians(point.latitude))
    for polygon in polygons:
        for ring in polygon:
            flat = [((x - point.longitude) * across, (y - point.latitude) * up) for x, y in ring]
            if any(_from_origin(*edge) <= metres for edge in pairwise(flat)):
                return True
    return False


def _from_origin(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Distance of the origin from the line between two points, in their unit."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    length = dx * dx + dy * dy
    share = min(1.0, max(0.0, -(x * dx + y * dy) / length)) if length else 0.0
    return hypot(x + share * dx, y + share * dy)


def crosses_itself(ring: Ring) -> bool:
    """Whether two edges of the ring cross; to touch is no crossing.

    Of a ring with more than ``MOST_COMPARED`` pairs of edges above each other only so many are
    looked at.
    """
    return any(_cross(*pair) for pair in islice(_above_each_other(ring), MOST_COMPARED))


def _above_each_other(ring: Ring) -> Iterator[tuple[Edge, Edge]]:
    """The pairs of edges that share a longitude, from west to east."""
    begun: list[Edge] = []
    for edge in sorted((min(ends), max(ends)) for ends in pairwise(ring)):
        begun = [other for other in begun if other[1][0] >= edge[0][0]]
        yield from ((edge, other) for other in begun)
        begun.append(edge)


def _cross(one: Edge, other: Edge) -> bool:
    return _is_between(one, *other) and _is_between(other, *one)


def _is_between(edge: Edge, one: list[float], other: list[float]) -> bool:
    """Whether the line through the edge has the two points on different sides."""
    return _side(edge, one) * _side(edge, other) < 0


def _side(edge: Edge, point: list[float]) -> float:
    (x, y), (east, north) = edge
    return (east - x) * (point[1] - y) - (north - y) * (point[0] - x)


def thinned(ring: Sequence[Corner], step: float) -> list[Corner]:
    """Without the corners less than ``step`` from the one before; closed as it was."""
    kept = [ring[0]]
    for corner in ring[1:-1]:
        if max(abs(corner[0] - kept[-1][0]), abs(corner[1] - kept[-1][1])) >= step:
            kept.append(corner)
    return [*kept, ring[-1]]


def box_of(polygons: Polygons) -> Box:
    """The box around all of them."""
    corners = [corner for polygon in polygons for corner in polygon[0]]
    longitudes = [corner[0] for corner in corners]
    latitudes = [corner[1] for corner in corners]
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def read_json(content: bytes) -> list[Outline]:
    """The areas of a GeoJSON or TopoJSON file, in degrees. Raises NotAnOutline."""
    found, _ = every_feature(content)
    if any(outline.is_broken for outline in found):
        raise NotAnOutline
    return [outline for outline in found if outline.polygons]


# What reading a file of another form than expected raises.
_DAMAGE = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)


def every_feature(content: bytes) -> tuple[list[Outline], str]:
    """All that a GeoJSON or TopoJSON file lists, also what has no area (no polygons).

    A feature of GeoJSON that cannot be read is broken and leaves the others as they are. With
    the name of its coordinates where the file tells one (the ``crs`` of GeoJSON before
    RFC 7946), else "". Raises NotAnOutline.
    """
    try:
        document = json.loads(content)
        if document["type"] == "Topology":
            return list(_of_topology(document)), ""
        return [_of_feature(each) for each in document["features"]], _named_crs(document)
    except _DAMAGE as reason:
        raise NotAnOutline from reason


def _named_crs(document: dict[str, Any]) -> str:
    crs = document.get("crs") or {"properties": {}}
    return str(crs["properties"].get("name", ""))


def _of_feature(feature: Any) -> Outline:
    properties: dict[str, Any] = {}
    try:
        properties = dict(feature["properties"] or {})
        geometry = feature["geometry"] or {"type": ""}
        return Outline(properties, polygons_of(geometry["type"], geometry.get("coordinates")))
    except _DAMAGE:
        return Outline(properties, [], is_broken=True)


def polygons_of(kind: str, coordinates: Any) -> Polygons:
    if kind not in ("Polygon", "MultiPolygon"):
        return []
    many = [coordinates] if kind == "Polygon" else coordinates
    return [[_ring(ring) for ring in polygon] for polygon in many]


def _ring(corners: Any) -> Ring:
    return [[float(corner[0]), float(corner[1])] for corner in corners]


def _of_topology(document: dict[str, Any]) -> Iterator[Outline]:
    arcs = _arcs(document)
    for collection in document["objects"].values():
        for geometry in collection["geometries"]:
            rings = _polygon_arcs(geometry)
            polygons = [[_joined(ring, arcs) for ring in polygon] for polygon in rings]
            yield Outline(dict(geometry.get("properties") or {}), polygons)


def _polygon_arcs(geometry: dict[str, Any]) -> Any:
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else []


def _arcs(document: dict[str, Any]) -> list[Ring]:
    """The shared lines, out of their whole-number differences (TopoJSON 2.1.1)."""
    transform = document.get("transform")
    if not transform:
        return [_ring(arc) for arc in document["arcs"]]
    (across, up), (west, south) = transform["scale"], transform["translate"]
    lines = []
    for arc in document["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append([x * across + west, y * up + south])
        lines.append(line)
    return lines


def _joined(numbers: list[int], arcs: list[Ring]) -> Ring:
    """A ring out of lines; a negative number (~n) is line n walked backwards."""
    ring: Ring = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(line[1:] if ring else line)
    return ring
