"""ふりがな: readings above the words of a page, for those who want them.

Works on the finished HTML: texts between tags get their readings, tags and what
cannot hold a ``<ruby>`` stay as they are. The longest known word wins.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from pathlib import Path

from jaconv import kata2hira

WORDS = Path(__file__).parent / "data" / "furigana.csv"
_RUNS = re.compile("[ぁ-ゖァ-ヺー・]+|[^ぁ-ゖァ-ヺー・]+")
_KANA = re.compile("[ぁ-ゖァ-ヺー・]")
# Signs behind a number. 1日 alone may be a day or a duration; behind a month it is a day.
_COUNTED = "(?<=[0-9])[年月時]|(?<=月)[0-9]{1,2}日"
_SIGNS = {"年": "ねん", "月": "がつ", "時": "じ", "日": "にち"}
_DAYS = [
    "ついたち",
    "ふつか",
    "みっか",
    "よっか",
    "いつか",
    "むいか",
    "なのか",
    "ようか",
    "ここのか",
    "とおか",
]
_DAYS_READ = {f"{number}日": day for number, day in enumerate(_DAYS, 1)}
_DAYS_READ |= {"14日": "じゅうよっか", "20日": "はつか", "24日": "にじゅうよっか"}
# Elements whose text must stay plain, and tags, which are no text.
_KEPT = re.compile(
    r"<(title|script|style|textarea|select|option|svg|ruby)\b.*?</\1\s*>|<[^>]*>",
    re.DOTALL | re.IGNORECASE,
)


@lru_cache(maxsize=1)
def common_words() -> Mapping[str, str]:
    """Word → reading for the words of the public pages. Source: our own list."""
    with WORDS.open(encoding="utf-8", newline="") as rows:
        return {row["word"]: row["reading"] for row in csv.DictReader(rows)}


def annotated(html: str, own: Mapping[str, str] | None = None) -> str:
    """``html`` with readings; ``own`` holds the region's names and wins over the common words.

    ``html`` must already be escaped; the readings are escaped here.
    """
    words = {**common_words(), **{escape(w): r for w, r in (own or {}).items() if w and r}}
    pattern = _any_of(frozenset(words))
    parts: list[str] = []
    end = 0
    for kept in _KEPT.finditer(html):
        parts += [_read_aloud(html[end : kept.start()], pattern, words), kept[0]]
        end = kept.end()
    return "".join([*parts, _read_aloud(html[end:], pattern, words)])


@lru_cache(maxsize=64)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join([*map(re.escape, longest_first), _COUNTED]))


def _read_aloud(text: str, pattern: re.Pattern[str], words: Mapping[str, str]) -> str:
    return pattern.sub(lambda found: _with_reading(found[0], words), text)


def _with_reading(word: str, words: Mapping[str, str]) -> str:
    """A word of the list, a sign behind a number, or a day of a month."""
    if reading := words.get(word) or _DAYS_READ.get(word):
        return _ruby(word, reading)
    return word[:-1] + _above(word[-1], _SIGNS[word[-1]])


@lru_cache(maxsize=4096)
def _ruby(word: str, reading: str) -> str:
    """The word with its reading above the kanji only: 申(もう)し込(こ)む."""
    runs = _RUNS.findall(word)
    spelled = "".join("(.+?)" if _is_kanji(run) else re.escape(kata2hira(run)) for run in runs)
    match = re.fullmatch(spelled, kata2hira(reading))
    if match is None:
        return _above(word, reading)
    readings = iter(match.groups())
    return "".join(_above(run, next(readings)) if _is_kanji(run) else run for run in runs)


def _is_kanji(run: str) -> bool:
    return _KANA.match(run) is None


def _above(word: str, reading: str) -> str:
    return f"<ruby>{word}<rp>（</rp><rt>{escape(reading)}</rt><rp>）</rp></ruby>"
