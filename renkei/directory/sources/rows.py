"""What a source's row says, in one shape for all sources, and what was wrong with a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from renkei.geo.points import Point

Raw = dict[str, str]


class BrokenLine(Raw):
    """A line of a CSV file whose quotation marks do not close: nobody can tell its cells."""


class Problem(NamedTuple):
    """A row that was repaired or left out: its line (from 1) and the reason in a sentence."""

    line: int
    reason: str
    is_rejected: bool = False


class Span(NamedTuple):
    """A span of a weekday: 0 Monday to 6 Sunday, 7 holidays; local times."""

    weekday: int
    starts_at: time
    ends_at: time
    department: str = ""


class Filed(NamedTuple):
    """A 届出 as a bureau's list tells of it; ``since`` None where no day is written."""

    name: str
    symbol: str = ""
    number: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The place a row tells of. ``municipality`` is a 5-digit code, empty when not written."""

    name: str
    kana: str = ""
    address: str = ""
    building: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""
    municipality: str = ""
    prefecture: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One service at one place. ``key`` names the row in its source across editions.

    ``numbers`` are pairs (identifier system, number); ``number`` is the service's own.
    ``attaches`` marks a row that only adds opening hours to a place known by its numbers.
    ``filings`` is None where the list says nothing about 届出, empty where there are none.
    """

    line: int
    key: str
    raw: Raw
    place: Place
    kind: str
    number: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    organization: str = ""
    corporate_number: str = ""
    days: str = ""
    days_note: str = ""
    capacity: int | None = None
    openings: tuple[Span, ...] = field(default=())
    attaches: bool = False
    filings: tuple[Filed, ...] | None = None


Said = Iterator[Row | Problem]
Typed = Callable[[int, Raw], Said]
