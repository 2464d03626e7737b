"""A file of areas as offices send it: one ZIP around a Shapefile, or a GeoJSON."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from renkei.core.errors import DomainError
from renkei.geo.coordinates import Move, chosen, of_crs, of_prj
from renkei.geo.outlines import Outline, every_feature
from renkei.geo.shapefiles import every_shape, in_degrees

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_PARTS = 200
MAX_CORNERS = 2_000_000
_SIGNATURE = b"PK\x03\x04"
# The kinds of shapes that have an area, with or without heights and measures.
_POLYGONS = (5, 15, 25)
# What zipfile raises on damaged files; RuntimeError is a password.
_DAMAGE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_PARTS = (".shp", ".dbf", ".prj", ".cpg")


class TooLarge(DomainError):
    """ファイルが大きすぎます。20MB以下（ZIPは開いて100MB以下、角は200万まで）にしてください。"""


class BrokenArchive(DomainError):
    """ZIPを開けません。壊れているか、パスワードがかかっています。作り直してから選んでください。"""


class NoShapefile(DomainError):
    """ZIPの中に、区域の形（.shp と .dbf）がありません。"""


class SeveralShapefiles(DomainError):
    """ZIPの中に、区域の形（.shp）がいくつもあります。1つだけを入れてください。"""


class AreaFile(NamedTuple):
    """All entries of a file in degrees; those without an area have no polygons.

    ``is_guessed`` where nothing in the file tells of its coordinates.
    """

    outlines: list[Outline]
    is_guessed: bool = False


def read_area_file(content: bytes, crs: str = "") -> AreaFile:
    """The entries of a ZIP with a Shapefile, of a GeoJSON or TopoJSON.

    ``crs`` (a choice of ``coordinates.chosen``) goes before what the file tells. Raises
    TooLarge, BrokenArchive, NoShapefile, SeveralShapefiles, NotAnOutline or UnknownPlane.
    """
    if len(content) > MAX_BYTES:
        raise TooLarge
    if content.startswith(_SIGNATURE):
        parts = _unpacked(content)
        outlines = every_shape(
            shp=parts[".shp"], dbf=parts[".dbf"], encoding=_text(parts[".cpg"]).strip()
        )
        prj = _text(parts[".prj"])
        return _moved(outlines, crs, lambda: of_prj(prj), is_guessed=not prj.strip())
    outlines, told = every_feature(content.removeprefix(b"\xef\xbb\xbf"))
    return _moved(outlines, crs, lambda: of_crs(told))


def _moved(
    outlines: list[Outline], crs: str, told: Callable[[], Move], *, is_guessed: bool = False
) -> AreaFile:
    corners = sum(len(ring) for one in outlines for part in one.polygons for ring in part)
    if corners > MAX_CORNERS:
        raise TooLarge
    move: Move = chosen(crs) if crs else told()
    return AreaFile(in_degrees(outlines, move), is_guessed=is_guessed and not crs)


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return _parts(archive)
    except _DAMAGE as why:
        raise BrokenArchive from why


def _parts(archive: ZipFile) -> dict[str, bytes]:
    members = archive.infolist()
    wanted = [one for one in members if PurePosixPath(one.filename.lower()).suffix in _PARTS]
    if len(members) > MAX_PARTS or sum(one.file_size for one in wanted) > MAX_UNPACKED_BYTES:
        raise TooLarge
    stem = _stem_of_polygons(archive, wanted)
    found = {PurePosixPath(one.filename.lower()): one for one in wanted}
    paths = {suffix: found.get(stem.with_suffix(suffix)) for suffix in _PARTS}
    if paths[".dbf"] is None:
        raise NoShapefile
    return {suffix: archive.read(one) if one else b"" for suffix, one in paths.items()}


def _stem_of_polygons(archive: ZipFile, members: Iterable[ZipInfo]) -> PurePosixPath:
    """Where the one layer of areas lies.

    国土数値情報 packs a layer twice, in folders Shift-JIS and UTF-8: the last one counts.
    """
    paths = [
        PurePosixPath(one.filename.lower())
        for one in members
        if one.filename.lower().endswith(".shp") and _is_of_areas(archive, one)
    ]
    if not paths:
        raise NoShapefile
    if len({path.name for path in paths}) > 1:
        raise SeveralShapefiles
    return max(paths)


def _is_of_areas(archive: ZipFile, member: ZipInfo) -> bool:
    """By the shape type in the header (ESRI Shapefile Technical Description, table 1)."""
    with archive.open(member) as file:
        return int.from_bytes(file.read(36)[32:36], "little") in _POLYGONS


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
