"""A phrase in a person's own words, taken apart into pieces with a meaning. Pure.

From left to right the longest known word wins; what lies between known words is a name
or any other text, without the particles at its ends. Width, case, kana, blanks inside
words and old characters do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from renkei.directory.search.called import STATION
from renkei.directory.search.clocks import clocks
from renkei.directory.search.found import Kind
from renkei.directory.search.tokens import Need, fold
from renkei.directory.search.typed import Span, Typed, as_plain, rewritten
from renkei.directory.search.words import SHORTEST_INSIDE, Lexicon, Meaning

LONGEST = 200
"""Characters of a phrase that are read; the rest of a longer one is not looked at."""

MOST_PIECES = 12
"""Pieces that are searched for; more are told to be not understood."""

_TELEPHONE = re.compile(r"(?<![0-9])\+?[0-9][0-9()-]{4,}[0-9](?![0-9])")
_CHUNK = re.compile(r"[^\s、。，,．・･／/|;；:：!！?？()（）「」『』\[\]【】<>＜＞\"'“”*%_=&]+")
_KANA_ONLY = re.compile("[ぁ-ゖa-z0-9]{1,3}")
_KANJI = re.compile("[一-鿿]")


@dataclass(frozen=True)
class Piece:
    """A part of the phrase: as it was typed, what it means, and where it stands.

    With it stand the particles that belong to it: 「守谷市の」 of 「守谷市の訪問看護」.
    """

    typed: str
    meaning: Meaning
    spans: tuple[Span, ...] = field(default=(), compare=False)

    @property
    def need(self) -> Need:
        return self.meaning.need()

    @property
    def is_text(self) -> bool:
        return self.meaning.kind is Kind.NAME


def understand(words: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The pieces of a phrase in the order in which they were typed, each once."""
    pieces: dict[Meaning, Piece] = {}
    for piece in _pieces(as_plain(words[:LONGEST]), lexicon):
        same = _sense(piece.meaning)
        known = pieces.get(same, replace(piece, spans=()))
        pieces[same] = replace(known, spans=known.spans + piece.spans)
    return tuple(pieces.values())


def _sense(meaning: Meaning) -> Meaning:
    """The meaning itself, whatever it was called: 糖尿病 and インスリン are one ability."""
    has_more = meaning.need() or meaning.places or meaning.helps or meaning.kind is Kind.VACANCY
    return replace(meaning, label="" if has_more else meaning.label, stands_alone=False)


def without(words: str, taken: Iterable[Piece], pieces: Iterable[Piece]) -> str:
    """The phrase of these pieces without the words that some were taken from."""
    gone = list(taken)
    if all(piece in gone for piece in pieces):
        return ""
    return instead(words, [(piece, "") for piece in gone])


def instead(words: str, changes: Iterable[tuple[Piece, str]]) -> str:
    """The phrase with other words in place of some pieces; twice-said ones are said once."""
    parts = [
        (span, word if span == piece.spans[0] else "")
        for piece, word in changes
        for span in piece.spans
    ]
    return rewritten(words[:LONGEST], parts)


def as_one_name(words: str) -> Piece | None:
    """The whole phrase as a name; None when nothing of it can be searched for."""
    read = words[:LONGEST]
    key = fold(read)
    meaning = Meaning(Kind.NAME, read.strip(), texts=(key,))
    return Piece(key, meaning, ((0, len(read)),)) if key else None


def _pieces(plain: Typed, lexicon: Lexicon) -> Iterator[Piece]:
    start = 0
    numbers = [*_telephones(plain.text), *clocks(plain.text)]
    for found, meaning in sorted(numbers, key=lambda number: number[0].start()):
        if found.start() >= start:
            yield from _of_chunks(plain.part(start, found.start()), lexicon)
            yield Piece(found[0], meaning, (_span(plain.part(*found.span())),))
            start = found.end()
    yield from _of_chunks(plain.part(start, len(plain.text)), lexicon)


def _telephones(text: str) -> Iterator[tuple[re.Match[str], Meaning]]:
    for number in _TELEPHONE.finditer(text):
        digits = re.sub("[^0-9]", "", number[0])
        if digits.startswith("0"):
            yield number, Meaning(Kind.TELEPHONE, number[0], texts=(digits,))


def _span(part: Typed) -> Span:
    return part.spans[0][0], part.spans[-1][1]


def _of_chunks(plain: Typed, lexicon: Lexicon) -> Iterator[Piece]:
    """The pieces of each chunk; every piece reaches to where the next one begins."""
    for found in _CHUNK.finditer(plain.text):
        chunk = plain.part(*found.span())
        key = chunk.folded()
        parts = list(_of_chunk(key.text, lexicon))
        if len(parts) == 1 and parts[0].meaning.kind is Kind.NAME:
            named = replace(parts[0].meaning, label=_as_typed(found[0], parts[0]))
            yield Piece(parts[0].typed, named, (_span(chunk),))
            continue
        first, last = _span(chunk)
        edges = [first, *(key.spans[part.begin][0] for part in parts[1:]), last]
        for at, part in enumerate(parts):
            meaning = part.meaning
            if meaning.kind is Kind.NAME and meaning.label == part.typed:
                meaning = replace(meaning, label=_as_written(chunk, key, part))
            yield Piece(part.typed, meaning, ((edges[at], edges[at + 1]),))


