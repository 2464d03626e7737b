"""What of a question lies in a box of the map: the facilities, or how many there are where."""

from __future__ import annotations

from collections.abc import Iterator
from math import log2
from typing import NamedTuple

from django.db import connection
from django.db.models import F, FloatField, Sum

from renkei.directory.models import Tally
from renkei.directory.search.grid import (
    CELL_HEIGHT,
    CELL_WIDTH,
    TALLIED,
    block_of,
)
from renkei.directory.search.question import Question
from renkei.directory.search.sql import Part, condition, in_box
from renkei.geo.points import Box, Point


class Spot(NamedTuple):
    """So many facilities lie in one square of the map, around this point."""

    total: int
    point: Point


def spots(question: Question, box: Box, across: float) -> list[Spot]:
    """Numbers per square of the grid, a power of two of them across a cell.

    Where nothing is asked for but the region, they are at hand: ``Tally``.
    """
    if question.is_own and across <= TALLIED:
        return list(_at_hand(question, box, across))
    return list(_counted(question, box, across))


def _at_hand(question: Question, box: Box, across: float) -> Iterator[Spot]:
    coarser = int(log2(TALLIED / across))
    first = block_of(Point(box.south, box.west), TALLIED)
    last = block_of(Point(box.north, box.east), TALLIED)
    tallies = Tally.objects.filter(
        municipality__in=question.scope.municipalities,
        row__range=(first.row, last.row),
        column__range=(first.column, last.column),
    )
    y, x = (F(name).bitrightshift(coarser) for name in ("row", "column"))
    squares = tallies.annotate(y=y, x=x).order_by("y", "x").values_list("y", "x")
    for _, _, total, latitudes, longitudes in squares.annotate(
        Sum("total"), latitudes=_sum("latitude"), longitudes=_sum("longitude")
    ):
        yield Spot(total, Point(latitudes / total, longitudes / total))


def _sum(degrees: str) -> Sum:
    return Sum(F(degrees) * F("total"), output_field=FloatField())


def _counted(question: Question, box: Box, across: float) -> Iterator[Spot]:
    within = _within(question, box)
    sql = (
        f"SELECT FLOOR(l.latitude / {CELL_HEIGHT} * %s) AS y,"  # noqa: S608 -- our parts
        f" FLOOR(l.longitude / {CELL_WIDTH} * %s) AS x,"
        f" COUNT(*), AVG(l.latitude), AVG(l.longitude) FROM {within.sql}"
        " GROUP BY 1, 2 ORDER BY 1, 2"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [across, across, *within.values])
        for _, _, total, latitude, longitude in cursor.fetchall():
            yield Spot(total, Point(latitude, longitude))


def facilities(question: Question, box: Box) -> list[int]:
    """Keys of the facilities in the box."""
    within = _within(question, box)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT l.facility_id FROM {within.sql}", within.values)  # noqa: S608
        return [key for (key,) in cursor.fetchall()]


def _within(question: Question, box: Box) -> Part:
    found, inside = condition(question.seen_in(box)), in_box(box)
    return Part(f"{found.sql} AND {inside.sql}", found.values + inside.values)
