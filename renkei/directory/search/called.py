"""How terms, places and distances are called by people. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from renkei.directory.search.found import Kind
from renkei.directory.search.tokens import fold
from renkei.directory.search.words import Meaning, Place, Word

_PARTS = re.compile("[・、／/]")


def from_terms(terms: Iterable[Word]) -> list[tuple[str, Meaning]]:
    """The labels themselves, without what stands in brackets, and their parts.

    The label of an ability or a help may join two (気管切開・たんの吸引); no other name does.
    """
    words = []
    for term in (one for one in terms if not one.is_room):
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
_WITHIN = ("km以内", "km圏内", "kmまで", "キロ以内", "キロ圏内", "キロまで", "km", "キロ")


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
    bare = without_district(name)
    meaning = Meaning(Kind.PLACE, place.label, places=(place,))
    words = [(bare + ending, meaning) for ending in DISTRICT_ENDINGS]
    return [*words, (bare, replace(meaning, stands_alone=True))]


def without_district(name: str) -> str:
    """瓢箪 of 瓢箪校下."""
    return re.sub("(小学校下|小学校区|小学校|校下|校区)$", "", name)


def from_town(name: str, place: Place) -> tuple[str, Meaning]:
    """A town; inside a longer word it is part of a name (中央病院)."""
    return name, Meaning(Kind.PLACE, place.label, places=(place,), stands_alone=True)


STATION = "駅"
AT_STATION = (STATION, "駅前", *(f"駅{side}口" for side in "東西南北"))


def stations(
    towns: Iterable[tuple[str, Meaning]], municipalities: Iterable[tuple[str, Meaning]]
) -> Iterator[tuple[str, Meaning]]:
    """A station by the town, or else the municipality, that carries its name (取手駅).

    Where stations lie is not on record. Only whole words: 「取手駅前薬局」 is a name.
    """
    named: dict[str, tuple[Place, ...]] = {}
    for name, town in towns:
        named[name] = named.get(name, ()) + town.places
    for word, municipality in municipalities:
        if not municipality.places[0].is_only:
            for name in (word, _SUFFIX.sub("", word)):
                named.setdefault(name, municipality.places)
    for name, places in named.items():
        station = Meaning(Kind.PLACE, "", stands_alone=True, station=name + STATION).at(places)
        yield from ((name + ending, station) for ending in AT_STATION)


_BLOCK = re.compile("[0-9０-９一二三四五六七八九十]+丁目$")


def without_block(town: str) -> str:
    """本町 of 本町三丁目."""
    return _BLOCK.sub("", town)


def without_rank(town: str) -> str:
    """布川 of 大字布川, 見本市布川 of 見本市字布川: as people call it."""
    return re.sub("(^|[市区町村])(?:大字|字)(?=..)", r"\1", town, count=1)
