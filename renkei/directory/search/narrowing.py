"""The part of a question where the best hits must lie, when there are too many to order.

A search around a point needs the nearest ones: it asks the few blocks around the point
for them, and is content when the last of the page is so near that nothing outside of the
blocks can come before it. A search of the whole region asks its own municipalities, which
come first. Either way nothing is left out: where the part does not fill the page, all is
put in order after all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import floor, hypot, inf, pi
from typing import NamedTuple, Protocol

from renkei.directory.search.grid import (
    CELL_HEIGHT,
    CELL_WIDTH,
    TALLIED,
    Block,
    blocks_in,
    is_touched,
)
from renkei.directory.search.question import Question, metres_per_degree
from renkei.directory.search.tokens import BLOCKS, Marks, block_mark, municipality_mark
from renkei.geo.points import Point, box_around

# A square, since the squared distance is compared: checked within a year a facility counts
# as a tenth nearer than it is.
CHECKED = 0.81
# Without a point to measure from: weights of what is not the region's own, and of what is stale.
NOT_OWN, STALE = 2, 1

MANY = 300
"""Fewer hits than these are as quickly put in order as looked for in a part."""

SPARE = 2
"""How many times the page is expected to be filled by the part."""

SIDES = (2, 3)
MOST_MUNICIPALITIES = 8

# Roughly the share of all facilities that has a mark or a text: of twenty places one is a dentist.
_SHARES = {"zk": 0.05, "za": 0.02, "zt": 0.5, "zv": 0.1}
_OF_TEXT = _OF_ROOM = 0.02


class Weighed(Protocol):
    """A row of the answer."""

    @property
    def is_unlisted(self) -> bool: ...
    @property
    def weight(self) -> float: ...


@dataclass(frozen=True)
class Part:
    """A narrower question. What it leaves out is not lighter than ``outside``.

    ``is_likely``: it holds more than enough, as far as one can tell.
    """

    question: Question
    outside: float
    is_likely: bool = True

    def is_enough(self, rows: Sequence[Weighed], wanted: int) -> bool:
        """Whether these are the best there are: so many, all of them listed, all lighter."""
        if len(rows) < wanted:
            return False
        return not rows[-1].is_unlisted and rows[-1].weight < self.outside


def share_of(question: Question) -> float:
    """The share of facilities that may answer the question, before anything is asked."""
    share = _OF_ROOM if question.wants_room else 1.0
    for need in question.needs:
        share *= max(_SHARES.get(phrase[0][:2], _OF_TEXT) for phrase in need)
    return share


def expected(question: Question) -> float:
    """How many hits there may be."""
    return question.scope.total * share_of(question)


def known(question: Question) -> int:
    """How many hits there are at least, by what is counted already.

    Where nothing is needed, whole blocks within the circle count as they are, and all of
    the region's own municipalities.
    """
    scope = question.scope
    if question.is_needy:
        return 0
    if not scope.circles:
        return scope.own_total if scope.municipalities >= scope.own else 0
    (origin, radius_m), *_ = scope.circles
    blocks = blocks_in(box_around(origin, radius_m), TALLIED)
    return sum(scope.crowd.get(one, 0) for one in blocks if is_inside(one, origin, radius_m))


def is_inside(block: Block, origin: Point, radius_m: float) -> bool:
    """Whether the whole block lies in the circle."""
    north, east = metres_per_degree(origin)
    height, width = CELL_HEIGHT / block.across, CELL_WIDTH / block.across
    up = max(abs((block.row + edge) * height - origin.latitude) for edge in (0, 1))
    right = max(abs((block.column + edge) * width - origin.longitude) for edge in (0, 1))
    return hypot(up * north, right * east) <= radius_m


def in_turn(question: Question) -> Question:
    """The question with its cells in the order of how much lies there, as far as one can tell:
    those in the middle first, or the region's own. Where many are found a count has an end
    before it comes to the others."""
    scope = question.scope
    if scope.circles:
        (origin, radius_m), *_ = scope.circles
        middle = box_around(origin, radius_m / 2)
        first = {cell for cell in scope.cells if is_touched(cell, middle)}
    else:
        first = set(scope.own_cells)
    cells = sorted(scope.cells, key=lambda cell: cell not in first)
    return replace(question, scope=replace(scope, cells=tuple(cells)))


def part_of(question: Question, stop: int, share: float) -> Part | None:
    """Where the first ``stop`` hits lie, if so large a share of all facilities are hits."""
    scope = question.scope
    if scope.total * share < MANY:
        return None
    if scope.origin is None:
        enough = scope.own_total * share / stop
        return _own(question, enough >= SPARE) if enough >= 1 / SPARE else None
    return _around(question, scope.origin, stop * SPARE / share)


def _own(question: Question, is_likely: bool) -> Part | None:
    scope = question.scope
    if len(scope.own) > MOST_MUNICIPALITIES:
        return None
    marks = [municipality_mark(key) for key in sorted(scope.own)]
    return Part(replace(question, only=dict.fromkeys(scope.own_cells, marks)), NOT_OWN, is_likely)


def _around(question: Question, origin: Point, expected: float) -> Part | None:
    """The smallest square with so many facilities in its reach."""
    radius_m = question.scope.circles[0][1] if question.scope.circles else inf
    for across, side in product(BLOCKS, SIDES):
        square = square_around(origin, across, side)
        if square.reach_m > radius_m:
            return None
        if square.holds(question.scope.crowd) >= expected:
            only: Marks = {}
            for block in square.blocks:
                only.setdefault(block.cell, []).append(block_mark(block))
            return Part(replace(question, only=only), CHECKED * square.reach_m**2)
    return None


class Square(NamedTuple):
    """Some blocks around a point: all that lies within ``reach_m`` of it lies in them."""

    blocks: list[Block]
    reach_m: float
    area_m2: float

    def holds(self, crowd: Mapping[Block, int]) -> float:
        """How many facilities lie in reach, if they are spread evenly over the square."""
        total = sum(_tally(block, crowd) for block in self.blocks)
        return total * pi * self.reach_m**2 / self.area_m2


def square_around(origin: Point, across: int, side: int) -> Square:
    """So many by so many blocks, with the point as near to their middle as can be."""
    north, east = metres_per_degree(origin)
    height, width = CELL_HEIGHT / across, CELL_WIDTH / across
    rows, up = _steps(origin.latitude / height, side)
    columns, right = _steps(origin.longitude / width, side)
    return Square(
        blocks=[Block(across, *place) for place in product(rows, columns)],
        reach_m=min(up * height * north, right * width * east),
        area_m2=side**2 * height * north * width * east,
    )


def _steps(at: float, side: int) -> tuple[range, float]:
    """So many steps of the grid around a number, and how far it is from leaving them."""
    first = floor(at - (side - 1) / 2)
    return range(first, first + side), min(at - first, first + side - at)


def _tally(block: Block, crowd: Mapping[Block, int]) -> float:
    """How many facilities lie in a block, of which those of one size are counted."""
    if block.across > TALLIED:
        return crowd.get(_coarser(block), 0) * (TALLIED / block.across) ** 2
    size = TALLIED // block.across
    rows = range(block.row * size, (block.row + 1) * size)
    columns = range(block.column * size, (block.column + 1) * size)
    return sum(crowd.get(Block(TALLIED, *place), 0) for place in product(rows, columns))


def _coarser(block: Block) -> Block:
    size = block.across // TALLIED
    return Block(TALLIED, block.row // size, block.column // size)
