"""The grid over Japan that search and map share: cells of about 11 by 11 km, and blocks in them.

Rows count northwards from the equator, columns eastwards from Greenwich.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import NamedTuple

from renkei.geo.points import Box, Point

CELL_HEIGHT = 0.1
CELL_WIDTH = 0.125
CELLS_ACROSS = 2048
NOWHERE = 0
TALLIED = 4
"""Facilities are counted in blocks of which so many lie across a cell: 2.8 by 2.8 km."""


class Block(NamedTuple):
    """One of the squares that a cell is divided into, ``across`` (a power of two) on a side."""

    across: int
    row: int
    column: int

    @property
    def cell(self) -> int:
        """The cell it lies in."""
        return self.row // self.across * CELLS_ACROSS + self.column // self.across


def block_of(point: Point, across: int) -> Block:
    """The block a point lies in."""
    # Divided by the cell first: a power of two then changes no digit, so that the blocks
    # of every size agree about the edges, and the database with us.
    row, column = point.latitude / CELL_HEIGHT, point.longitude / CELL_WIDTH
    return Block(across, floor(row * across), floor(column * across))


def blocks_in(box: Box, across: int) -> Iterator[Block]:
    """All blocks that a box touches."""
    first = block_of(Point(box.south, box.west), across)
    last = block_of(Point(box.north, box.east), across)
    for row in range(first.row, last.row + 1):
        for column in range(first.column, last.column + 1):
            yield Block(across, row, column)


def cell_of(point: Point | None) -> int:
    """The cell a point lies in; ``NOWHERE`` without one."""
    return NOWHERE if point is None else block_of(point, 1).cell


def cells_in(box: Box) -> set[int]:
    """All cells that a box touches."""
    return {block.cell for block in blocks_in(box, 1)}


def is_touched(cell: int, box: Box) -> bool:
    """Whether a box touches the cell."""
    row, column = divmod(cell, CELLS_ACROSS)
    first, last = block_of(Point(box.south, box.west), 1), block_of(Point(box.north, box.east), 1)
    return first.row <= row <= last.row and first.column <= column <= last.column
