"""Kinds of services that are asked for beside each other. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from renkei.directory.search.tokens import Need, is_kind, mixed_mark, one_of, phrase
from renkei.directory.search.words import Meaning


class Asked(NamedTuple):
    """Something that may be offered: what it was called, and what it is known by."""

    label: str
    marks: tuple[str, ...]
    texts: tuple[str, ...] = ()


def either(kinds: Iterable[Meaning]) -> list[Asked]:
    """The alternatives: a pharmacy or a dentist, each by itself.

    Of two words for some of the same kinds (お風呂 デイ) the common ones are meant.
    """
    found: list[Asked] = []
    for one in kinds:
        asked = Asked(one.said, one.marks, one.texts)
        if any(_is_shared(known, asked) for known in found):
            found = [_both(known, asked) if _is_shared(known, asked) else known for known in found]
        else:
            found.append(asked)
    return found


def _is_shared(one: Asked, other: Asked) -> bool:
    return not set(one.marks).isdisjoint(other.marks)


def _both(one: Asked, other: Asked) -> Asked:
    marks = tuple(mark for mark in one.marks if mark in other.marks)
    return Asked(f"{one.label}・{other.label}", marks, one.texts + other.texts)


def times_of(need: Need, asked: Sequence[Asked]) -> Need:
    """At these times, and where kinds of services differ in them, one of those asked for."""
    times = [time for (time,) in need]
    kinds = [mark for one in asked for mark in one.marks if is_kind(mark)]
    return one_of([*times, *(mixed_mark(time, kind) for time in times for kind in kinds or [""])])


def need_of(asked: Sequence[Asked]) -> Need:
    """What one of these is found by."""
    marks = [mark for one in asked for mark in one.marks]
    return (*one_of(marks), *(phrase(text) for one in asked for text in one.texts))
