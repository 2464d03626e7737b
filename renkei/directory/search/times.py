"""Days and times in the words of sources and people (土曜, 日曜, 祝日, 夜間, 24時間)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from functools import lru_cache

NIGHT = "n"
ALWAYS = "f"
HOLIDAY = "7"
WORKDAYS = "01234"
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
    return times_in("".join(word for word in ("24時間", "２４時間", "年中無休") if word in note))


def times_of_span(weekday: int, starts_at: time, ends_at: time) -> Iterator[str]:
    """The times in which a span of opening lies; a whole day counts as always."""
    yield str(weekday)
    if starts_at <= NIGHT_ENDS or ends_at > NIGHT_BEGINS:
        yield NIGHT
    if starts_at == time(0) and ends_at >= time(23, 59):
        yield ALWAYS


NOW = "いま"
"""「開いている」: today, unless a day or an hour is said beside it."""

DAYS_AHEAD = {"今日": 0, NOW: 0, "明日": 1}
"""Days that are said as seen from today."""

# What a person asks for, and the marks of which one is enough.
ASKED_TIMES = {
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
    "土日": "56",
    "祝日": HOLIDAY,
    "休日": "6" + HOLIDAY,
}
