"""What a search asks: where, what is needed there, and when.

Distances are measured on a plane around the origin: within the reach of a search it is
off by less than 0.1 % from the haversine, and the database can compute it without help.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import cos, radians

from django.utils import timezone

from renkei.directory.search.grid import NOWHERE, Block, is_touched
from renkei.directory.search.tokens import ROOM_MARK, Marks, Need, one_of, room_mark
from renkei.geo.points import EARTH_RADIUS_M, Box, Point

METRES_PER_DEGREE = radians(1) * EARTH_RADIUS_M


@dataclass(frozen=True)
class Scope:
    """Where to search: cells to ask, then circles, whole municipalities or a box to lie in.

    ``origin`` is where distances are measured from, the middle of the first circle, and
    ``label`` its name. Without one the region's ``own`` municipalities come first, which
    lie in ``own_cells``. ``total`` and ``own_total`` say how many facilities there are in
    the cells and in the own municipalities, ``crowd`` how many in which block.
    """

    cells: tuple[int, ...]
    own: frozenset[int]
    circles: tuple[tuple[Point, float], ...] = ()
    municipalities: frozenset[int] = frozenset()
    origin: Point | None = None
    label: str = ""
    box: Box | None = None
    own_cells: tuple[int, ...] = ()
    own_total: int = 0
    total: int = 0
    crowd: Mapping[Block, int] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Question:
    """What is needed, where, and whether there has to be room at that moment.

    ``rooms`` are the kinds of room, at least one, that will do; None where all would.
    ``only`` narrows it to facilities with one of these marks, cell by cell. Hits in the
    municipalities ``apart`` are counted by themselves, too.
    """

    scope: Scope
    needs: tuple[Need, ...]
    at: datetime
    wants_room: bool = False
    rooms: frozenset[int] | None = None
    only: Marks | None = None
    apart: frozenset[int] = frozenset()

    @property
    def is_own(self) -> bool:
        """Whether it asks for all there is in the region's own municipalities."""
        scope = self.scope
        is_narrower = self.is_needy or scope.circles or scope.box
        return not is_narrower and scope.municipalities == scope.own

    @property
    def is_needy(self) -> bool:
        """Whether it asks for more than a place."""
        return bool(self.needs) or self.wants_room

    def seen_in(self, box: Box) -> Question:
        """The same question to the cells that a box touches."""
        cells = tuple(cell for cell in self.scope.cells if is_touched(cell, box))
        return replace(self, scope=replace(self.scope, cells=cells or (NOWHERE,)))

    def wanted(self) -> list[tuple[int, tuple[Need, ...]]]:
        """What to look for in the words of each cell; nothing where rows tell it all."""
        needs = (*self.needs, one_of(self._room_marks)) if self.wants_room else self.needs
        if self.only is not None:
            return [(cell, (*needs, one_of(marks))) for cell, marks in self.only.items()]
        return [(cell, needs) for cell in self.scope.cells] if needs else []

    @property
    def _room_marks(self) -> list[str]:
        """Of which a facility with room has one; how fresh any room is, its row tells."""
        if self.rooms is None:
            return [ROOM_MARK]
        return [room_mark(kind, timezone.localdate(self.at)) for kind in sorted(self.rooms)]


def metres_per_degree(origin: Point) -> tuple[float, float]:
    """Metres of a degree northwards and eastwards."""
    return METRES_PER_DEGREE, METRES_PER_DEGREE * cos(radians(origin.latitude))
