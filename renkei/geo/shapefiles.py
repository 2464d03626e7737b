"""Outlines of areas out of Shapefiles, in degrees or on one of Japan's planes."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import suppress

import shapefile

from renkei.geo.coordinates import Move, moved, of_prj
from renkei.geo.outlines import NotAnOutline, Outline, Polygons, polygons_of

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


def read_shapes(*, shp: bytes, dbf: bytes, prj: str = "", encoding: str = "") -> list[Outline]:
    """The areas of a Shapefile, in degrees. Raises NotAnOutline or UnknownPlane.

    Without a ``.prj`` the coordinates count as degrees.
    """
    found = every_shape(shp=shp, dbf=dbf, encoding=encoding)
    return in_degrees([outline for outline in found if outline.polygons], of_prj(prj))


def in_degrees(outlines: list[Outline], move: Move) -> list[Outline]:
    """The same outlines, moved. Raises UnknownPlane."""
    return [outline._replace(polygons=moved(outline.polygons, move)) for outline in outlines]


def every_shape(*, shp: bytes, dbf: bytes, encoding: str = "") -> list[Outline]:
    """All that a Shapefile lists, also what has no area; in the coordinates of the file.

    Names are read in ``encoding``, else as UTF-8, else as cp932 (what Japanese offices send
    without saying so). Raises NotAnOutline.
    """
    for codec in filter(None, (encoding, "utf-8", "cp932")):
        with suppress(*_DAMAGE):
            return list(_of_shapes(shp, dbf, codec))
    raise NotAnOutline


def _of_shapes(shp: bytes, dbf: bytes, codec: str) -> Iterator[Outline]:
    with shapefile.Reader(shp=io.BytesIO(shp), dbf=io.BytesIO(dbf), encoding=codec) as reader:
        for entry in reader.iterShapeRecords():
            yield Outline(entry.record.as_dict(), _polygons_of(entry.shape))


def _polygons_of(shape: shapefile.Shape) -> Polygons:
    if shape.shapeType == shapefile.NULL:
        return []
    told = shape.__geo_interface__
    return polygons_of(told["type"], told["coordinates"])
