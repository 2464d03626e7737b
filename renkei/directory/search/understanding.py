"""A phrase in a person's own words, taken apart into pieces with a meaning. Pure.

From left to right the longest known word wins; what lies between known words is a name
or any other text, without the particles at its ends. Width, case, kana, blanks inside
words and old characters do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from renkei.directory.search.found import Chip, Kind
from renkei.directory.search.tokens import Need, fold
from renkei.directory.search.words import SHORTEST_INSIDE, Lexicon, Meaning, Place

LONGEST = 200
"""Characters of a phrase that are read; the rest of a longer one is not looked at."""

MOST_PIECES = 12
"""Pieces that are searched for; more are told to be not understood."""

_TELEPHONE = re.compile(r"(?<![0-9])\+?[0-9][0-9()-]{4,}[0-9](?![0-9])")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-"))
_PAUSES = re.compile(r"[\s、。，,．・･／/|;；:：!！?？()（）「」『』\[\]【】<>＜＞\"'“”*%_=&]+")
_KANA_ONLY = re.compile("[ぁ-ゖa-z0-9]{1,3}")
_KANJI = re.compile("[一-鿿]")


@dataclass(frozen=True)
class Piece:
    """A part of the phrase: as it was typed, and what it means."""

    typed: str
    meaning: Meaning

    @property
    def chip(self) -> Chip:
        return Chip(self.meaning.kind, self.meaning.label, self.value)

    @property
    def value(self) -> str:
        """Names the piece in addresses; the same piece of the same phrase has the same."""
        return f"{self.meaning.kind.name.lower()}:{self.typed}"

    @property
    def need(self) -> Need:
        return self.meaning.need()

    @property
    def is_text(self) -> bool:
        return self.meaning.kind is Kind.NAME


def understand(words: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The pieces of a phrase in the order in which they were typed, each once."""
    plain = unicodedata.normalize("NFKC", words[:LONGEST]).translate(_DASHES)
    pieces = {piece.value: piece for piece in _pieces(plain, lexicon)}
    return _towns_within(tuple(pieces.values()))


def left(pieces: Iterable[Piece], without: Set[str]) -> tuple[Piece, ...]:
    """The pieces whose chips were not taken out."""
    return tuple(piece for piece in pieces if piece.value not in without)


def as_one_name(words: str) -> Piece | None:
    """The whole phrase as a name; None when nothing of it can be searched for."""
    return _text(fold(words[:LONGEST]), words[:LONGEST].strip()) if fold(words[:LONGEST]) else None


def _pieces(plain: str, lexicon: Lexicon) -> Iterator[Piece]:
    start = 0
    for number in _TELEPHONE.finditer(plain):
        digits = re.sub("[^0-9]", "", number[0])
        if digits.startswith("0"):
            yield from _of_chunks(plain[start : number.start()], lexicon)
            meaning = Meaning(Kind.TELEPHONE, number[0], texts=(digits,))
            yield Piece(digits, meaning)
            start = number.end()
    yield from _of_chunks(plain[start:], lexicon)


def _of_chunks(plain: str, lexicon: Lexicon) -> Iterator[Piece]:
    for chunk in _PAUSES.split(plain):
        pieces = list(_of_chunk(fold(chunk), lexicon))
        if len(pieces) == 1 and pieces[0].is_text:
            pieces = [_text(pieces[0].typed, _as_typed(chunk, pieces[0].typed))]
        yield from pieces


def _as_typed(chunk: str, key: str) -> str:
    """The chunk itself where all of it is the name, so that a chip shows what was typed."""
    return chunk if fold(chunk) == key else key


def _of_chunk(key: str, lexicon: Lexicon) -> Iterator[Piece]:
    """Known words and the runs of text between them."""
    start = position = 0
    while position < len(key):
        follows = _is_particles(key[start:position], lexicon)
        found = _longest(key, position, follows, lexicon)
        if found is None:
            position += 1
            continue
        yield from _run(key[start:position], lexicon, start > 0, True)
        end = position + len(found)
        yield Piece(found, lexicon.meanings[found])
        start = position = end
    yield from _run(key[start:], lexicon, start > 0, False)


