"""Where on a map a name covers least."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from math import hypot

from renkei.geo.outlines import holds
from renkei.geo.points import Point

# How many spots across are tried, and how much nearer than it looks a thing beside words is.
TRIED, BREADTH = 12, 3
FAR_APART = 20

Spot = tuple[int, int]
Polygon = list[list[Spot]]


def emptiest(polygons: list[Polygon], taken: Iterable[Spot]) -> Spot:
    """The spot inside of the polygons that is farthest from their edges and what is taken."""
    edges = [spot for polygon in polygons for ring in polygon for spot in _along(ring)]
    covered = [*edges, *taken]
    return max(
        _inside(polygons, edges),
        key=lambda it: min(hypot((x - it[0]) / BREADTH, y - it[1]) for x, y in covered),
    )


def _inside(polygons: list[Polygon], edges: list[Spot]) -> list[Spot]:
    """Some spots inside; a corner where the polygons are too small for any."""
    columns, rows = [x for x, _ in edges], [y for _, y in edges]
    tried = product(_steps(columns), _steps(rows))
    return [(x, y) for x, y in tried if holds(polygons, Point(y, x))] or edges[:1]


def _along(ring: list[Spot]) -> Iterator[Spot]:
    """The corners, and spots on the long lines between them."""
    for (x, y), (to_x, to_y) in pairwise(ring):
        count = 1 + max(abs(to_x - x), abs(to_y - y)) // FAR_APART
        for step in range(count):
            yield x + (to_x - x) * step // count, y + (to_y - y) * step // count


def _steps(along: list[int]) -> range:
    first, last = min(along), max(along)
    return range(first, last, max(1, (last - first) // TRIED))
