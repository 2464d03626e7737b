"""The editable table of everyday words, ``directory/data/synonyms.csv``.

Its rows are ``word,about,meaning``; a meaning is one or several codes or labels of terms
parted by ``|``, a label with ``*`` for anything before or behind it.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from renkei.directory.search.found import Kind
from renkei.directory.search.times import ASKED_TIMES, DAYS_AHEAD
from renkei.directory.search.tokens import fold
from renkei.directory.search.words import MEDICAL, Meaning, Word

SYNONYMS = Path(__file__).resolve().parent.parent / "data" / "synonyms.csv"
PARTICLE = "助詞"


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
    return [(row.word, _meaning(row, terms)) for row in table if row.about != PARTICLE]


def _meaning(row: Synonym, terms: Sequence[Word]) -> Meaning:
    kind = Kind(row.about)
    match kind:
        case Kind.TIME if row.meaning in DAYS_AHEAD:
            return Meaning(kind, row.meaning, days_ahead=DAYS_AHEAD[row.meaning])
        case Kind.TIME:
            meaning = Meaning.of_time(row.meaning, ASKED_TIMES[row.meaning])
            return replace(meaning, stands_alone=row.word == "祝")
        case Kind.VACANCY:
            label, _, day = row.meaning.partition("|")
            return Meaning(kind, label, days_ahead=DAYS_AHEAD.get(day))
        case Kind.NAME:
            # A family name is mostly a part of a longer name (坂本内科).
            return Meaning(kind, row.word, texts=_texts(row), stands_alone=row.word != row.meaning)
    return _of_terms(row, kind, terms)


def _of_terms(row: Synonym, kind: Kind, terms: Sequence[Word]) -> Meaning:
    """The terms that are meant, or the words themselves where the list has none of them."""
    asked = [term for term in terms if term.is_help == (kind is Kind.HELP)]
    found = [term for one in row.meaning.split("|") for term in asked if _fits(term, one)]
    label = found[0].name if len(found) == 1 else row.word
    if kind is Kind.HELP:
        return Meaning(kind, label, helps=frozenset(term.pk for term in found))
    if found:
        # 「在宅」 and 「訪問」 are mostly the beginning of a name.
        alone = kind is Kind.VISIT and len(row.word) == 2
        marks = tuple(dict.fromkeys(term.mark for term in found))
        is_visit = all(term.is_visit for term in found)
        is_medical = all(term.code in MEDICAL for term in found)
        return Meaning(
            kind, label, marks, stands_alone=alone, is_visit=is_visit, is_medical=is_medical
        )
    return Meaning(kind, row.word, texts=_texts(row))


def _texts(row: Synonym) -> tuple[str, ...]:
    meant = (pattern.strip("*") for pattern in row.meaning.split("|") if not pattern.isascii())
    return tuple(dict.fromkeys(map(fold, (row.word, *meant))))


def _fits(term: Word, pattern: str) -> bool:
    if pattern.isascii():
        return pattern == term.code
    key, wanted = fold(term.label), fold(pattern)
    if pattern.startswith("*"):
        return wanted in key
    return key.startswith(wanted) if pattern.endswith("*") else key == wanted
