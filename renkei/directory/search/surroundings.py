"""A region as the search knows it: how far it reaches, its cells, and its words.

Kept in memory per region, since a search would otherwise spend most of its time on
reading it. ``_stamp`` says in one small query whether anything of it has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection

from renkei.directory.models import Listing
from renkei.directory.search import words
from renkei.directory.search.tokens import NOWHERE, cells_in
from renkei.directory.search.words import Lexicon, Meaning, Place, Word
from renkei.geo.models import Boundary, Municipality, SchoolDistrict, TownPoint
from renkei.geo.points import Box, Point, box_around
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

REACH_M = 20_000
"""How far beyond its municipalities a region's directory goes."""

PLACE_M, DISTRICT_M, TOWN_M = 10_000, 5_000, 3_000
"""How far around a municipality's centre, a school district and a town a search looks."""

REGIONS_KEPT = 32


class Extent(NamedTuple):
    """Where the facilities of one municipality lie: their middle and their box."""

    municipality: int
    point: Point
    box: Box


@dataclass(frozen=True)
class Surroundings:
    """All that a search needs to know of its region before it asks the index."""

    municipalities: frozenset[int]
    box: Box | None
    cells: frozenset[int]
    extents: dict[int, Extent]
    terms: dict[int, str]
    lexicon: Lexicon

    @cached_property
    def all_cells(self) -> list[int]:
        """Cells that hold something, and the one for facilities without a point."""
        return sorted(self.cells | {NOWHERE})

    def cells_within(self, box: Box) -> list[int]:
        """Those of the region's cells that a box touches."""
        return sorted((cells_in(box) & self.cells) | {NOWHERE})


_kept: dict[int, tuple[tuple[Any, ...], Surroundings]] = {}

_STAMP = """
SELECT (SELECT SUM(version) + COUNT(*) FROM vocabulary_term
         WHERE scheme IN ('service', 'ability', 'filing')),
       (SELECT MAX(updated_at) FROM vocabulary_term
         WHERE scheme IN ('service', 'ability', 'filing')),
       (SELECT SUM(version) + COUNT(*) FROM geo_schooldistrict),
       (SELECT MAX(id) FROM geo_townpoint),
       (SELECT COUNT(*) FROM geo_boundary),
       (SELECT MAX(facility_id) FROM directory_listing),
       (SELECT MAX(id) FROM directory_importrun),
       (SELECT SUM(version) FROM directory_importrun),
       EXISTS (SELECT 1 FROM directory_stalelisting),
       (SELECT SUM(municipality_id) FROM programme_region_municipalities WHERE region_id = %s)
"""


def surroundings_of(region: Region) -> Surroundings:
    """What is known of the region; one query while nothing has changed."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [region.pk])
        stamp = (connection.settings_dict["NAME"], *cursor.fetchone())
    kept = _kept.get(region.pk)
    if kept is None or kept[0] != stamp:
        kept = _kept[region.pk] = (stamp, _read(region))
        while len(_kept) > REGIONS_KEPT:
            _kept.pop(next(iter(_kept)))
    return kept[1]


def forget() -> None:
    """Read all regions anew at the next search: the index has changed."""
    _kept.clear()


def _read(region: Region) -> Surroundings:
    own = frozenset(region.municipalities.values_list("pk", flat=True))
    box = _box_of(own)
    cells = _cells(box, own)
    extents = {extent.municipality: extent for extent in _extents(cells, own)}
    terms = [
        Word(pk, label, scheme == Scheme.SERVICE, code, scheme == Scheme.FILING)
        for pk, label, scheme, code in Term.objects.in_use()
        .filter(scheme__in=[Scheme.SERVICE, Scheme.ABILITY, Scheme.FILING])
        .values_list("pk", "label", "scheme", "code")
    ]
    labels = dict(Term.objects.values_list("pk", "label"))
    return Surroundings(own, box, cells, extents, labels, _lexicon(own, extents, terms))


def _box_of(own: frozenset[int]) -> Box | None:
    """The box around the region's municipalities and what lies within reach of it."""
    boxes = [*_outlines(own), *(extent.box for extent in _extents(None, own))]
    if not boxes:
        return None
    whole = Box(
        min(box.west for box in boxes),
        min(box.south for box in boxes),
        max(box.east for box in boxes),
        max(box.north for box in boxes),
    )
    first = box_around(Point(whole.south, whole.west), REACH_M)
    last = box_around(Point(whole.north, whole.east), REACH_M)
    return Box(first.west, first.south, last.east, last.north)


