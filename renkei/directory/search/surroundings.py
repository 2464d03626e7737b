"""A region as the search knows it: how far it reaches, its cells, and its words.

Kept in memory per region, since a search would otherwise spend most of its time on
reading it. ``_stamp`` says in one small query whether anything of it has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from renkei.directory import asked_first
from renkei.directory.models import Service, Tally
from renkei.directory.search.grid import NOWHERE, TALLIED, Block, block_of, cells_in
from renkei.directory.search.lexicon import lexicon_of
from renkei.directory.search.question import Scope
from renkei.directory.search.tokens import ability_mark, kind_mark, told_mark
from renkei.directory.search.words import Lexicon
from renkei.geo.models import Boundary
from renkei.geo.points import Box, Point, box_around, united
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

REACH_M = 20_000
"""How far beyond its municipalities a region's directory goes."""

REGIONS_KEPT = 32
SIDES = ("west", "south", "east", "north")


class Extent(NamedTuple):
    """Where the facilities of one municipality lie: how many, their middle and their box."""

    total: int
    point: Point
    box: Box


@dataclass(frozen=True)
class Surroundings:
    """All that a search needs to know of its region before it asks the index.

    ``blocks`` and ``cells`` are those that hold something, each with its number of facilities.
    The words are read when they are first needed: the map mostly does without.
    """

    municipalities: frozenset[int]
    box: Box | None
    blocks: dict[Block, int]
    extents: dict[int, Extent]

    @cached_property
    def terms(self) -> dict[int, str]:
        """What all terms are called."""
        return dict(Term.objects.values_list("pk", "label"))

    @cached_property
    def rooms(self) -> dict[str, frozenset[int]]:
        """By the mark of a kind of service, the kinds of room that places with it tell of."""
        keys = _keys(Scheme.VACANCY)
        return {
            kind_mark(pk): frozenset(
                keys[room] for room in asked_first.rooms([code]) if room in keys
            )
            for code, pk in _keys(Scheme.SERVICE).items()
        }

    @cached_property
    def rooms_for(self) -> dict[str, frozenset[int]]:
        """By the mark of an ability or of a kind of room, the kind of room that is meant."""
        rooms, abilities = _keys(Scheme.VACANCY), _keys(Scheme.ABILITY)
        of_abilities = {
            ability_mark(abilities[code]): frozenset([rooms[room]])
            for code, room in asked_first.ROOM_FOR.items()
            if code in abilities and room in rooms
        }
        return of_abilities | {told_mark(room): frozenset([room]) for room in rooms.values()}

    @cached_property
    def offered(self) -> frozenset[str]:
        """The marks of all kinds of services that are offered in reach."""
        near = Service.objects.filter(
            facility__municipality__in=self.municipalities | self.extents.keys()
        )
        kinds = near.order_by().values_list("kind", flat=True).distinct()
        return frozenset(map(kind_mark, kinds))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the region."""
        middles = {key: extent.point for key, extent in self.extents.items()}
        return lexicon_of(self.municipalities, middles)

    def reaches(self, municipality: int) -> bool:
        """Whether it is one of the region's or has a facility within its reach."""
        return municipality in self.municipalities or municipality in self.extents

    @cached_property
    def cells(self) -> Counter[int]:
        found: Counter[int] = Counter()
        for block, total in self.blocks.items():
            found[block.cell] += total
        return found

    @cached_property
    def all_cells(self) -> list[int]:
        """Cells that hold something, and the one for facilities without a point."""
        return sorted({*self.cells, NOWHERE})

    def cells_within(self, box: Box) -> list[int]:
        """Those of the region's cells that a box touches."""
        return sorted((cells_in(box) & self.cells.keys()) | {NOWHERE})

    def scope(self, cells: Iterable[int], **more: Any) -> Scope:
        """These cells, and what counts within them."""
        asked = tuple(sorted(cells))
        return Scope(
            cells=asked,
            total=sum(self.cells[cell] for cell in asked),
            own=self.municipalities,
            own_cells=self.own_cells,
            own_total=self._own_total,
            crowd=self.blocks,
            **more,
        )

    @cached_property
    def own_cells(self) -> tuple[int, ...]:
        """Those in which facilities of the region's own municipalities may lie."""
        cells = {cell for extent in self._own_extents for cell in self.cells_within(extent.box)}
        return tuple(sorted(cells | {NOWHERE}))

    @cached_property
    def _own_total(self) -> int:
        return sum(extent.total for extent in self._own_extents)

    @property
    def _own_extents(self) -> list[Extent]:
        return [self.extents[one] for one in self.municipalities if one in self.extents]


