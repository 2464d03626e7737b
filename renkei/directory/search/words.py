"""The words a region's people search with: places, kinds, abilities, times, and what to pass over.

Pure data: the lexicon is made of terms, places and the editable table
``directory/data/synonyms.csv`` (``word,about,meaning``; a meaning is one or several codes
or labels of terms parted by ``|``, a label with ``*`` for anything before or behind it).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from renkei.directory.search.found import Kind
from renkei.directory.search.times import ASKED_TIMES, DAYS_AHEAD, is_visiting
from renkei.directory.search.tokens import (
    Need,
    ability_mark,
    fold,
    kind_mark,
    phrase,
    time_mark,
)
from renkei.geo.points import Point

SYNONYMS = Path(__file__).resolve().parent.parent / "data" / "synonyms.csv"
PARTICLE = "助詞"
MEDICAL = frozenset(["hospital", "clinic", "dentist", "pharmacy"])
_REMARK = re.compile("[（(].*")
# 「本町」 or 「夜」 inside a name is a part of that name; alone it is the word itself.
SHORTEST_INSIDE = 2


class Synonym(NamedTuple):
    """A row of the table."""

    word: str
    about: str
    meaning: str


class Word(NamedTuple):
    """A term of the vocabulary as the lexicon needs it; a 届出 is asked for as an ability is.

    ``is_help``: a kind of informal services, which are no facilities.
    """

    pk: int
    label: str
    is_service: bool
    code: str = ""
    is_filing: bool = False
    is_help: bool = False

    @property
    def is_visit(self) -> bool:
        """Whether it means that somebody comes to the house."""
        return is_visiting(self.label)

    @property
    def name(self) -> str:
        """The label without what stands in brackets."""
        return _REMARK.sub("", self.label)

    @property
    def mark(self) -> str:
        return kind_mark(self.pk) if self.is_service else ability_mark(self.pk)

    @property
    def kind(self) -> Kind:
        if self.is_help:
            return Kind.HELP
        return Kind.SERVICE if self.is_service else Kind.ABILITY

    def meaning(self, label: str) -> Meaning:
        """What a word stands for that names this term."""
        if self.is_help:
            return Meaning(self.kind, label, helps=frozenset([self.pk]))
        is_medical = self.code in MEDICAL
        return Meaning(
            self.kind, label, (self.mark,), is_visit=self.is_visit, is_medical=is_medical
        )


@dataclass(frozen=True)
class Place:
    """Somewhere to search around: its centre, how far it reaches, and its municipality.

    ``is_whole`` is true for a municipality: everything inside it counts, however far
    from the centre; ``is_only``: and nothing outside of it (守谷市内).
    """

    label: str
    point: Point | None
    radius_m: int
    municipality: int
    is_whole: bool = False
    is_only: bool = False


@dataclass(frozen=True)
class Meaning:
    """What a word of the lexicon stands for.

    ``marks`` and ``texts`` (folded) are alternatives of one need. A place has ``places``
    instead, an informal service the keys of its kinds in ``helps``, and a day seen from
    today ``days_ahead``; a time has its ``times`` (module ``times``) beside the marks,
    and a distance its metres in ``within_m``. ``is_medical``: a kind with hours, not with room.
    ``stands_alone``: only counts as a whole word; ``is_visit``: somebody comes to the house;
    ``is_untold``: nothing on record answers it.
    """

    kind: Kind
    label: str
    marks: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    helps: frozenset[int] = frozenset()
    days_ahead: int | None = None
    stands_alone: bool = False
    is_visit: bool = False
    times: tuple[str, ...] = ()
    within_m: int = 0
    is_medical: bool = False
    is_untold: bool = False

    @classmethod
    def of_time(cls, label: str, times: Iterable[str]) -> Meaning:
        """One of some times."""
        return cls(Kind.TIME, label, tuple(map(time_mark, times)), times=tuple(times))

    def need(self) -> Need:
        """The alternatives as phrases of the index."""
        return (*((mark,) for mark in self.marks), *map(phrase, self.texts))

    def only(self) -> Meaning:
        """Nothing but the municipalities."""
        return replace(self, places=tuple(replace(place, is_only=True) for place in self.places))

    def also(self, other: Meaning) -> Meaning:
        """One word with both meanings; the first names it."""
        return replace(
            self,
            marks=tuple(dict.fromkeys(self.marks + other.marks)),
            texts=tuple(dict.fromkeys(self.texts + other.texts)),
            places=self.places + other.places,
            helps=self.helps | other.helps,
        )


@dataclass(frozen=True)
class Lexicon:
    """All words by their folded form, and the words to pass over."""

    meanings: Mapping[str, Meaning]
    particles: frozenset[str]
    longest: int = field(default=0)

    @classmethod
    def of(cls, words: Iterable[tuple[str, Meaning]], particles: Iterable[str]) -> Lexicon:
        """Words said twice get both meanings."""
        meanings: dict[str, Meaning] = {}
        for word, meaning in words:
            key = fold(word)
            known = meanings.get(key)
            if known is None:
                meanings[key] = meaning
            elif (known.kind is Kind.PLACE) == (meaning.kind is Kind.PLACE):
                meanings[key] = known.also(meaning)
        meanings.pop("", None)
        return cls(meanings, frozenset(map(fold, particles)), max(map(len, meanings), default=0))


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


_PARTS = re.compile("[・、／/]")


def from_terms(terms: Iterable[Word]) -> list[tuple[str, Meaning]]:
    """The labels themselves, without what stands in brackets, and their parts.

    The label of an ability or a help may join two (気管切開・たんの吸引); no other name does.
    """
    words = []
    for term in terms:
        parts = [] if term.is_service or term.is_filing else _PARTS.split(term.name)
        labels = dict.fromkeys([term.name, *(part for part in parts if len(part) > 1)])
        words += [(word, term.meaning(word)) for word in labels]
    return words


_SUFFIX = re.compile("[市区町村]$")


def from_municipality(name: str, kana: str, place: Place) -> list[tuple[str, Meaning]]:
    """A municipality with and without its ending (守谷市, 守谷, もりや)."""
    meaning = Meaning(Kind.PLACE, place.label, places=(place,))
    bare = _SUFFIX.sub("", name)
    words = [(name, meaning), (kana, meaning)]
    if len(bare) > 1:
        words.append((bare, meaning))
    words += [(name + only, replace(meaning.only(), label=name + ONLY[0])) for only in ONLY]
    reading = re.sub("(し|く|ちょう|まち|むら|そん)$", "", fold(kana))
    if len(reading) > 2:
        words.append((reading, replace(meaning, stands_alone=True)))
    return [(word, meant) for word, meant in words if word]


ONLY = ("内", "内だけ", "内のみ", "だけ", "のみ")
"""After a municipality: nothing near it is meant."""


FARTHEST_KM = 20
_WITHIN = ("km以内", "km圏内", "kmまで", "キロ以内", "キロ圏内", "キロまで")


def distance(kilometres: int) -> Meaning:
    """So far around the place that is named, at most as far as a region reaches."""
    nearer = min(kilometres, FARTHEST_KM)
    return Meaning(Kind.DISTANCE, f"{nearer}{_WITHIN[0]}", within_m=nearer * 1000)


def distances() -> list[tuple[str, Meaning]]:
    """「5km以内」 and the like."""
    return [(f"{number}{end}", distance(number)) for number in range(1, 100) for end in _WITHIN]


DISTRICT_ENDINGS = ("校下", "小学校下", "小学校区", "校区", "小学校", "小校下")


def from_district(name: str, place: Place) -> list[tuple[str, Meaning]]:
    """A school district in the ways it is said (瓢箪校下, 瓢箪町小学校区); bare only alone."""
    bare = re.sub("(小学校下|小学校区|小学校|校下|校区)$", "", name)
    meaning = Meaning(Kind.PLACE, place.label, places=(place,))
    words = [(bare + ending, meaning) for ending in DISTRICT_ENDINGS]
    return [*words, (bare, replace(meaning, stands_alone=True))]


def from_town(name: str, place: Place) -> tuple[str, Meaning]:
    """A town; inside a longer word it is part of a name (中央病院)."""
    return name, Meaning(Kind.PLACE, place.label, places=(place,), stands_alone=True)


_BLOCK = re.compile("[0-9０-９一二三四五六七八九十]+丁目$")


def without_block(town: str) -> str:
    """本町 of 本町三丁目."""
    return _BLOCK.sub("", town)


def without_rank(town: str) -> str:
    """布川 of 大字布川, 見本市布川 of 見本市字布川: as people call it."""
    return re.sub("(^|[市区町村])(?:大字|字)(?=..)", r"\1", town, count=1)
