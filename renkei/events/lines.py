"""Agenda, lecturers, days and headcounts as people type them. Pure functions, no database."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar, cast

from renkei.core.text import tidy
from renkei.core.wareki import clock, clock_range, parse_date, wareki

T = TypeVar("T")
HONORIFICS = ("先生", "氏", "さん", "様")


class LineError(ValueError):
    """Each line (from 1) that cannot be read, with everything to do about it."""

    @property
    def sentences(self) -> list[str]:
        return list(self.args)

    def __str__(self) -> str:
        return "\n".join(self.sentences)


@dataclass(frozen=True)
class Day:
    """A day of a gathering with its local times, as far as known."""

    on: date
    starts_at: time | None = None
    ends_at: time | None = None
    reception_at: time | None = None

    def __str__(self) -> str:
        times = clock_range(self.starts_at, self.ends_at) if self.starts_at else ""
        return f"{wareki(self.on)} {times}".strip()


@dataclass(frozen=True)
class Point:
    """A point of an agenda: text, and optionally its time and a heading of its own."""

    text: str
    label: str = ""
    starts_at: time | None = None

    def __str__(self) -> str:
        at = f"{clock(self.starts_at)} " if self.starts_at else ""
        label = f"{self.label}：" if self.label else ""
        return f"{at}{label}{self.text}"


@dataclass(frozen=True)
class Speaker:
    """A lecturer as typed: 氏名 敬称（所属）「演題」."""

    name: str
    honorific: str = ""
    affiliation: str = ""
    topic: str = ""

    def __str__(self) -> str:
        affiliation = f"（{self.affiliation}）" if self.affiliation else ""
        topic = f"「{self.topic}」" if self.topic else ""
        gap = "　" if "　" in self.name and self.honorific else ""
        return f"{self.name}{gap}{self.honorific}{affiliation}{topic}"


@dataclass(frozen=True)
class Headcount:
    """One row: profession or body, how many (None: only named), from which bodies."""

    label: str
    count: int | None = None
    bodies: str = ""
    profession: int | None = None

    def __str__(self) -> str:
        number = f" {self.count}名" if self.count is not None else ""
        return f"{self.label}{number}" + (f"（{self.bodies}）" if self.bodies else "")


def sum_of(rows: list[Headcount]) -> int | None:
    """How many the rows count together; None without rows, or where one has no number."""
    counts = [row.count for row in rows if row.count is not None]
    return sum(counts) if rows and len(counts) == len(rows) else None


_D = "[0-9０-９]"
_TIME = rf"({_D}{{1,2}})(?:[:：]|時)({_D}{{1,2}})?分?"
_TIMED = re.compile(rf"{_TIME}[\s　]+(?P<rest>.+)")
_RANGE = re.compile(rf"(?P<day>.+?)(?:[\s　]+{_TIME}(?:\s*[~〜～－-]\s*(?:{_TIME})?)?)?")
_LABELLED = re.compile(r"(?P<label>[^：:「」（）()]{1,20})[：:](?P<text>.+)")
_SPEAKER = re.compile(
    r"(?P<name>[^（(「]+?)[\s　]*(?P<honorific>" + "|".join(HONORIFICS) + r")?"
    r"[\s　]*(?:[（(](?P<affiliation>[^「]*)[）)])?[\s　]*(?:「(?P<topic>.+)」)?"
)


def read_days(text: str, after: date | None = None) -> list[Day]:
    """``H29.7.10 13:30～15:00`` a line, times optional. Raises LineError.

    ``2/9`` follows the line above, the first line follows ``after``.
    """
    above = after

    def read(line: str) -> Day:
        nonlocal above
        day = _day(line, above)
        above = day.on
        return day

    return read_each(text, read)


def read_agenda(text: str) -> list[Point]:
    """``13:30 シンポジウム：…`` a line, time and heading optional. Raises LineError."""
    return read_each(text, _point)


def read_speakers(text: str) -> list[Speaker]:
    """``山田太郎先生（見本病院）「演題」`` a line; all but the name optional. Raises LineError."""
    return read_each(text, _speaker)


def read_each(text: str, read: Callable[[str], T]) -> list[T]:
    """Every line that is not empty, read; LineError with the refusals of all of them."""
    things, wrong = [], []
    for number, line in enumerate(map(tidy, text.splitlines()), start=1):
        try:
            things += [read(line)] if line else []
        except ValueError as why:
            wrong += [f"{number}行目：{sentence}" for sentence in why.args]
    if wrong:
        raise LineError(*wrong)
    return things


def _all_of(*reads: Callable[[], Any]) -> list[Any]:
    """What each gives; one ValueError with all their refusals."""
    given: list[Any] = []
    wrong: list[str] = []
    for read in reads:
        try:
            given.append(read())
        except ValueError as why:
            wrong += why.args
    if wrong:
        raise ValueError(*wrong)
    return given


def _day(line: str, after: date | None) -> Day:
    match = cast("re.Match[str]", _RANGE.fullmatch(line))  # .+? takes any line
    on, times = _all_of(lambda: parse_date(match["day"], after), lambda: _times(match))
    return Day(on, *times)


def _times(match: re.Match[str]) -> tuple[time | None, time | None]:
    starts, ends = _time(match[2], match[3]), _time(match[4], match[5])
    if starts and ends and ends <= starts:
        raise ValueError("終わりの時刻を、始まりより後にしてください")
    return starts, ends


def _point(line: str) -> Point:
    starts_at = None
    timed = _TIMED.fullmatch(line)
    if timed:
        starts_at, line = _time(timed[1], timed[2]), timed["rest"]
    labelled = _LABELLED.fullmatch(line)
    label, text = (labelled["label"], labelled["text"].strip()) if labelled else ("", line)
    return Point(_within(text, 200), label.strip(), starts_at)


def _speaker(line: str) -> Speaker:
    match = _SPEAKER.fullmatch(line)
    if match is None:
        raise ValueError("「氏名 先生（所属）「演題」」の順に書いてください")
    parts = {name: (value or "").strip() for name, value in match.groupdict().items()}
    _all_of(
        lambda: _within(parts["name"], 60, "氏名は"),
        lambda: _within(parts["affiliation"], 120, "所属は"),
        lambda: _within(parts["topic"], 120, "演題は"),
    )
    return Speaker(**parts)


def _within(text: str, limit: int, called: str = "") -> str:
    if len(text) > limit:
        raise ValueError(f"{called}{limit}文字までで書いてください（いまは{len(text):,}文字）")
    return text


def _time(hour: str | None, minute: str | None) -> time | None:
    if hour is None:
        return None
    if int(hour) > 23 or int(minute or 0) > 59:
        raise ValueError("時刻は0時0分から23時59分までで書いてください")
    return time(int(hour), int(minute or 0))