def _keys(scheme: Scheme) -> dict[str, int]:
    return dict(Term.objects.filter(scheme=scheme).values_list("code", "pk"))


_kept: dict[int, tuple[tuple[Any, ...], Surroundings]] = {}

_STAMP = """
SELECT (SELECT SUM(version) + COUNT(*) || '/' || MAX(updated_at) FROM vocabulary_term),
       (SELECT SUM(version) + COUNT(*) FROM geo_schooldistrict),
       (SELECT MAX(id) FROM geo_townpoint),
       (SELECT COUNT(*) FROM geo_boundary),
       (SELECT MAX(id) FROM directory_tally),
       (SELECT SUM(municipality_id) FROM programme_region_municipalities WHERE region_id = %s)
"""
# The same in a function, which PostgreSQL plans once and not for every search.
_PLANNED = "SELECT directory_stamp(%s)"


def surroundings_of(region: Region) -> Surroundings:
    """What is known of the region; one query while nothing has changed."""
    with connection.cursor() as cursor:
        cursor.execute(_PLANNED if connection.vendor == "postgresql" else _STAMP, [region.pk])
        stamp = (connection.settings_dict["NAME"], *cursor.fetchone())
    kept = _kept.get(region.pk)
    if kept is None or kept[0] != stamp:
        kept = _kept[region.pk] = (stamp, _read(region))
        while len(_kept) > REGIONS_KEPT:
            _kept.pop(next(iter(_kept)))
    return kept[1]


def forget() -> None:
    """Read all regions anew at the next search: facilities have come, gone or moved."""
    _kept.clear()


def _read(region: Region) -> Surroundings:
    own = frozenset(region.municipalities.values_list("pk", flat=True))
    box = _box_of(own)
    tallies = _tallies(own, box)
    blocks: Counter[Block] = Counter()
    for tally in tallies:
        blocks[Block(TALLIED, tally.row, tally.column)] += tally.total
    return Surroundings(own, box, dict(blocks), _extents(tallies))


def _box_of(own: frozenset[int]) -> Box | None:
    """The box around the region's municipalities and what lies within reach of it."""
    known = (
        model.objects.filter(municipality__in=own).values_list(*SIDES, named=True)
        for model in (Boundary, Tally)
    )
    boxes = [_box(one) for one in chain.from_iterable(known)]
    if not boxes:
        return None
    whole = united(boxes)
    first = box_around(Point(whole.south, whole.west), REACH_M)
    last = box_around(Point(whole.north, whole.east), REACH_M)
    return Box(first.west, first.south, last.east, last.north)


def _box(one: Any) -> Box:
    return Box(one.west, one.south, one.east, one.north)


def _tallies(own: frozenset[int], box: Box | None) -> list[Any]:
    """Those of the region's municipalities, and of all cells that its reach touches."""
    wanted = Q(municipality__in=own)
    if box is not None:
        first = block_of(Point(box.south, box.west), 1)
        last = block_of(Point(box.north, box.east), 1)
        wanted |= Q(
            row__range=(first.row * TALLIED, (last.row + 1) * TALLIED - 1),
            column__range=(first.column * TALLIED, (last.column + 1) * TALLIED - 1),
        )
    return list(Tally.objects.filter(wanted).values_list(named=True))


def _extents(tallies: Iterable[Any]) -> dict[int, Extent]:
    """Where the facilities of each municipality lie."""
    found: dict[int, list[Any]] = {}
    for tally in tallies:
        found.setdefault(tally.municipality_id, []).append(tally)
    return {key: _extent(parts) for key, parts in found.items()}


def _extent(parts: Sequence[Any]) -> Extent:
    total = sum(part.total for part in parts)
    middle = Point(
        sum(part.latitude * part.total for part in parts) / total,
        sum(part.longitude * part.total for part in parts) / total,
    )
    return Extent(total, middle, united(list(map(_box, parts))))
