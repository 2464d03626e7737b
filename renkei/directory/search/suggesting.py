"""Completions while a person types."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renkei.core import clock
from renkei.directory.search import asking
from renkei.directory.search.found import Kind, Suggestion
from renkei.directory.search.question import Question
from renkei.directory.search.searches import whole_of
from renkei.directory.search.surroundings import Surroundings, surroundings_of
from renkei.directory.search.tokens import fold, phrase
from renkei.directory.search.understanding import LONGEST
from renkei.directory.search.words import Meaning
from renkei.organizations.models import Facility
from renkei.programme.models import Region

MOST = 8
MOST_NAMES = 4
SHORTEST_NAME = 2
_LAST = re.compile(r"\S*$")


def suggest(prefix: str, region: Region) -> tuple[Suggestion, ...]:
    """Up to eight completions of the last word: places, kinds, abilities, times, names.

    Each carries the whole content of the box with that word completed.
    """
    typed = prefix[:LONGEST]
    last = _LAST.search(typed)
    key = fold(last[0]) if last else ""
    if not key or last is None:
        return ()
    around = surroundings_of(region)
    before = typed[: last.start()]
    words = list(_known(key, around))
    names = _names(key, around) if len(key) >= SHORTEST_NAME else []
    room = MOST - min(len(names), MOST_NAMES)
    found = [*words[:room], *((Kind.NAME, name) for name in names)]
    return tuple(Suggestion(kind, label, f"{before}{label} ") for kind, label in found[:MOST])


_ORDER = (Kind.PLACE, Kind.SERVICE, Kind.ABILITY, Kind.HELP, Kind.TIME, Kind.VACANCY)


def _known(key: str, around: Surroundings) -> Iterator[tuple[Kind, str]]:
    """Words of the lexicon that begin so, by what they are about, each meaning once.

    Not those that only stand for other words (no term of the vocabulary is meant), nor kinds
    of services that nobody in reach offers.
    """
    starts = [
        (_ORDER.index(meaning.kind), len(word), meaning.label, meaning.kind)
        for word, meaning in around.lexicon.meanings.items()
        if word.startswith(key) and meaning.kind in _ORDER and _is_known(meaning, around)
    ]
    seen = dict.fromkeys((kind, label) for _, _, label, kind in sorted(starts))
    yield from seen


def _is_known(meaning: Meaning, around: Surroundings) -> bool:
    if meaning.station or any(place.is_only for place in meaning.places):
        return False
    if meaning.kind is Kind.SERVICE and around.offered.isdisjoint(meaning.marks):
        return False
    return bool(meaning.helps) if meaning.kind is Kind.HELP else not meaning.texts


def _names(key: str, around: Surroundings) -> list[str]:
    """Names of facilities in the region and around it that hold these characters."""
    question = Question(whole_of(around), ((phrase(key),),), clock.now())
    rows, _ = asking.ask(question, slice(0, 40))
    ids = [row.facility_id for row in rows]
    names = dict(Facility.objects.filter(pk__in=ids).values_list("pk", "name"))
    fitting = (names[pk] for pk in ids if pk in names and key in fold(names[pk]))
    return list(dict.fromkeys(fitting))[:MOST]