class Meant(NamedTuple):
    """Something with a meaning in a chunk, and where it begins in it."""

    begin: int
    typed: str
    meaning: Meaning


def _as_written(chunk: Typed, key: Typed, part: Meant) -> str:
    """What of the chunk a name was made of, with marks that do not count (センター)."""
    end = part.begin + len(part.typed)
    last = key.spans[end][0] if end < len(key.spans) else _span(chunk)[1]
    letters = zip(*chunk, strict=True)
    return "".join(one for one, (at, _) in letters if key.spans[part.begin][0] <= at < last)


def _as_typed(chunk: str, part: Meant) -> str:
    """The chunk itself where all of it is the name, so that a chip shows what was typed."""
    return chunk if fold(chunk) == part.typed else part.typed


def _of_chunk(key: str, lexicon: Lexicon) -> Iterator[Meant]:
    """Known words and the runs of text between them."""
    start = position = 0
    while position < len(key):
        found = _longest(key, position, _follows(key, start, position, lexicon), lexicon)
        if found is None:
            position += 1
            continue
        yield from _run(key, start, position, lexicon)
        yield Meant(position, found, lexicon.meanings[found])
        start = position = position + len(found)
    yield from _run(key, start, len(key), lexicon)


def _follows(key: str, start: int, position: int, lexicon: Lexicon) -> bool:
    """Whether no text lies before a word that would begin here; なごみ is a name, not ごみ."""
    between = key[start:position]
    if between.removeprefix("の") == "な" and _HIRAGANA.match(key[position]):
        return False
    return key[:position].endswith("の") or _is_particles(between, lexicon)


def _longest(key: str, position: int, follows_word: bool, lexicon: Lexicon) -> str | None:
    """The longest word that begins here; ``follows_word``: no text lies before it."""
    furthest = min(len(key), position + lexicon.longest)
    for end in range(furthest, position, -1):
        word = key[position:end]
        meaning = lexicon.meanings.get(word)
        if (
            meaning
            and not _is_of_station(key, end, meaning)
            and (_is_clear(word, meaning) or (follows_word and _ends(key, end, meaning, lexicon)))
        ):
            return word
    return None


def _is_of_station(key: str, end: int, meaning: Meaning) -> bool:
    """Whether a place is only part of the name of a station (東取手駅, 取手駅前薬局); after
    its whole name comes another one (金沢市駅西)."""
    is_bare = meaning.kind is Kind.PLACE and key[end - 1] not in "市区町村"
    return is_bare and key.startswith(STATION, end)


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
    lengths = range(SHORTEST_INSIDE, lexicon.longest + 1)
    following = (lexicon.meanings.get(rest[:length]) for length in lengths)
    return not meaning.stands_alone and any(one and not one.stands_alone for one in following)


def _begins_with_particle(rest: str, lexicon: Lexicon) -> bool:
    return any(rest[:length] in lexicon.particles for length in range(1, len(rest) + 1))


def _run(key: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Meant]:
    """What lies between known words, if more than particles is left of it."""
    text = key[start:end]
    # One syllable after a word is its ending (飲み忘れる).
    is_ending = start > 0 and len(text) == 1 and _HIRAGANA.match(text)
    if text and not is_ending and not _is_particles(text, lexicon):
        rest = _without_first(text, lexicon.particles) if start else text
        name = _without_last(rest, lexicon.particles, before_word=end < len(key))
        known = lexicon.meanings.get(name)
        meaning = known if known and known.kind is Kind.NAME else None
        yield Meant(end - len(rest), name, meaning or Meaning(Kind.NAME, name, texts=(name,)))


def _is_particles(text: str, lexicon: Lexicon) -> bool:
    reached = {0}
    for position in range(len(text)):
        if position in reached:
            ends = range(position + 1, len(text) + 1)
            reached |= {end for end in ends if text[position:end] in lexicon.particles}
    return len(text) in reached


_IN_NAMES = frozenset("もとやへなは")
"""They end names (はると), and begin them (もみじ)."""

_HIRAGANA = re.compile("[ぁ-ゖ]")
SHORTEST_NAME = 2


def _without_first(text: str, particles: Set[str]) -> str:
    """Without particles that follow a known word; at an end that touches nothing they may
    belong to a name (さくらの), and some may begin one in kana (訪問看護もみじ)."""
    while first := _first(text, particles):
        text = text[len(first) :]
    return text


def _without_last(text: str, particles: Set[str], before_word: bool) -> str:
    """Without particles before a known word, nor 「の電話」 at the very end.

    Some syllables before a word may belong to a name (もりや訪問看護).
    """
    while last := _last(text, particles):
        if not before_word and not _KANJI.search(last):
            break
        text, before_word = text[: -len(last)], True
    return text


def _first(text: str, particles: Set[str]) -> str:
    ends = range(len(text) - SHORTEST_NAME, 0, -1)
    first = next((text[:end] for end in ends if text[:end] in particles), "")
    return "" if first in _IN_NAMES and _HIRAGANA.match(text[1]) else first


def _last(text: str, particles: Set[str]) -> str:
    candidates = (text[at:] for at in range(SHORTEST_NAME, len(text)))
    return next((t for t in candidates if t in particles and t not in _IN_NAMES), "")
