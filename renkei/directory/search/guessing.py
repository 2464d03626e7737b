"""What may be meant by a word that nobody knows: a word one character away (守屋市)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from renkei.directory.search.found import Guess, Kind
from renkei.directory.search.searches import Search
from renkei.directory.search.understanding import Piece, instead
from renkei.directory.search.words import Lexicon, Meaning

MOST = 2
"""Guesses at one word."""

MEANT = (Kind.PLACE, Kind.SERVICE, Kind.ABILITY, Kind.HELP)
SHORTEST, SHORTEST_KANA, SHORTEST_MUNICIPALITY = 3, 4, 2
"""Characters of a word; among shorter ones too many are alike, but of the few municipalities
a region has, one is mostly meant."""

_KANA = re.compile("[ぁ-ゖ]+")


def guesses(unknown: Iterable[Piece], search: Search) -> tuple[Guess, ...]:
    """The phrase with other words in place of each unknown one, the likeliest first."""
    return tuple(
        Guess(label, instead(search.words, [(piece, label)]))
        for piece in unknown
        for label in _labels(piece.typed, search.around.lexicon)
    )


def _labels(typed: str, lexicon: Lexicon) -> list[str]:
    near = (
        (len(word) != len(typed), MEANT.index(meaning.kind), meaning.label)
        for word, meaning in _alike(typed, lexicon)
    )
    return list(dict.fromkeys(label for _, _, label in sorted(near)))[:MOST]


def _alike(typed: str, lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
    """Words of the region that the typed one may have been meant to be, also kinds that
    nobody offers: that they are not brought in yet is told by their own search."""
    for word, meaning in lexicon.meanings.items():
        is_meant = meaning.kind in MEANT and not meaning.station
        if is_meant and is_one_off(typed, word) and _is_long_enough(typed, word, meaning):
            yield word, meaning


def is_one_off(typed: str, word: str) -> bool:
    """Whether one character is wrong, missing or too many, or two have changed places."""
    if abs(len(typed) - len(word)) > 1:
        return False
    begin = _shared(typed, word)
    one, other = typed[begin:], word[begin:]
    end = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) == 1 or (len(one) == 2 and one == other[::-1])


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _is_long_enough(typed: str, word: str, meaning: Meaning) -> bool:
    shortest = min(len(typed), len(word))
    if any(place.is_whole for place in meaning.places) and len(typed) == len(word):
        return shortest >= SHORTEST_MUNICIPALITY
    return shortest >= (SHORTEST_KANA if _KANA.fullmatch(word) else SHORTEST)