def _outlines(own: Iterable[int]) -> list[Box]:
    rows = Boundary.objects.filter(municipality__in=own)
    return [Box(*row) for row in rows.values_list("west", "south", "east", "north")]


def _cells(box: Box | None, own: frozenset[int]) -> frozenset[int]:
    """The cells that hold facilities of the region or within its reach."""
    rows = Listing.objects.exclude(cell=NOWHERE).order_by().values_list("cell", flat=True)
    cells = set(rows.filter(municipality__in=own).distinct())
    if box is not None:
        cells |= set(rows.filter(cell__in=cells_in(box)).distinct())
    return frozenset(cells)


def _extents(cells: frozenset[int] | None, own: frozenset[int]) -> Iterator[Extent]:
    """Where municipalities' facilities lie: in these cells, or those of the region's own."""
    condition, values = _any("municipality_id", own) if cells is None else _any("cell", cells)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT municipality_id, AVG(latitude), AVG(longitude),"  # noqa: S608 -- numbers
            " MIN(longitude), MIN(latitude), MAX(longitude), MAX(latitude)"
            f" FROM directory_listing WHERE latitude IS NOT NULL AND {condition}"
            " GROUP BY municipality_id",
            values,
        )
        for key, latitude, longitude, *box in cursor.fetchall():
            yield Extent(key, Point(latitude, longitude), Box(*box))


def _any(column: str, values: Iterable[int]) -> tuple[str, list[int]]:
    """``column IN (…)`` with its values; never true without any."""
    found = sorted(values)
    return f"{column} IN ({', '.join(['%s'] * len(found)) or 'NULL'})", found


# ---------------------------------------------------------------- words


def _lexicon(own: frozenset[int], extents: dict[int, Extent], terms: list[Word]) -> Lexicon:
    table = words.synonyms()
    return Lexicon.of(
        [
            *_municipalities(own, extents),
            *_districts(own, extents),
            *_towns(own),
            *words.from_terms(terms),
            *words.from_synonyms(table, terms),
        ],
        words.particles(table),
    )


def _municipalities(
    own: frozenset[int], extents: dict[int, Extent]
) -> Iterator[tuple[str, Meaning]]:
    """The region's and those within reach; of two with one name the region's comes first."""
    known = Municipality.objects.filter(pk__in=own | extents.keys())
    for one in sorted(known, key=lambda one: one.pk not in own):
        extent = extents.get(one.pk)
        point = extent.point if extent else None
        place = Place(one.name, point, PLACE_M, one.pk, is_whole=True)
        yield from words.from_municipality(one.name, one.kana, place)


def _districts(own: frozenset[int], extents: dict[int, Extent]) -> Iterator[tuple[str, Meaning]]:
    """School districts; one whose outline is not loaded stands for its municipality."""
    rows = SchoolDistrict.objects.filter(municipality__in=own).select_related("boundary")
    for one in rows:
        point, radius_m = _middle(getattr(one, "boundary", None)), DISTRICT_M
        if point is None and (extent := extents.get(one.municipality_id)):
            point, radius_m = extent.point, PLACE_M
        yield from words.from_district(
            one.name, Place(one.called, point, radius_m, one.municipality_id)
        )


def _middle(boundary: Boundary | None) -> Point | None:
    if boundary is None:
        return None
    return Point((boundary.south + boundary.north) / 2, (boundary.west + boundary.east) / 2)


def _towns(own: frozenset[int]) -> Iterator[tuple[str, Meaning]]:
    """Towns by their name without 丁目; the first of several is the centre."""
    rows = TownPoint.objects.filter(municipality__in=own).order_by("municipality", "name")
    columns = ("municipality_id", "municipality__name", "name", "latitude", "longitude")
    seen: set[tuple[int, str]] = set()
    for key, municipality, town, latitude, longitude in rows.values_list(*columns):
        name = words.without_block(town)
        if len(name) > 1 and (key, name) not in seen:
            seen.add((key, name))
            plain = words.without_rank(name)
            place = Place(f"{municipality}{plain}", Point(latitude, longitude), TOWN_M, key)
            for called in dict.fromkeys((plain, name)):
                yield words.from_town(called, place)