def _longest(key: str, position: int, follows_word: bool, lexicon: Lexicon) -> str | None:
    """The longest word that begins here; ``follows_word``: no text lies before it."""
    furthest = min(len(key), position + lexicon.longest)
    for end in range(furthest, position, -1):
        word = key[position:end]
        meaning = lexicon.meanings.get(word)
        if meaning and (
            _is_clear(word, meaning) or (follows_word and _ends(key, end, meaning, lexicon))
        ):
            return word
    return None


def _is_clear(word: str, meaning: Meaning) -> bool:
    """Long enough to be the word itself wherever it stands."""
    if meaning.stands_alone or len(word) < SHORTEST_INSIDE:
        return False
    return _KANA_ONLY.fullmatch(word) is None


def _ends(key: str, end: int, meaning: Meaning, lexicon: Lexicon) -> bool:
    """Whether the word is over here: nothing follows but particles or, unless it has to
    stand alone, another word."""
    rest = key[end:]
    if not rest or _begins_with_particle(rest, lexicon):
        return True
    following = (rest[:length] for length in range(SHORTEST_INSIDE, lexicon.longest + 1))
    return not meaning.stands_alone and any(word in lexicon.meanings for word in following)


def _begins_with_particle(rest: str, lexicon: Lexicon) -> bool:
    return any(rest[:length] in lexicon.particles for length in range(1, len(rest) + 1))


def _run(text: str, lexicon: Lexicon, after_word: bool, before_word: bool) -> Iterator[Piece]:
    """What lies between known words, if more than particles is left of it."""
    if text and not _is_particles(text, lexicon):
        name = _trimmed(text, lexicon.particles, after_word, before_word)
        yield _text(name, name)


def _text(key: str, label: str) -> Piece:
    return Piece(key, Meaning(Kind.NAME, label, texts=(key,)))


def _is_particles(text: str, lexicon: Lexicon) -> bool:
    reached = {0}
    for position in range(len(text)):
        if position in reached:
            ends = range(position + 1, len(text) + 1)
            reached |= {end for end in ends if text[position:end] in lexicon.particles}
    return len(text) in reached


_NAMES_END_SO = frozenset("もとやへなは")
SHORTEST_NAME = 2


def _trimmed(text: str, particles: Set[str], after_word: bool, before_word: bool) -> str:
    """Without particles at an end that touches a known word, nor 「の電話」 at the very end.

    At an end that touches nothing they may belong to a name (もみじ, さくらの), and so may
    some syllables before a word (もりや訪問看護).
    """
    while after_word and (first := _first(text, particles)):
        text = text[len(first) :]
    while last := _last(text, particles):
        if not before_word and not _KANJI.search(last):
            break
        text, before_word = text[: -len(last)], True
    return text


def _first(text: str, particles: Set[str]) -> str:
    ends = range(len(text) - SHORTEST_NAME, 0, -1)
    return next((text[:end] for end in ends if text[:end] in particles), "")


def _last(text: str, particles: Set[str]) -> str:
    candidates = (text[at:] for at in range(SHORTEST_NAME, len(text)))
    return next((t for t in candidates if t in particles and t not in _NAMES_END_SO), "")


def _towns_within(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A town's name occurs in several municipalities: a municipality named beside it decides."""
    places = [place for piece in pieces for place in piece.meaning.places]
    municipalities = {place.municipality for place in places if place.is_whole}
    return tuple(_narrowed(piece, municipalities) for piece in pieces)


def _narrowed(piece: Piece, municipalities: Set[int]) -> Piece:
    within = tuple(p for p in piece.meaning.places if p.municipality in municipalities)
    if not within or len(within) == len(piece.meaning.places):
        return piece
    return replace(piece, meaning=replace(piece.meaning, places=within))


def places_of(pieces: Iterable[Piece]) -> tuple[Place, ...]:
    """Where to search: towns and districts where they are named, else municipalities."""
    places = [place for piece in pieces for place in piece.meaning.places]
    return tuple([place for place in places if not place.is_whole] or places)
