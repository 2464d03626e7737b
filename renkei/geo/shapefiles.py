"""Outlines of areas out of Shapefiles, in degrees or on one of Japan's planes."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress

import shapefile

from renkei.core.errors import DomainError
from renkei.geo.outlines import NotAnOutline, Outline, Polygons, polygons_of
from renkei.geo.plane import Plane, in_degrees
from renkei.geo.points import Box, Point

# What pyshp raises on damaged files; a name in another encoding comes as ShapefileException.
_DAMAGE = (
    shapefile.ShapefileException,
    struct.error,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    UnicodeError,
)

Move = Callable[[float, float], list[float]]


class UnknownPlane(DomainError, ValueError):
    """座標の種類が分かりません。緯度・経度か平面直角座標系のファイルを選んでください。"""


def read_shapes(*, shp: bytes, dbf: bytes, prj: str = "", encoding: str = "") -> list[Outline]:
    """The areas of a Shapefile, in degrees. Raises NotAnOutline or UnknownPlane.

    Without a ``.prj`` the coordinates count as degrees. Names are read in ``encoding``,
    else as UTF-8, else as cp932 (what Japanese offices send without saying so).
    """
    move = _mover(prj)
    for codec in filter(None, (encoding, "utf-8", "cp932")):
        with suppress(*_DAMAGE):
            return list(_of_shapes(shp, dbf, codec, move))
    raise NotAnOutline


def _of_shapes(shp: bytes, dbf: bytes, codec: str, move: Move) -> Iterator[Outline]:
    with shapefile.Reader(shp=io.BytesIO(shp), dbf=io.BytesIO(dbf), encoding=codec) as reader:
        for entry in reader.iterShapeRecords():
            shape = entry.shape.__geo_interface__
            polygons = polygons_of(shape["type"], shape["coordinates"])
            moved = [[[move(*corner) for corner in ring] for ring in part] for part in polygons]
            if moved:
                yield Outline(entry.record.as_dict(), _in_japan(moved))


def _in_japan(polygons: Polygons) -> Polygons:
    """Metres without a word about their plane would put an area far outside."""
    if not Box(120, 18, 156, 48).holds(Point(polygons[0][0][0][1], polygons[0][0][0][0])):
        raise UnknownPlane
    return polygons


def _mover(prj: str) -> Move:
    """What brings a file's coordinates into degrees, by its ``.prj`` (OGC WKT 1)."""
    if not prj.strip() or prj.lstrip().startswith("GEOGCS"):
        return lambda east, north: [east, north]
    if "Transverse_Mercator" not in prj:
        raise UnknownPlane
    plane = _plane(prj)

    def move(east: float, north: float) -> list[float]:
        point = in_degrees(plane, east=east, north=north)
        return [point.longitude, point.latitude]

    return move


def _plane(prj: str) -> Plane:
    found = re.findall(r'PARAMETER\["(\w+)",\s*(-?[0-9.eE+-]+)', prj)
    values = {name.lower(): float(value) for name, value in found}
    try:
        return Plane(
            values["latitude_of_origin"],
            values["central_meridian"],
            values["scale_factor"],
            values.get("false_easting", 0.0),
            values.get("false_northing", 0.0),
        )
    except KeyError as reason:
        raise UnknownPlane from reason
