"""The words of the index: pairs of characters and marks, each tied to a cell of the map.

Japanese has no blanks, and two characters are often a whole word (歯科), so every two
neighbouring characters of a text are one token. Each token begins with the cell of the
map in which its facility lies: a search asks only the few cells it can reach, so it costs
what its neighbourhood costs, however large the country is. A token is made of a–z and 0–9
alone; nothing that a person types can reach the query language of a database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import floor
from operator import add

from renkei.core.text import search_key
from renkei.geo.points import Box, Point

CELL_HEIGHT = 0.2
CELL_WIDTH = 0.25
CELLS_ACROSS = 2048
NOWHERE = 0

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Old and printed forms of characters beside those in everyday use (人名, 地名, 施設名).
_OLD = (
    "澤濱嶋﨑髙邉邊竜冨會學國廣齋齊斉櫻惠德眞實靜壽榮藏鐵醫與龜瀧"
    "條檜應圓氣豐彌瀨增縣驛勞嶽團單營槇黑晝槪瓣淺齒體"
)
_NEW = (
    "沢浜島崎高辺辺龍富会学国広斎斎斎桜恵徳真実静寿栄蔵鉄医与亀滝"
    "条桧応円気豊弥瀬増県駅労岳団単営槙黒昼概弁浅歯体"
)
_VARIANTS = str.maketrans(_OLD, _NEW)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The form in which texts meet: ``search_key``, and old characters as new ones."""
    return search_key(text).translate(_VARIANTS)


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


def cell_of(point: Point | None) -> int:
    """The cell a point lies in (22 by 22 km); ``NOWHERE`` without one."""
    if point is None:
        return NOWHERE
    row, column = floor(point.latitude / CELL_HEIGHT), floor(point.longitude / CELL_WIDTH)
    return row * CELLS_ACROSS + column


def cells_in(box: Box) -> set[int]:
    """All cells that a box touches."""
    rows = range(floor(box.south / CELL_HEIGHT), floor(box.north / CELL_HEIGHT) + 1)
    columns = range(floor(box.west / CELL_WIDTH), floor(box.east / CELL_WIDTH) + 1)
    return {row * CELLS_ACROSS + column for row in rows for column in columns}


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


def ability_mark(term_id: int) -> str:
    """Has this ability."""
    return f"za{_number(term_id, 1)}"


def time_mark(time: str) -> str:
    """Answers at this time: 0 (Monday) to 6, 7 for holidays, n for night, f for round the clock."""
    return f"zt{time}"


def of_cell(cell: int, tokens: Iterable[str]) -> list[str]:
    """The tokens as they stand in the index."""
    prefix = prefix_of(cell)
    return [prefix + token for token in tokens]


Phrase = tuple[str, ...]
"""Tokens one after another; one token of four characters means any pair beginning so."""

Need = tuple[Phrase, ...]
"""Phrases of which one is enough."""

Writer = Callable[[str, Phrase], str]


def phrase(key: str) -> Phrase:
    """What to ask for to find a folded text: its pairs, or the beginning of pairs."""
    tokens = text_tokens(key)
    return tuple(tokens[:-1] or tokens)


def sqlite_query(cells: Iterable[int], needs: Sequence[Need]) -> str:
    """All needs within one of the cells, in the language of FTS5."""
    return " OR ".join(_in_cell(cell, needs, _fts5_phrase, "AND", "OR") for cell in cells)


def postgresql_query(cells: Iterable[int], needs: Sequence[Need]) -> str:
    """All needs within one of the cells, in the language of tsquery."""
    return " | ".join(_in_cell(cell, needs, _tsquery_phrase, "&", "|") for cell in cells)


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
