"""The 届出 in the cells of one line of a bureau's list: one, or many in one cell. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from renkei.core.errors import DomainError
from renkei.core.wareki import parse_date
from renkei.directory.filing_kinds import code_of
from renkei.directory.sources import cells
from renkei.directory.sources.rows import Filed, Raw

COLUMNS = ("notification", "symbol", "acceptance", "since")
_ACCEPTED = re.compile(r"\(([^()\n]{1,40})\)\s*第\s*([^\s()号]{1,20})\s*号")
_DAY_PATTERN = (
    r"(?:明治|大正|昭和|平成|令和|西暦|[MTSHR])?\s*(?:元|[0-9]{1,4})\s*[年./-]\s*[0-9]{1,2}"
    r"\s*[月./-]\s*[0-9]{1,2}\s*日?"
)
_DAY = re.compile(_DAY_PATTERN, re.IGNORECASE)
_DAY_NEXT = re.compile(rf"\s*({_DAY_PATTERN})", re.IGNORECASE)
# A date of Excel that was kept as a number counts the days from here.
_EXCEL_BEGINS, _EXCEL_DAYS = date(1899, 12, 30), range(20_000, 80_000)
_SEPARATORS = " \n、,;/"


class Parts(NamedTuple):
    """What a line says of one 届出; ``day`` in ISO 8601, or as it stands where unreadable."""

    name: str
    symbol: str = ""
    number: str = ""
    day: str = ""


def written(raw: Raw) -> list[str]:
    """The line's 届出, each as one line of text: its parts with tabs between them."""
    found = list(_in_one_cell(raw)) or list(_in_columns(raw))
    days = _days(raw.get("since", ""))
    dated = [each if each.day else _dated(each, days, at, found) for at, each in enumerate(found)]
    return ["\t".join(each) for each in dict.fromkeys(dated) if each.name or each.symbol]


def _dated(each: Parts, days: Sequence[str], at: int, found: Sequence[Parts]) -> Parts:
    """With its own day of the cell, or the only one."""
    return each._replace(day=_one(days, at, len(found)) or (days[0] if len(days) == 1 else ""))


def _in_one_cell(raw: Raw) -> Iterator[Parts]:
    """`在宅療養支援診療所3（支援診３）第12号　令和6年6月1日`, one after another."""
    text, begins = _text(raw.get("notification", "")), 0
    for found in _ACCEPTED.finditer(text):
        day = _DAY_NEXT.match(text, found.end())
        name = text[begins : found.start()].strip(_SEPARATORS)
        begins = day.end() if day else found.end()
        yield _parts(name, found[1], found[2], _day(day[1]) if day else "")


def _in_columns(raw: Raw) -> Iterator[Parts]:
    """Each part in its column; a cell may hold as many lines as there are 届出."""
    names = _names(raw.get("notification", ""))
    accepted = _ACCEPTED.findall(_text(raw.get("acceptance", "")))
    symbols = [symbol for symbol, _ in accepted] or _lines(raw.get("symbol", ""))
    numbers = [number for _, number in accepted] or _lines(raw.get("acceptance", ""))
    total = max(len(names), len(symbols))
    for at in range(total):
        yield _parts(*(_one(parts, at, total) for parts in (names, symbols, numbers)))


def _parts(name: str, symbol: str, number: str, day: str = "") -> Parts:
    return Parts(
        cells.line(name, 200),
        cells.line(symbol.strip("()"), 40),
        cells.line(number.strip("第号 "), 40),
        day,
    )


def _one(parts: Sequence[str], at: int, total: int) -> str:
    """The part of this place, where there are as many parts as 届出."""
    return parts[at] if len(parts) == total else ""


def _text(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell.replace("\r\n", "\n").replace("\r", "\n"))


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in _text(cell).split("\n") if line.strip()]


def _names(cell: str) -> list[str]:
    """One name a line; `、` parts names only where one of them is known, for names hold it."""
    names: list[str] = []
    for line in _lines(cell):
        parts = [part.strip() for part in line.split("、") if part.strip()]
        names += parts if any(code_of(part, part) for part in parts) else [line]
    return names


def _days(cell: str) -> list[str]:
    """The days in a cell."""
    text = _text(cell).strip()
    found: list[str] = _DAY.findall(text)
    return [_day(each) for each in found or [text] if each]


def _day(text: str) -> str:
    """ISO 8601 of `令和 6年 6月 1日`, `R6.6.1`, `2024/06/01`, `20240601`, `45444`."""
    text = cells.line(text, 60)
    if len(text) == 5 and text.isdecimal() and int(text) in _EXCEL_DAYS:
        return (_EXCEL_BEGINS + timedelta(days=int(text))).isoformat()
    with suppress(DomainError):
        return parse_date(text).isoformat()
    return text


def told(raw: Raw) -> tuple[Filed, ...] | None:
    """The 届出 of a line that was read; None where the list has no columns for them."""
    if "filings" not in raw:
        return None
    parts = (each.split("\t") for each in raw["filings"].split("\n") if each)
    return tuple(
        Filed(name or symbol, symbol, number, _iso(day)) for name, symbol, number, day in parts
    )


def unreadable_days(raw: Raw) -> list[str]:
    """What stands where a day should be."""
    days = [each.rpartition("\t")[2] for each in raw.get("filings", "").split("\n")]
    return [day for day in days if day and _iso(day) is None]


def _iso(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None
