"""The editable table of everyday words, ``directory/data/synonyms.csv``.

Its rows are ``word,about,meaning``; a meaning is one or several codes or labels of terms
parted by ``|``, either with ``*`` for anything before or behind it.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

from renkei.directory.search.found import Kind
from renkei.directory.search.times import ASKED_TIMES, DAYS_AHEAD
from renkei.directory.search.tokens import fold
from renkei.directory.search.words import MEDICAL, ROOM, Meaning, Word

SYNONYMS = Path(__file__).resolve().parent.parent / "data" / "synonyms.csv"
PARTICLE = "助詞"
NEGATION = "打ち消し"
WHOLE_WORDS = frozenset(
    (
        *("祝", "訪問", "在宅", "自宅", "家で", "出張", "医療", "相談", "そうだん"),
        *("介護", "かいご", "介護サービス", "介護保険", "介護保険サービス"),
        *("なし", "いがい"),
    )
)
"""Mostly a part of a longer name, so they count only where they stand alone."""

BROAD, BROADLY = "kaigo-*", "介護のサービス"
"""All that the care insurance pays for, and what that is called."""


class Synonym(NamedTuple):
    """A row of the table."""

    word: str
    about: str
    meaning: str


@cache
def synonyms() -> tuple[Synonym, ...]:
    """The table as it is shipped."""
    with SYNONYMS.open(encoding="utf-8", newline="") as file:
        return tuple(Synonym(**row) for row in csv.DictReader(file))


def particles(table: Sequence[Synonym]) -> list[str]:
    """Words without a meaning of their own."""
    return [row.word for row in table if row.about == PARTICLE]


def from_synonyms(table: Sequence[Synonym], terms: Sequence[Word]) -> list[tuple[str, Meaning]]:
    """What the table says, held against the terms there are."""
    words = [(row.word, _meaning(row, terms)) for row in table if row.about != PARTICLE]
    return [
        (word, replace(meaning, stands_alone=True) if word in WHOLE_WORDS else meaning)
        for word, meaning in words
    ]


def _meaning(row: Synonym, terms: Sequence[Word]) -> Meaning:
    kind = Kind(row.about)
    match kind:
        case Kind.TIME if row.meaning in DAYS_AHEAD:
            return Meaning(kind, row.meaning, days_ahead=DAYS_AHEAD[row.meaning])
        case Kind.TIME:
            return Meaning.of_time(row.meaning, ASKED_TIMES[row.meaning])
        case Kind.VACANCY:
            label, _, day = row.meaning.partition("|")
            return Meaning(kind, label, days_ahead=DAYS_AHEAD.get(day))
        case Kind.NAME if row.meaning == NEGATION:
            return Meaning(kind, row.word, is_untold=True, is_negation=True)
        case Kind.NAME:
            # A family name is mostly a part of a longer name (坂本内科).
            return Meaning(kind, row.word, texts=_texts(row), stands_alone=row.word != row.meaning)
    return _of_terms(row, kind, terms)


def _of_terms(row: Synonym, kind: Kind, terms: Sequence[Word]) -> Meaning:
    """The terms that are meant, or the words themselves where the list has none of them:
    who asks for 介護の相談 is told of 地域包括支援センター."""
    asked = [term for term in terms if term.is_help == (kind is Kind.HELP)]
    found = [term for one in row.meaning.split("|") for term in asked if _fits(term, one)]
    is_broad = row.meaning == BROAD
    label = found[0].name if len(found) == 1 else BROADLY if is_broad else row.word
    if kind is Kind.HELP:
        return Meaning(kind, label, helps=frozenset(term.pk for term in found))
    if found:
        return Meaning(
            kind,
            label,
            tuple(dict.fromkeys(term.mark for term in found)),
            is_visit=all(term.is_visit for term in found),
            is_medical=all(term.code in MEDICAL for term in found),
            is_broad=is_broad,
        )
    named = row.meaning.partition("|")[0]
    label = named.strip("*") if named.startswith("*") else row.word
    return Meaning(kind, label, texts=_texts(row))


def _texts(row: Synonym) -> tuple[str, ...]:
    meant = (pattern.strip("*") for pattern in row.meaning.split("|") if not pattern.isascii())
    return tuple(dict.fromkeys(map(fold, (row.word, *meant))))


def _fits(term: Word, pattern: str) -> bool:
    if term.is_room:
        return pattern == f"{ROOM}{term.code}"
    if pattern.isascii():
        return fnmatchcase(term.code, pattern)
    key, wanted = fold(term.label), fold(pattern)
    if pattern.startswith("*"):
        return wanted in key
    return key.startswith(wanted) if pattern.endswith("*") else key == wanted
