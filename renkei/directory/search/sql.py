"""A question as SQL, on either engine: where to look, what fits, what weighs how much."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from renkei.directory.search.narrowing import CHECKED, NOT_OWN, STALE
from renkei.directory.search.question import Question, Scope, metres_per_degree
from renkei.directory.search.tokens import Wanted, postgresql_query, sqlite_queries
from renkei.geo.points import Box, Point

FRESH_FOR = timedelta(days=365)
FAR_AWAY = 1e15

MANY_CELLS = 16
"""More cells than these are asked in several parts: PostgreSQL weighs every cell of a query
with each row it finds."""


class Part(NamedTuple):
    """A piece of SQL and its values."""

    sql: str
    values: list[Any]


def condition(question: Question) -> Part:
    """What stands behind FROM; the listings are ``l``."""
    source = _source(question)
    where = _where(question.scope)
    sql, values = f"{source.sql} AND {where.sql}", source.values + where.values
    if question.wants_room:
        sql, values = f"{sql} AND l.room_until >= %s", [*values, _moment(question.at)]
    return Part(sql, values)


def _source(question: Question) -> Part:
    """The listings in the cells: by their words, or all of them when nothing is needed."""
    wanted = question.wanted()
    if not wanted:
        cells = question.scope.cells
        marks = ", ".join(["%s"] * len(cells))
        return Part(f"directory_listing AS l WHERE l.cell IN ({marks})", list(cells))
    if connection.vendor == "postgresql":
        return _postgresql_source(wanted)
    # The words cell by cell, whatever SQLite thinks, then the index that holds all we weigh.
    sql = (
        "json_each(%s) AS asked CROSS JOIN directory_words"
        " CROSS JOIN directory_listing AS l INDEXED BY listings_by_cell"
        " ON l.cell = directory_words.rowid >> 32"
        " AND l.facility_id = directory_words.rowid & 4294967295"
        " WHERE directory_words MATCH asked.value"
    )
    return Part(sql, [json.dumps(sqlite_queries(wanted))])


def _postgresql_source(wanted: Wanted) -> Part:
    parts = [wanted[first : first + MANY_CELLS] for first in range(0, len(wanted), MANY_CELLS)]
    asked = ["SELECT * FROM directory_listing WHERE tokens @@ %s::tsquery"] * len(parts)
    return Part(
        f"({' UNION ALL '.join(asked)}) AS l WHERE TRUE", list(map(postgresql_query, parts))
    )


def _where(scope: Scope) -> Part:
    """Inside one of the circles, municipalities or the box."""
    parts: list[str] = []
    values: list[Any] = []
    for point, radius_m in scope.circles:
        square = _square(point)
        parts.append(f"{square.sql} <= %s")
        values += [*square.values, radius_m**2]
    if scope.municipalities:
        inside = in_one_of(scope.municipalities)
        parts.append(inside.sql)
        values += inside.values
    if scope.box:
        inside = in_box(scope.box)
        parts.append(inside.sql)
        values += inside.values
    return Part(f"({' OR '.join(parts) or '1 = 0'})", values)


def in_box(box: Box) -> Part:
    """Inside of a box."""
    # With the bare columns PostgreSQL would read all of an index to spare a few rows.
    sql = "(l.latitude + 0 BETWEEN %s AND %s AND l.longitude + 0 BETWEEN %s AND %s)"
    return Part(sql, [box.south, box.north, box.west, box.east])


def _square(origin: Point) -> Part:
    """The squared distance in square metres."""
    north, east = metres_per_degree(origin)
    latitude, longitude = "(l.latitude - %s) * %s", "(l.longitude - %s) * %s"
    once = [origin.latitude, north], [origin.longitude, east]
    return Part(
        f"({latitude} * {latitude} + {longitude} * {longitude})", [*once[0] * 2, *once[1] * 2]
    )


def weight_of(question: Question) -> Part:
    """Squared metres, where a fresh check brings it nearer; without an origin the region's
    own first, then those checked. Where room is asked for, all that is found has it."""
    origin = question.scope.origin
    since, checked = _day(question.at - FRESH_FOR), "CASE WHEN l.checked_on >= %s"
    if origin is None:
        own = in_one_of(question.scope.own)
        sql = f"CASE WHEN {own.sql} THEN 0 ELSE {NOT_OWN} END + {checked} THEN 0 ELSE {STALE} END"
        return Part(sql, [*own.values, since])
    square = _square(origin)
    sql = f"COALESCE({square.sql}, {FAR_AWAY}) * {checked} THEN {CHECKED} ELSE 1.0 END"
    return Part(sql, [*square.values, since])


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def _day(at: datetime) -> date | str:
    value: date | str = connection.ops.adapt_datefield_value(at.date()) or at.date()
    return value


def in_one_of(municipalities: frozenset[int]) -> Part:
    """Inside one of these; of none, nothing is."""
    if not municipalities:
        return Part("1 = 0", [])
    marks = ", ".join(["%s"] * len(municipalities))
    return Part(f"l.municipality_id IN ({marks})", sorted(municipalities))
