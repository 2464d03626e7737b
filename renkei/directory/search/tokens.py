"""The words of the index: pairs of characters and marks, each tied to a cell of the map.

Japanese has no blanks, and two characters are often a whole word (歯科), so every two
neighbouring characters of a text are one token. Each token begins with the cell of the
map in which its facility lies: a search asks only the few cells it can reach, so it costs
what its neighbourhood costs, however large the country is. A token is made of a–z and 0–9
alone; nothing that a person types can reach the query language of a database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from operator import add

from renkei.core.characters import in_use
from renkei.core.text import search_key
from renkei.directory.search.grid import Block, block_of
from renkei.geo.points import Point

BLOCKS = (8, 4, 2)
"""Sizes of blocks that are words, finest first: from 1.4 to 5.6 kilometres (``grid``)."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The form in which texts meet: ``search_key``, and old characters as new ones."""
    return in_use(search_key(text))


def _number(value: int, width: int) -> str:
    """A number in base 36, filled up with zeros."""
    digits = ""
    while value:
        value, digit = divmod(value, 36)
        digits = _DIGITS[digit] + digits
    return digits.rjust(width, "0")


@lru_cache(maxsize=65536)
def _code(character: str) -> str:
    return _number(ord(character), 4)


@lru_cache(maxsize=65536)
def prefix_of(cell: int) -> str:
    """Four characters: the beginning of every token of a cell."""
    return _number(cell, 4)


def text_tokens(key: str) -> list[str]:
    """The pairs of a folded text in order, and its last character to end it.

    The single character keeps a phrase from reaching into the next text.
    """
    codes = list(map(_code, key))
    return [*map(add, codes, codes[1:]), *codes[-1:]]


# Codes of characters begin with 0 to n (there are 1,114,112), so z is free for marks.
def kind_mark(term_id: int) -> str:
    """Offers this kind of service."""
    return f"zk{_number(term_id, 1)}"


def is_kind(mark: str) -> bool:
    """Whether it is the mark of a kind of service."""
    return mark.startswith("zk")


def ability_mark(term_id: int) -> str:
    """Has this ability."""
    return f"za{_number(term_id, 1)}"


@lru_cache(maxsize=65536)
def block_mark(block: Block) -> str:
    """Lies in this block of its cell."""
    across, row, column = block
    return f"zb{_number(across, 1)}{_number(row % across * across + column % across, 2)}"


def block_marks(point: Point) -> list[str]:
    """Lies in these blocks, one of each size."""
    return [block_mark(block_of(point, across)) for across in BLOCKS]


def municipality_mark(key: int) -> str:
    """Lies in this municipality."""
    return f"zm{_number(key, 1)}"


ROOM_MARK = "zr"
"""Has told of room, however long ago."""


def told_mark(term_id: int) -> str:
    """Has told of this kind of room, free or not: it offers that."""
    return f"zo{_number(term_id, 1)}"


def room_mark(term_id: int, day: date) -> str:
    """On this day its word of this kind of room is not yet old."""
    return f"{ROOM_MARK}{_number(term_id, 1)}{_number(day.toordinal(), 4)}"


OPEN, VISITING = "zt", "zv"
"""What marks of times begin with: is open then, or comes to the house then."""


def time_mark(time: str, manner: str = OPEN) -> str:
    """Is open, or comes to the house, at this time (``times``)."""
    return f"{manner}{time}"


MIXED = {OPEN: "zy", VISITING: "zw"}
"""The same of a place whose kinds of services differ in their times."""


def mixed_mark(mark: str, kind: str = "") -> str:
    """For the mark of a time: some kind of service is open then, or this one."""
    return f"{MIXED[mark[:2]]}{mark[2:]}{kind}"


def of_cell(cell: int, tokens: Iterable[str]) -> list[str]:
    """The tokens as they stand in the index."""
    prefix = prefix_of(cell)
    return [prefix + token for token in tokens]


Phrase = tuple[str, ...]
"""Tokens one after another; one token of four characters means any pair beginning so."""

Need = tuple[Phrase, ...]
"""Phrases of which one is enough."""


def one_of(marks: Iterable[str]) -> Need:
    """A need that each of the marks fulfils."""
    return tuple((mark,) for mark in marks)


Writer = Callable[[str, Phrase], str]


def phrase(key: str) -> Phrase:
    """What to ask for to find a folded text: its pairs, or the beginning of pairs."""
    tokens = text_tokens(key)
    return tuple(tokens[:-1] or tokens)


Marks = dict[int, list[str]]
"""Some marks of each cell."""

Wanted = Sequence[tuple[int, Sequence[Need]]]
"""Cells, and all that is needed in each."""


def sqlite_queries(wanted: Wanted) -> list[str]:
    """All needs of each cell, in the language of FTS5; any of them has to fit.

    One for each cell: of a query with OR, FTS5 looks at every part for every row it finds.
    """
    return [_in_cell(cell, needs, _fts5_phrase, "AND", "OR") for cell, needs in wanted]


def postgresql_query(wanted: Wanted) -> str:
    """The same in the language of tsquery, for all cells at once."""
    return " | ".join(_in_cell(cell, needs, _tsquery_phrase, "&", "|") for cell, needs in wanted)


def _in_cell(cell: int, needs: Sequence[Need], write: Writer, all_of: str, one_of: str) -> str:
    prefix = prefix_of(cell)
    written = (
        "(" + f" {one_of} ".join(write(prefix, phrase) for phrase in need) + ")" for need in needs
    )
    return "(" + f" {all_of} ".join(written) + ")"


def _fts5_phrase(prefix: str, tokens: Phrase) -> str:
    words = " ".join(prefix + token for token in tokens)
    return f'"{words}"*' if _is_beginning(tokens) else f'"{words}"'


def _tsquery_phrase(prefix: str, tokens: Phrase) -> str:
    words = " <-> ".join(f"'{prefix}{token}'" for token in tokens)
    return f"{words}:*" if _is_beginning(tokens) else f"({words})"


def _is_beginning(tokens: Phrase) -> bool:
    return len(tokens) == 1 and len(tokens[0]) == 4 and not tokens[0].startswith("z")
