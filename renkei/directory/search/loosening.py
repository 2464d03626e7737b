"""What to search for when nothing fits, and what to say when that finds nothing either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from renkei.directory.search import asking
from renkei.directory.search.found import Alternative, Kind
from renkei.directory.search.searches import Search
from renkei.directory.search.tokens import fold
from renkei.directory.search.understanding import Piece, as_one_name, without

MOST_ALTERNATIVES = 5


@dataclass(frozen=True)
class Looser:
    """A search for less, and the words it leaves out."""

    search: Search
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Loosening:
    """How to go on from a search that finds nothing."""

    search: Search

    @cached_property
    def unknown(self) -> list[Piece]:
        """Names and other texts that nobody in reach has."""
        texts = [piece for piece in self.search.pieces if piece.is_text]
        return [one for one in texts if not asking.is_answered(self.search.but([one]).question)]

    @cached_property
    def known(self) -> Search:
        """The search without those."""
        return self.search.but(one for one in self.search.pieces if one not in self.unknown)

    @property
    def told(self) -> tuple[str, ...]:
        return tuple(piece.meaning.label for piece in self.unknown)

    @cached_property
    def first(self) -> Looser | None:
        """The first looser search that finds something."""
        asked = [self.search.question]
        for looser in self._tries():
            question = looser.search.question
            if question not in asked and asking.is_answered(question):
                return looser
            asked.append(question)
        return None

    def _tries(self) -> Iterator[Looser]:
        """Farther away, and by words too; then the phrase as a name, then what is known."""
        for search in (self.search, *self._as_name()):
            yield from map(Looser, _farther(search))
        if self.unknown and self.known.pieces and not self.known.is_for_help:
            yield from (Looser(search, self.told) for search in _farther(self.known))

    def _as_name(self) -> list[Search]:
        """The whole phrase as a name, where it was taken apart."""
        name = as_one_name(self.search.words)
        return [self.search.but([name])] if name and len(self.search.pieces) > 1 else []

    def alternatives(self) -> tuple[Alternative, ...]:
        """What to leave out, and how many there would be then: one piece, else all but one."""
        pieces = self.known.pieces[:MOST_ALTERNATIVES]
        for size in sorted({1, len(pieces) - 1} & set(range(1, len(self.known.pieces)))):
            options = [self._leaving(taken) for taken in combinations(pieces, size)]
            if found := sorted((one for one in options if one.total), key=lambda one: -one.total):
                return tuple(found)
        return ()

    def _leaving(self, taken: tuple[Piece, ...]) -> Alternative:
        kept = self.known.but(piece for piece in self.known.pieces if piece not in taken)
        label = "と".join(f"「{piece.meaning.label}」" for piece in taken) + "をはずす"
        words = without(self.search.words, [*taken, *self.unknown], self.search.pieces)
        total = 0 if kept.is_for_help else asking.count(kept.question)
        return Alternative(label, words, total)


def _farther(search: Search) -> tuple[Search, Search]:
    """Services and abilities also by their words: a name may say what no list does."""
    by_word_too = search.but(map(_by_word_too, search.pieces))
    return replace(search, wider=True), replace(by_word_too, wider=True)


def _by_word_too(piece: Piece) -> Piece:
    if piece.meaning.kind not in (Kind.SERVICE, Kind.ABILITY, Kind.VISIT):
        return piece
    texts = (piece.typed, fold(piece.meaning.label))
    return replace(piece, meaning=replace(piece.meaning, texts=tuple(dict.fromkeys(texts))))
