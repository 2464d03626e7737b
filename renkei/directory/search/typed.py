"""A phrase as it was typed, beside the form in which its words are compared. Pure.

Every character of either form knows where it stands in what was typed, so that words can
be taken out of a phrase again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from renkei.core.text import tidy
from renkei.directory.search.tokens import fold

Span = tuple[int, int]
"""From which character of the phrase to before which."""

# A character with the marks that change it: half-width か and ゛ are one letter.
_LETTER = re.compile("[^\u3099\u309a\uff9e\uff9f]?[\u3099\u309a\uff9e\uff9f]*")
_BRACKETS = zip("「『（([［【〔<＜“‘", "」』）)]］】〕>＞”’", strict=True)
_EMPTY = re.compile("|".join(rf"{re.escape(one)}\s*{re.escape(other)}" for one, other in _BRACKETS))
_BETWEEN = "、，,・／/|;； \u3000"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-"))


class Typed(NamedTuple):
    """A text, and for each of its characters the part of the phrase it was made of."""

    text: str
    spans: tuple[Span, ...]

    def part(self, begin: int, end: int) -> Typed:
        return Typed(self.text[begin:end], self.spans[begin:end])

    def folded(self) -> Typed:
        """The form in which it is compared."""
        return _typed((fold(letter), span) for letter, span in zip(*self, strict=True))


def as_plain(words: str) -> Typed:
    """The phrase in usual widths, with one kind of hyphen."""
    return _typed(
        (unicodedata.normalize("NFKC", letter[0]).translate(_DASHES), letter.span())
        for letter in _LETTER.finditer(words)
    )


def _typed(parts: Iterable[tuple[str, Span]]) -> Typed:
    letters = [(letter, span) for text, span in parts for letter in text]
    return Typed("".join(letter for letter, _ in letters), tuple(span for _, span in letters))


def rewritten(words: str, parts: Iterable[tuple[Span, str]]) -> str:
    """The phrase with other words in place of these parts; none grow together.

    Brackets go with what stood in them, and commas at the ends with what they parted.
    """
    for (begin, end), instead in sorted(parts, reverse=True):
        words = f"{words[:begin]} {instead} {words[end:]}"
    while (left := _EMPTY.sub(" ", words)) != words:
        words = left
    return tidy(words.strip(_BETWEEN))
