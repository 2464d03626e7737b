"""What to search for when nothing fits, and what to say when that finds nothing either."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product

from renkei.directory.search import asking
from renkei.directory.search.asking import Row
from renkei.directory.search.found import Alternative, Guess, Kind
from renkei.directory.search.guessing import guesses
from renkei.directory.search.searches import Search
from renkei.directory.search.settling import timed
from renkei.directory.search.surroundings import REACH_M
from renkei.directory.search.tokens import fold
from renkei.directory.search.understanding import Piece, as_one_name, without
from renkei.geo.models import Municipality

MOST_ALTERNATIVES = 5
NEAREST = 5
"""Facilities that are shown of those that fit nearly."""

FARTHER = f"近くには無かったので、{REACH_M // 1000}km先まで広げて探しました。"
BY_WORD = "その種類では見つからなかったので、名前や住所の言葉でも探しました。"
AS_NAME = "書かれた言葉の全体を、1つの名前として探しました。"


_JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿々]+")


@dataclass(frozen=True)
class Looser:
    """A search for less, the words it leaves out, and sentences on what was done."""

    search: Search
    told: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


@dataclass(frozen=True)
class NearMiss:
    """A search without some pieces, and the best of what it finds."""

    search: Search
    lacking: tuple[Piece, ...]
    words: str
    rows: list[Row]
    total: int

    @property
    def is_elsewhere(self) -> bool:
        """Whether it leaves out the place."""
        return any(piece.meaning.places for piece in self.lacking)

    @property
    def is_another_kind(self) -> bool:
        """Whether it leaves out the kind of service, which matters more than what one can."""
        return any(piece.meaning.kind is Kind.SERVICE for piece in self.lacking)

    @property
    def order(self) -> tuple[bool, int, bool]:
        return self.is_elsewhere, len(self.lacking), self.is_another_kind

    @property
    def alternative(self) -> Alternative:
        label = "と".join(f"「{piece.meaning.said}」" for piece in self.lacking) + "をはずす"
        return Alternative(label, self.words, self.total)


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
    def elsewhere(self) -> tuple[str, ...]:
        """Those of the unknown that are municipalities: the region does not reach there."""
        names = {name: label for label in self.told for name in _municipality_names(label)}
        known = Municipality.objects.filter(name__in=names).values_list("name", flat=True)
        return tuple(dict.fromkeys(names[name] for name in known)) if names else ()

    @property
    def guesses(self) -> tuple[Guess, ...]:
        """What the others of the unknown may have been meant to be."""
        elsewhere = self.elsewhere
        slips = [piece for piece in self.unknown if piece.meaning.label not in elsewhere]
        return guesses(slips, self.search)

    @cached_property
    def unloaded(self) -> tuple[str, ...]:
        """Kinds of services of which there is not one in the region and its reach: their list
        is not brought in yet, and who lacks the kind itself is no help."""
        kinds = [one for one in self.search.pieces if one.meaning.kind is Kind.SERVICE]
        return tuple(kind.meaning.label for kind in kinds if not self._is_offered(kind))

    def _is_offered(self, kind: Piece) -> bool:
        """Whether there is one in reach; of most kinds that is known without asking."""
        if not self.search.around.offered.isdisjoint(kind.meaning.marks):
            return True
        everywhere = replace(self.search.but([kind]), near=None)
        return asking.is_answered(everywhere.question)

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
        yield from _farther(Looser(self.search))
        name = as_one_name(self.search.words)
        if name and len(self.search.pieces) > 1:
            yield from _farther(Looser(self.search.but([name]), done=(AS_NAME,)))
        if self.unknown and self.known.pieces and not self.known.is_for_help:
            known = Looser(self.known, self.told)
            yield known
            yield from _farther(known)

    @cached_property
    def near_misses(self) -> list[NearMiss]:
        """What is found when some pieces are left out, the fewest first: one, two, or all
        but one, until there are enough to show. Something is still needed, not just a place."""
        if self.unloaded:
            return []
        pieces, found = self.known.pieces[:MOST_ALTERNATIVES], list[NearMiss]()
        for size in sorted({1, 2, len(pieces) - 1} & set(range(1, len(self.known.pieces)))):
            if len({row.facility_id for miss in found for row in miss.rows}) >= NEAREST:
                break
            tried = [self._without(taken) for taken in combinations(pieces, size)]
            found += sorted((one for one in tried if one.total), key=lambda one: -one.total)
        return found

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """What to leave out: as little as finds anything."""
        fewest = len(self.near_misses[0].lacking) if self.near_misses else 0
        return tuple(one.alternative for one in self.near_misses if len(one.lacking) == fewest)

    def _without(self, taken: tuple[Piece, ...]) -> NearMiss:
        # Without its day 「午後」 is that of any day.
        kept = self.known.but(timed([one for one in self.known.pieces if one not in taken]))
        words = without(self.search.words, [*taken, *self.unknown], self.search.pieces)
        # Room of another kind than was asked for is no help.
        is_other_room = kept.wants_room and kept.rooms != self.known.rooms
        if is_other_room or kept.is_for_help or not kept.question.is_needy:
            return NearMiss(kept, taken, words, [], 0)
        return NearMiss(kept, taken, words, *asking.ask(kept.question, slice(0, NEAREST)))

    def nearest(self) -> list[tuple[NearMiss, Row]]:
        """The nearest of those that lack least; what lies elsewhere comes last."""
        rows = [(miss, row) for miss in self.near_misses for row in miss.rows]
        rows.sort(key=lambda one: (*one[0].order, *one[1][:3]))
        each = dict[int, tuple[NearMiss, Row]]()
        for miss, row in rows:
            each.setdefault(row.facility_id, (miss, row))
        return list(each.values())[:NEAREST]


def _municipality_names(label: str) -> Iterator[str]:
    """How the list of municipalities may write a name: with 市 or 町, ケ for ヶ."""
    name = unicodedata.normalize("NFKC", label)
    for ending, small in product(("", *"市区町村"), ("ケ", "ヶ")):
        if _JAPANESE.fullmatch(name):
            yield re.sub("[ケヶ]", small, name) + ending


def _farther(looser: Looser) -> Iterator[Looser]:
    """Services and abilities also by their words: a name may say what no list does."""
    by_word_too = looser.search.but(map(_by_word_too, looser.search.pieces))
    for search, how in ((looser.search, ()), (by_word_too, (BY_WORD,))):
        wider = replace(search, wider=True)
        distance = (FARTHER,) if wider.scope != search.scope else ()
        yield replace(looser, search=wider, done=(*looser.done, *how, *distance))


def _by_word_too(piece: Piece) -> Piece:
    if piece.meaning.kind not in (Kind.SERVICE, Kind.ABILITY, Kind.VISIT):
        return piece
    texts = (piece.typed, fold(piece.meaning.label))
    return replace(piece, meaning=replace(piece.meaning, texts=tuple(dict.fromkeys(texts))))
