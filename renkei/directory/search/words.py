"""What the words of a region mean, and all of them by their folded form. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from renkei.directory.search.found import Kind
from renkei.directory.search.times import is_visiting
from renkei.directory.search.tokens import (
    Need,
    ability_mark,
    fold,
    kind_mark,
    phrase,
    time_mark,
    told_mark,
)
from renkei.geo.points import Point

MEDICAL = frozenset(["hospital", "clinic", "dentist", "pharmacy"])
_REMARK = re.compile("[（(].*")
# 「本町」 or 「夜」 inside a name is a part of that name; alone it is the word itself.
SHORTEST_INSIDE = 2
ROOM = "room:"
"""Before the code of a kind of room: those codes are also other things' names."""


class Word(NamedTuple):
    """A term of the vocabulary as the lexicon needs it; a 届出 is asked for as an ability is.

    ``is_help``: a kind of informal services, which are no facilities; ``is_room``: a kind of
    room, which only the table of everyday words names, by ``ROOM`` and its code.
    """

    pk: int
    label: str
    is_service: bool
    code: str = ""
    is_filing: bool = False
    is_help: bool = False
    is_room: bool = False

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
        if self.is_room:
            return told_mark(self.pk)
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
    from the centre; ``is_only``: and nothing outside of it (守谷市内). ``around`` names what
    stands for it where it is not known itself.
    """

    label: str
    point: Point | None
    radius_m: int
    municipality: int
    is_whole: bool = False
    is_only: bool = False
    around: str = ""


@dataclass(frozen=True)
class Meaning:
    """What a word of the lexicon stands for.

    ``marks`` and ``texts`` (folded) are alternatives of one need. A place has ``places``
    instead, an informal service the keys of its kinds in ``helps``, and a day seen from
    today ``days_ahead``; a time has its ``times`` (module ``times``) beside the marks,
    and a distance its metres in ``within_m``. ``is_medical``: a kind with hours, not with room.
    ``stands_alone``: only counts as a whole word; ``is_visit``: somebody comes to the house;
    ``is_untold``: nothing on record answers it; ``is_broad``: of very many kinds any will do;
    ``is_negation``: it says what is not wanted.
    ``clock``: an hour that was said, of which only the part of the day is known;
    ``station``: a station that was named; where it lies is not known, only places of its name.
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
    is_negation: bool = False
    is_broad: bool = False
    station: str = ""
    clock: str = ""

    @property
    def chip(self) -> str:
        """What it is called on its chip: an hour beside what it was taken for."""
        return f"{self.clock} → {self.label}" if self.clock else self.label

    @property
    def said(self) -> str:
        """What it is called in a sentence."""
        return self.station or self.label

    @classmethod
    def of_time(cls, label: str, times: Iterable[str]) -> Meaning:
        """One of some times."""
        return cls(Kind.TIME, label, tuple(map(time_mark, times)), times=tuple(times))

    def need(self) -> Need:
        """The alternatives as phrases of the index."""
        return (*((mark,) for mark in self.marks), *map(phrase, self.texts))

    def at(self, places: tuple[Place, ...]) -> Meaning:
        """The same word for these places."""
        label = places[0].label
        if self.station:
            label = "・".join(dict.fromkeys(place.label for place in places))
            label = f"{self.station} → {label}のあたり"
        return replace(self, label=label, places=places)

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
