"""What is searched for, and the part of the country it is searched in.

Every search is bound to a place: the one it names, the point it is near, or the region
with its surroundings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from renkei.directory.search.called import distance
from renkei.directory.search.found import Kind
from renkei.directory.search.grid import NOWHERE
from renkei.directory.search.kinds import Asked, either, need_of, times_of
from renkei.directory.search.question import Question, Scope
from renkei.directory.search.settling import places_of
from renkei.directory.search.surroundings import REACH_M, Surroundings
from renkei.directory.search.tokens import Need
from renkei.directory.search.understanding import Piece, instead
from renkei.directory.search.words import Place
from renkei.geo.points import Box, Point, box_around

HERE = "いまいる場所"

BESIDE_HELP = {Kind.HELP, Kind.PLACE, Kind.DISTANCE, Kind.TIME, Kind.VISIT}
"""What is said of informal services: 「土曜に来てくれる弁当」 names no facility."""

WITH_ROOM = {Kind.SERVICE, Kind.ABILITY}
"""What may have room of its own kind."""

_NONE = frozenset[int]()


@dataclass(frozen=True)
class Search:
    """The pieces that are asked for, and from where; ``words`` are all that was typed."""

    pieces: tuple[Piece, ...]
    around: Surroundings
    near: Point | Box | None
    at: datetime
    wider: bool = False
    words: str = ""

    @cached_property
    def question(self) -> Question:
        """What to ask the index."""
        needs = tuple(filter(None, (need_of(self.kinds), *self._other_needs)))
        apart = self.municipalities if self.is_within and not self.keeps_within else frozenset()
        return Question(self.scope, needs, self.at, self.wants_room, self.rooms, apart=apart)

    @cached_property
    def kinds(self) -> list[Asked]:
        """The kinds of services of which one is enough."""
        return either(one.meaning for one in self.pieces if one.meaning.kind is Kind.SERVICE)

    @property
    def _other_needs(self) -> list[Need]:
        return [
            times_of(one.need, self.kinds) if one.meaning.times else one.need
            for one in self.pieces
            if one.meaning.kind is not Kind.SERVICE
        ]

    @property
    def wants_room(self) -> bool:
        return any(piece.meaning.kind is Kind.VACANCY for piece in self.pieces)

    @property
    def rooms(self) -> frozenset[int] | None:
        """The kinds of room that what is asked for has; None where any room will do.

        Room for an ability (訪問診療) is the only room that counts where a hospital has others.
        """
        if not self.wants_room:
            return None
        asked = [one.meaning for one in self.pieces if one.meaning.kind in WITH_ROOM]
        marks = [mark for one in asked for mark in one.marks]
        meant = _all_of(self.around.rooms_for, marks)
        is_of_service = any(one.kind is Kind.SERVICE for one in asked)
        if not meant and not is_of_service:
            return None
        of_services = [self.around.rooms.get(mark, _NONE) for mark in marks]
        return meant.union(*(rooms & meant or rooms for rooms in of_services))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Those that are named; a box takes their place."""
        return () if isinstance(self.near, Box) else places_of(self.pieces)

    @cached_property
    def scope(self) -> Scope:
        """In the box; else around the places that are named, the point, the whole region."""
        if isinstance(self.near, Box):
            return _scope_in(self.near, self.around)
        if self.places:
            at_least_m = REACH_M if self.wider else 0
            return _scope_of(self.places, self.around, at_least_m, self.within_m)
        if self.near is not None:
            return _scope_near(self.near, self.around, self.within_m or REACH_M)
        return whole_of(self.around)

    @property
    def within_m(self) -> int:
        """How far around them, where a distance is said."""
        return max((piece.meaning.within_m for piece in self.pieces), default=0)

    def within(self, kilometres: int) -> Search:
        """The same search, so far around the place."""
        meaning = distance(kilometres)
        said = [piece for piece in self.pieces if piece.meaning.within_m]
        words = instead(self.words, [(piece, meaning.label) for piece in said])
        pieces = [piece for piece in self.pieces if piece not in said]
        words = words if said else f"{self.words} {meaning.label}"
        return replace(self.but([*pieces, Piece(meaning.label, meaning)]), words=words)

    @property
    def municipalities(self) -> frozenset[int]:
        """Those of the places that are named."""
        return frozenset(place.municipality for place in self.places)

    @property
    def is_within(self) -> bool:
        """Whether it names municipalities, and no place in them."""
        return bool(self.places) and all(place.is_whole for place in self.places)

    @property
    def keeps_within(self) -> bool:
        """Whether it looks nowhere but in those."""
        return self.is_within and not self.wider and all(place.is_only for place in self.places)

    @property
    def helps(self) -> dict[str, frozenset[int]]:
        """The kinds of informal services that are asked for, by what they are called."""
        asked = [piece.meaning for piece in self.pieces]
        return {one.label: one.helps for one in asked if one.kind is Kind.HELP or one.helps}

    @property
    def is_for_help(self) -> bool:
        """Whether nothing but informal services is asked for: no facility is meant."""
        kinds = {piece.meaning.kind for piece in self.pieces}
        return Kind.HELP in kinds and kinds <= BESIDE_HELP

    def but(self, pieces: Iterable[Piece]) -> Search:
        return replace(self, pieces=tuple(pieces))


def _all_of(rooms: Mapping[str, frozenset[int]], marks: Iterable[str]) -> frozenset[int]:
    return _NONE.union(*(rooms.get(mark, _NONE) for mark in marks))


def whole_of(around: Surroundings) -> Scope:
    """The region with what lies within its reach."""
    own = around.municipalities
    return around.scope(around.all_cells, municipalities=own, box=around.box)


def own_of(around: Surroundings) -> Scope:
    """The region's own municipalities and nothing else."""
    return around.scope(around.own_cells, municipalities=around.municipalities)


def _scope_in(box: Box, around: Surroundings) -> Scope:
    scope = around.scope(around.cells_within(box), box=box)
    return replace(scope, own_cells=tuple(sorted({*scope.own_cells} & {*scope.cells})))


def _scope_near(near: Point, around: Surroundings, radius_m: int) -> Scope:
    cells = around.cells_within(box_around(near, radius_m))
    return around.scope(cells, circles=((near, radius_m),), origin=near, label=HERE)


def _scope_of(
    places: tuple[Place, ...], around: Surroundings, at_least_m: int, within_m: int
) -> Scope:
    circles = tuple(
        (place.point, max(within_m or place.radius_m, at_least_m))
        for place in places
        if place.point and (at_least_m or within_m or not place.is_only)
    )
    whole = frozenset(place.municipality for place in places if place.is_whole or not place.point)
    boxes = [box_around(point, radius_m) for point, radius_m in circles]
    boxes += [around.extents[one].box for one in whole if one in around.extents]
    origin = next((place for place in places if place.point), None)
    cells = {cell for box in boxes for cell in around.cells_within(box)}
    return around.scope(
        cells or {NOWHERE},
        circles=circles,
        municipalities=whole,
        origin=origin and origin.point,
        label=origin.label if origin else "",
    )
