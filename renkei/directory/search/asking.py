"""The one question a search asks the database, on either engine.

Distances are measured on a plane around the origin: within the reach of a search it is
off by less than 0.1 % from the haversine, and the database can compute it without help.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import cos, hypot, radians
from typing import Any, NamedTuple

from django.db import connection

from renkei.directory.search.found import MOST
from renkei.directory.search.tokens import Need, postgresql_query, sqlite_query
from renkei.geo.points import EARTH_RADIUS_M, Box, Point

METRES_PER_DEGREE = radians(1) * EARTH_RADIUS_M
FRESH_FOR = timedelta(days=365)
FAR_AWAY = 1e15
# Squares, since the squared distance is compared: with room a facility counts as a fifth
# nearer than it is, checked within a year as a tenth.
WITH_ROOM, CHECKED = 0.64, 0.81


@dataclass(frozen=True)
class Scope:
    """Where to search: cells to ask, then circles, whole municipalities or a box to lie in.

    ``origin`` is where distances are measured from, ``label`` its name.
    """

    cells: tuple[int, ...]
    circles: tuple[tuple[Point, float], ...]
    municipalities: frozenset[int]
    own: frozenset[int]
    origin: Point | None = None
    label: str = ""
    box: Box | None = None


@dataclass(frozen=True)
class Question:
    """What is needed, where, and whether there has to be room at that moment."""

    scope: Scope
    needs: tuple[Need, ...]
    at: datetime
    wants_room: bool = False


class Row(NamedTuple):
    """A listing as the database gives it."""

    facility_id: int
    latitude: float | None
    longitude: float | None
    is_unlisted: bool
    known: dict[str, Any]


COLUMNS = "l.facility_id, l.latitude, l.longitude, l.is_unlisted"


class Part(NamedTuple):
    """A piece of SQL and its values."""

    sql: str
    values: list[Any]


def ask(question: Question, rest: slice) -> tuple[list[Row], int]:
    """The rows of one page, best first, and how many there are (up to ``MOST``).

    The number is asked for apart: it need not weigh the rows and stops at ``MOST``,
    which costs half of what a window over all of them does.
    """
    condition, order = _condition(question), _order(question)
    size = max(0, min(rest.stop, MOST) - rest.start)
    sql = f"SELECT {COLUMNS} FROM {condition.sql} ORDER BY {order.sql} LIMIT %s OFFSET %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*condition.values, *order.values, size, rest.start])
        page = cursor.fetchall()
    known = _known([row[0] for row in page])
    hits = [Row(key, north, east, bool(gone), known[key]) for key, north, east, gone in page]
    is_last = 0 < len(page) < size or (not page and not rest.start)
    return hits, rest.start + len(page) if is_last else count(question)


def count(question: Question) -> int:
    """How many facilities answer the question, up to ``MOST``."""
    condition = _condition(question)
    sql = f"SELECT COUNT(*) FROM (SELECT 1 FROM {condition.sql} LIMIT {MOST}) AS found"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, condition.values)
        return int(cursor.fetchone()[0])


def _known(keys: list[int]) -> dict[int, dict[str, Any]]:
    """What the listings of one page say about themselves."""
    if not keys:
        return {}
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT facility_id, known FROM directory_listing"  # noqa: S608 -- parameters
            f" WHERE facility_id IN ({marks})",
            keys,
        )
        return {key: _read(known) for key, known in cursor.fetchall()}


def _read(known: str | dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(known) if isinstance(known, str) else known
    return found


def distance_m(row: Row, origin: Point | None) -> int | None:
    """Metres from the origin, as the order was made; None where either point is unknown."""
    if origin is None or row.latitude is None or row.longitude is None:
        return None
    north, east = _scale(origin)
    return round(
        hypot((row.latitude - origin.latitude) * north, (row.longitude - origin.longitude) * east)
    )


def _scale(origin: Point) -> tuple[float, float]:
    """Metres of a degree northwards and eastwards."""
    return METRES_PER_DEGREE, METRES_PER_DEGREE * cos(radians(origin.latitude))


def _condition(question: Question) -> Part:
    source = _source(question)
    where = _where(question.scope)
    sql, values = f"{source.sql} AND {where.sql}", source.values + where.values
    if question.wants_room:
        sql, values = f"{sql} AND l.room_until >= %s", [*values, _moment(question.at)]
    return Part(sql, values)


def _source(question: Question) -> Part:
    """The listings in the cells: by their words, or all of them when nothing is needed."""
    cells = question.scope.cells
    if not question.needs:
        marks = ", ".join(["%s"] * len(cells))
        return Part(f"directory_listing AS l WHERE l.cell IN ({marks})", list(cells))
    if connection.vendor == "postgresql":
        query = postgresql_query(cells, question.needs)
        return Part("directory_listing AS l WHERE l.tokens @@ %s::tsquery", [query])
    # The words first, whatever SQLite thinks, then the index that holds all we weigh.
    sql = (
        "directory_words CROSS JOIN directory_listing AS l INDEXED BY listings_by_cell"
        " ON l.cell = directory_words.rowid >> 32"
        " AND l.facility_id = directory_words.rowid & 4294967295"
        " WHERE directory_words MATCH %s"
    )
    return Part(sql, [sqlite_query(cells, question.needs)])


def _where(scope: Scope) -> Part:
    """Inside one of the circles, municipalities or the box."""
    parts: list[str] = []
    values: list[Any] = []
    for point, radius_m in scope.circles:
        square = _square(point)
        parts.append(f"{square.sql} <= %s")
        values += [*square.values, radius_m**2]
    if scope.municipalities:
        parts.append(f"l.municipality_id IN ({', '.join(['%s'] * len(scope.municipalities))})")
        values += sorted(scope.municipalities)
    if box := scope.box:
        parts.append("(l.latitude BETWEEN %s AND %s AND l.longitude BETWEEN %s AND %s)")
        values += [box.south, box.north, box.west, box.east]
    return Part(f"({' OR '.join(parts) or '1 = 0'})", values)


def _square(origin: Point) -> Part:
    """The squared distance in square metres."""
    north, east = _scale(origin)
    latitude, longitude = "(l.latitude - %s) * %s", "(l.longitude - %s) * %s"
    once = [origin.latitude, north], [origin.longitude, east]
    return Part(
        f"({latitude} * {latitude} + {longitude} * {longitude})", [*once[0] * 2, *once[1] * 2]
    )


def _order(question: Question) -> Part:
    """Listed ones first; then by distance, where room and a fresh check bring it nearer."""
    origin = question.scope.origin
    now, fresh = _moment(question.at), _day(question.at - FRESH_FOR)
    room, checked = "l.room_until >= %s", "l.checked_on >= %s"
    if origin is None:
        own = f"l.municipality_id IN ({', '.join(['%s'] * len(question.scope.own)) or 'NULL'})"
        firsts = [f"CASE WHEN {each} THEN 0 ELSE 1 END" for each in (own, room, checked)]
        return Part(
            ", ".join(["l.is_unlisted", *firsts, "l.facility_id"]),
            [*sorted(question.scope.own), now, fresh],
        )
    square = _square(origin)
    nearer = (
        f"COALESCE({square.sql}, {FAR_AWAY})"
        f" * CASE WHEN {room} THEN {WITH_ROOM} ELSE 1.0 END"
        f" * CASE WHEN {checked} THEN {CHECKED} ELSE 1.0 END"
    )
    return Part(f"l.is_unlisted, {nearer}, l.facility_id", [*square.values, now, fresh])


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def _day(at: datetime) -> date | str:
    value: date | str = connection.ops.adapt_datefield_value(at.date()) or at.date()
    return value
