"""Which coordinates an outline is written in, and what brings them into degrees."""

from __future__ import annotations

import re
from collections.abc import Callable

from renkei.core.errors import DomainError
from renkei.geo.outlines import Polygons
from renkei.geo.plane import SYSTEMS, Plane, from_tokyo, in_degrees
from renkei.geo.points import Box, Point

Move = Callable[[float, float], list[float]]

DEGREES, TOKYO = "degrees", "tokyo"
# EPSG: WGS 84, JGD 2000, JGD 2011 (flat and with heights); Tokyo; the first of nineteen planes.
_IN_DEGREES, _IN_TOKYO, _FIRST_PLANES = (4326, 4612, 6668, 6697), 4301, (2443, 6669)
_FARTHEST_M = 10_000_000
_JAPAN = Box(120, 18, 156, 48)


class UnknownPlane(DomainError, ValueError):
    """座標の種類が分かりません。緯度・経度か平面直角座標系のファイルを選んでください。"""


class OldPlane(UnknownPlane):
    """旧日本測地系の平面直角座標は読めません。世界測地系に直したファイルを選んでください。"""


def chosen(code: str) -> Move:
    """Of a choice: ``DEGREES``, ``TOKYO`` or the number of a plane (1 to 19)."""
    if code in (DEGREES, TOKYO):
        return _of_tokyo if code == TOKYO else _unmoved
    return _on(SYSTEMS[int(code)])


def of_crs(name: str) -> Move:
    """Of the name a GeoJSON tells (``urn:ogc:def:crs:EPSG::6675``). Raises UnknownPlane."""
    number = int((re.findall(r"EPSG:+(\d{4,5})$", name) or [0])[0])
    if not name or "CRS84" in name or number in _IN_DEGREES:
        return _unmoved
    if number == _IN_TOKYO:
        return _of_tokyo
    for first in _FIRST_PLANES:
        if number - first + 1 in SYSTEMS:
            return _on(SYSTEMS[number - first + 1])
    raise UnknownPlane


def of_prj(prj: str) -> Move:
    """Of a Shapefile's ``.prj`` (OGC WKT 1); "" counts as degrees. Raises UnknownPlane."""
    is_old = "Bessel" in prj
    if not prj.strip() or prj.lstrip().startswith("GEOGCS"):
        return _of_tokyo if is_old else _unmoved
    if is_old:
        raise OldPlane
    if "Transverse_Mercator" not in prj:
        raise UnknownPlane
    return _on(_plane(prj))


def moved(polygons: Polygons, move: Move) -> Polygons:
    """The polygons in degrees.

    Raises UnknownPlane for what then lies outside of Japan: metres without a word about
    their plane.
    """
    found = [[[move(*corner) for corner in ring] for ring in part] for part in polygons]
    corners = (corner for part in found for ring in part for corner in ring)
    if not all(_JAPAN.holds(Point(y, x)) for x, y in corners):
        raise UnknownPlane
    return found


def _unmoved(east: float, north: float) -> list[float]:
    return [east, north]


def _of_tokyo(east: float, north: float) -> list[float]:
    point = from_tokyo(Point(north, east))
    return [point.longitude, point.latitude]


def _on(plane: Plane) -> Move:
    def move(east: float, north: float) -> list[float]:
        # Also keeps the series from going round the earth; false for what is no number.
        if not (abs(east) < _FARTHEST_M and abs(north) < _FARTHEST_M):
            raise UnknownPlane
        point = in_degrees(plane, east=east, north=north)
        return [point.longitude, point.latitude]

    return move


def _plane(prj: str) -> Plane:
    found = re.findall(r'PARAMETER\["(\w+)",\s*(-?[0-9.eE+-]+)', prj)
    try:
        values = {name.lower(): float(value) for name, value in found}
        return Plane(
            values["latitude_of_origin"],
            values["central_meridian"],
            values["scale_factor"],
            values.get("false_easting", 0.0),
            values.get("false_northing", 0.0),
        )
    except (KeyError, ValueError) as reason:
        raise UnknownPlane from reason
