"""Days and times in the words of sources and people (土曜, 日曜, 祝日, 夜間, 24時間).

A time is a day (0 for Monday to 6, 7 for holidays, or several together), a part of the day
(m for the morning, a for the afternoon, e for the evening, n for the night, f for round the
clock), or a part of a day (5n).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from functools import lru_cache

NIGHT = "n"
ALWAYS = "f"
HOLIDAY = "7"
WORKDAYS = "01234"
EVERY_DAY = WORKDAYS + "56" + HOLIDAY
TOGETHER = {"w": "56", "x": "567", "y": "67"}
"""土日, 土日祝 and 日祝: open on every one of these days."""

MORNING, AFTERNOON, EVENING = "m", "a", "e"
PARTS = {
    MORNING: (time(8), time(12)),
    AFTERNOON: (time(13), time(17)),
    EVENING: (time(17), time(20)),
}
"""A span of opening belongs to those parts of the day that it reaches into."""

PARTS_OF_DAY = frozenset((*PARTS, NIGHT, ALWAYS))

NIGHT_BEGINS = time(20)
NIGHT_ENDS = time(5)

# A word of a text and the times it stands for.
_WORDS = {
    "24時間": ALWAYS + NIGHT,
    "２４時間": ALWAYS + NIGHT,
    "夜間": NIGHT,
    "平日": WORKDAYS,
    "月曜": "0",
    "火曜": "1",
    "水曜": "2",
    "木曜": "3",
    "金曜": "4",
    "土曜": "5",
    "日曜": "6",
    "祝日": HOLIDAY,
    "休日": "6" + HOLIDAY,
    "年中無休": "01234567",
}


@lru_cache(maxsize=4096)
def times_in(text: str) -> frozenset[str]:
    """The times a text names: weekdays 0 to 6, 7 for holidays, n for night, f for always.

    Only for texts that say when something is open (利用可能曜日, an ability's label), not
    for free text: 「日曜日は休み」 would read as open.
    """
    return frozenset(mark for word, marks in _WORDS.items() if word in text for mark in marks)


def times_of_note(note: str) -> frozenset[str]:
    """What a free text says without doubt: round the clock, or open the whole year."""
    sure = ("年中無休",) if "電話" in note else ("24時間", "２４時間", "年中無休")
    return times_in("".join(word for word in sure if word in note))


def times_of_span(weekday: int, starts_at: time, ends_at: time) -> Iterator[str]:
    """The times in which a span of opening lies; a whole day counts as always."""
    yield str(weekday)
    parts = [part for part, (begin, end) in PARTS.items() if starts_at < end and ends_at > begin]
    if starts_at <= NIGHT_ENDS or ends_at > NIGHT_BEGINS:
        parts.append(NIGHT)
    for part in parts:
        yield part
        yield f"{weekday}{part}"
    if starts_at == time(0) and ends_at >= time(23, 59):
        yield ALWAYS


def is_visiting(label: str) -> bool:
    """Whether a kind or an ability means that somebody comes to the house."""
    return any(word in label for word in ("訪問", "往診", "在宅療養支援"))


def visiting_times(label: str) -> frozenset[str]:
    """When somebody comes to the house who can what this label says (往診（夜間・休日）).

    Round the clock is every day; who only answers the telephone does not come.
    """
    times = frozenset() if "電話" in label else times_in(label)
    days = EVERY_DAY if ALWAYS in times else sorted(times & set(EVERY_DAY))
    nights = {f"{day}{NIGHT}" for day in days if NIGHT in times}
    return times | set(days) | nights


def together(times: Iterable[str]) -> frozenset[str]:
    """The times with 土日 and the like, where all of these days are among them."""
    known = frozenset(times)
    both = {
        f"{name}{part}"
        for name, days in TOGETHER.items()
        for part in ("", NIGHT, *PARTS)
        if all(f"{day}{part}" in known for day in days)
    }
    return known | both


IS_OPEN = "開いている"
"""Today, unless a day or an hour is said beside it."""

NOW = "今"
"""The part of the day that it is."""

DAYS_AHEAD = {"今日": 0, IS_OPEN: 0, NOW: 0, "明日": 1}
"""Days that are said as seen from today."""

# What a person asks for, and the times of which one is enough.
ASKED_TIMES = {
    "午前": MORNING,
    "午後": AFTERNOON,
    "夕方": EVENING,
    "夜間": NIGHT,
    "24時間": ALWAYS,
    "平日": WORKDAYS,
    "月曜": "0",
    "火曜": "1",
    "水曜": "2",
    "木曜": "3",
    "金曜": "4",
    "土曜": "5",
    "日曜": "6",
    "土日": "w",
    "土日祝": "x",
    "日祝": "y",
    "祝日": HOLIDAY,
    "休日": "6" + HOLIDAY,
}

_SAID = {times: word for word, times in ASKED_TIMES.items()}


def part_at(hour: time) -> str:
    """The part of the day in which an hour lies; none early in the morning, nor at noon,
    when some are open and others are not."""
    for part, (begin, end) in PARTS.items():
        if begin <= hour < end:
            return part
    return NIGHT if hour >= NIGHT_BEGINS or hour < NIGHT_ENDS else ""


def said(part: str) -> str:
    """What a part of the day is called."""
    return _SAID[part]
