"""Hours of the clock in a phrase (17:30以降, 夜9時): only their part of the day is known. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from renkei.directory.search.found import Kind
from renkei.directory.search.times import NIGHT_ENDS, part_at, said
from renkei.directory.search.words import Meaning

_CLOCK = re.compile(
    r"(?P<part>早朝|朝|午前|午後|夕方|深夜|夜)?の?(?<![0-9])(?P<hour>2[0-4]|[01]?[0-9])"
    r"(?::(?P<minute>[0-5][0-9])(?![0-9])|時(?!間)(?:(?P<half>半)|(?P<past>[0-5]?[0-9])分)?)"
    r"(?:(?P<until>まで)|以降|以後|過ぎ|すぎ|から|頃|ごろ|台)?(?:に|も|の)?"
)
_LATE = {"午後", "夕方", "夜", "深夜"}
NOON = 12
HALF_PAST = 30


def clocks(text: str) -> Iterator[tuple[re.Match[str], Meaning]]:
    """Each hour with the part of the day it stands for; one in none of them (early in the
    morning, at noon) is told not to be understood."""
    for found in _CLOCK.finditer(text):
        part = part_at(_moment(found).time())
        time = Meaning.of_time(said(part), [part]) if part else None
        clock = found[0].removesuffix("の")
        yield found, replace(time, clock=clock) if time else _untold(clock)


def _untold(clock: str) -> Meaning:
    return Meaning(Kind.NAME, clock, is_untold=True)


def _moment(found: re.Match[str]) -> datetime:
    """Some day at that hour; who is open until 17:00 is open before."""
    minute = HALF_PAST if found["half"] else int(found["minute"] or found["past"] or 0)
    moment = datetime(2000, 1, 1) + timedelta(hours=_hour(found), minutes=minute)  # noqa: DTZ001 -- no day
    return moment - timedelta(minutes=1 if found["until"] else 0)


def _hour(found: re.Match[str]) -> int:
    """Of twenty-four: 夜9時 is 21, 夜1時 is 1, and 夜12時 is midnight."""
    hour, part = int(found["hour"]), found["part"]
    if part not in _LATE or hour > NOON:
        return hour
    is_night = part in {"夜", "深夜"}
    if hour == NOON:
        return 0 if is_night else NOON
    return hour if is_night and hour < NIGHT_ENDS.hour else hour + NOON
