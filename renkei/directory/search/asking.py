"""What the index answers to a question: the rows of a page, and how many there are."""

from __future__ import annotations

import json
from dataclasses import replace
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from renkei.directory.search import narrowing
from renkei.directory.search.found import MOST
from renkei.directory.search.question import Question
from renkei.directory.search.sql import Part, condition, in_one_of, weight_of

FEW_CELLS = 4
"""As many are asked at first where many hits are counted; mostly that is enough."""


class Row(NamedTuple):
    """A listing as the database gives it; the first three say where it stands."""

    is_unlisted: bool
    weight: float
    facility_id: int
    latitude: float | None
    longitude: float | None
    known: dict[str, Any]


PAGE = """
WITH found AS {found}, counted AS ({counted})
SELECT facility_id, latitude, longitude, is_unlisted, weight, (
    SELECT known FROM directory_listing AS told WHERE told.facility_id = page.facility_id
), (SELECT total FROM counted), (SELECT apart FROM counted)
FROM (
    SELECT * FROM found ORDER BY is_unlisted, weight, facility_id LIMIT %s OFFSET %s
) AS page
"""
COUNTED = "SELECT COUNT(*) AS total, COUNT(*) FILTER (WHERE is_apart) AS apart FROM "


class Page(NamedTuple):
    """Some rows, and how many there are of them all; None where there are no rows.

    ``apart`` is how many of them lie in the municipalities that are counted by themselves,
    as long as fewer than ``MOST`` are counted. ``is_best``: no row that was left out comes
    before these.
    """

    rows: list[Row]
    total: int | None
    apart: int | None = None
    is_best: bool = True


def ask(question: Question, rest: slice) -> tuple[list[Row], int]:
    """The rows of one page, best first, and how many there are (up to ``MOST``)."""
    found = page_of(question, rest)
    return found.rows, found.total or 0


def page_of(question: Question, rest: slice) -> Page:
    """The rows of one page, best first, and how many there are (up to ``MOST``).

    Where many are expected, the best ones are looked for in the part where they must lie
    (``narrowing``). Else all are found, counted and put in order in one go, or the first
    thousand: if there are more than was expected, the best are looked for after all.
    """
    found = _in_part(question, rest, narrowing.share_of(question))
    if found is None:
        found = _together(question, rest)
        if not found.is_best:
            share = MOST / max(question.scope.total, MOST)
            found = _in_part(question, rest, share, MOST) or found
    if not found.is_best:
        found = _page(_all_of(question), rest, _numbers(found.total, found.apart))
    if found.total is None:
        return Page([], count(question) if rest.start else 0)
    return found._replace(total=min(found.total, MOST))


def _in_part(
    question: Question, rest: slice, share: float, total: int | None = None
) -> Page | None:
    """The page of the part that holds the best ones if so large a share are hits.

    None where there is no such part, or where it is not enough and nothing was counted.
    """
    part = narrowing.part_of(question, rest.stop, share)
    if part is None:
        return None
    counted = _counted(question, MOST) if total is None and part.is_likely else _numbers(total)
    found = _page(_all_of(part.question), rest, counted)
    if part.is_enough(found.rows, rest.stop - rest.start):
        return found if found.total else found._replace(**_counts(question, MOST)._asdict())
    return found._replace(is_best=False) if found.total else None


def _together(question: Question, rest: slice) -> Page:
    """The page with its number, from one reading: of all if many are expected, or of as
    many as are counted, whichever are found first."""
    is_all = narrowing.expected(question) >= MOST / 2
    source = _found(question)
    limit = "" if is_all else f" LIMIT {MOST}"
    together = Part(f"MATERIALIZED ({source.sql}{limit})", source.values)
    found = _page(together, rest, Part(f"{COUNTED} found", []))
    return found._replace(is_best=is_all or found.total != MOST)


def _page(source: Part, rest: slice, counted: Part) -> Page:
    size = max(0, min(rest.stop, MOST) - rest.start)
    sql = PAGE.format(found=source.sql, counted=counted.sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*source.values, *counted.values, size, rest.start])
        found = cursor.fetchall()
    told = json.loads(f"[{','.join(row[5] for row in found)}]")
    rows = [
        Row(bool(gone), weight, key, north, east, known)
        for (key, north, east, gone, weight, *_), known in zip(found, told, strict=True)
    ]
    # A database need not keep the order of a part of its question.
    rows.sort(key=itemgetter(0, 1, 2))
    return Page(rows, *found[0][6:8]) if found else Page(rows, None)


def _all_of(question: Question) -> Part:
    found = _found(question)
    return Part(f"NOT MATERIALIZED ({found.sql})", found.values)


def _found(question: Question) -> Part:
    where, weight, apart = condition(question), weight_of(question), in_one_of(question.apart)
    columns = "l.facility_id, l.latitude, l.longitude, l.is_unlisted"
    return Part(
        f"SELECT {columns}, {apart.sql} AS is_apart, {weight.sql} AS weight FROM {where.sql}",  # noqa: S608 -- our parts
        apart.values + weight.values + where.values,
    )


class Counts(NamedTuple):
    """How many answer a question, and how many of them lie in the municipalities apart."""

    total: int
    apart: int


def _numbers(total: int | None, apart: int | None = None) -> Part:
    known = ("NULL" if number is None else str(number) for number in (total, apart))
    return Part("SELECT {} AS total, {} AS apart".format(*known), [])


def _counted(question: Question, most: int) -> Part:
    """The number of all that answer; it is not counted beyond ``most``."""
    if narrowing.known(question) >= most:
        return _numbers(most, 0)
    apart = in_one_of(question.apart)
    parts = [condition(one) for one in _in_turn(question)]
    found = " UNION ALL ".join(f"SELECT {apart.sql} AS is_apart FROM {part.sql}" for part in parts)  # noqa: S608
    values = [value for part in parts for value in (*apart.values, *part.values)]
    return Part(f"{COUNTED} ({found} LIMIT {most}) AS found", values)


def _counts(question: Question, most: int) -> Counts:
    counted = _counted(question, most)
    with connection.cursor() as cursor:
        cursor.execute(counted.sql, counted.values)
        return Counts(*cursor.fetchone())


def _in_turn(question: Question) -> list[Question]:
    """The question to a few cells, then to twice as many: PostgreSQL asks its index for all
    cells of a question at once. SQLite asks for one after the other anyway."""
    if question.only is not None or narrowing.expected(question) < narrowing.MANY:
        return [question]
    ordered, parts = narrowing.in_turn(question), []
    if connection.vendor == "sqlite":
        return [ordered]
    cells, size = ordered.scope.cells, FEW_CELLS
    while cells:
        scope = replace(ordered.scope, cells=cells[:size])
        parts.append(replace(ordered, scope=scope))
        cells, size = cells[size:], size * 2
    return parts


def count(question: Question) -> int:
    """How many facilities answer the question, up to ``MOST``."""
    return _counts(question, MOST).total


def is_answered(question: Question) -> bool:
    """Whether any facility answers the question."""
    # Asked for one, PostgreSQL would rather read the whole table than its index.
    return _counts(question, MOST if connection.vendor == "postgresql" else 1).total > 0
