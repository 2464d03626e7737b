"""What the pieces of a phrase mean beside each other, and today. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from renkei.directory.search.found import Kind
from renkei.directory.search.times import NOW
from renkei.directory.search.tokens import time_mark
from renkei.directory.search.understanding import Piece
from renkei.directory.search.words import Meaning, Place
from renkei.directory.week import DAYS, HOLIDAY, column_of


def settled(pieces: Sequence[Piece], today: date) -> tuple[Piece, ...]:
    """The pieces with the days and towns that are meant, without what others imply."""
    said = [piece for piece in pieces if not _is_implied(piece, pieces)]
    return _towns_within([_dated(piece, today) for piece in said])


def _dated(piece: Piece, today: date) -> Piece:
    """「今日」 as the day of the week that it is, or as the holiday."""
    ahead = piece.meaning.days_ahead
    if ahead is None:
        return piece
    column = column_of(today + timedelta(days=ahead))
    day = "祝日" if column == HOLIDAY else f"{DAYS[column]}曜"
    label = f"{'明日' if ahead else '今日'}（{day}）"
    return replace(piece, meaning=Meaning(Kind.TIME, label, (time_mark(str(column)),)))


def _is_implied(piece: Piece, pieces: Iterable[Piece]) -> bool:
    """Whether another piece says it already: who offers 訪問看護 comes to the house, and
    who is open on Saturdays is open."""
    others = [one.meaning for one in pieces if one is not piece]
    if piece.meaning.label == NOW:
        return any(other.kind is Kind.TIME for other in others)
    if piece.meaning.kind is not Kind.VISIT:
        return False
    marks = set(piece.meaning.marks)
    return any(other.marks and marks.issuperset(other.marks) for other in others)


def _towns_within(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """A town's name occurs in several municipalities: a municipality named beside it decides."""
    return tuple(
        _narrowed(piece, _municipalities(other for other in pieces if other is not piece))
        for piece in pieces
    )


def _municipalities(pieces: Iterable[Piece]) -> set[int]:
    places = [place for piece in pieces for place in piece.meaning.places]
    return {place.municipality for place in places if place.is_whole}


def _narrowed(piece: Piece, municipalities: Set[int]) -> Piece:
    """The towns within those municipalities; a name that is a town's and a municipality's
    is the municipality's otherwise."""
    places = piece.meaning.places
    within = tuple(place for place in places if place.municipality in municipalities)
    towns = tuple(place for place in within if not place.is_whole)
    meant = towns or tuple(place for place in places if place.is_whole) or within or places
    if meant == places:
        return piece
    return replace(piece, meaning=replace(piece.meaning, label=meant[0].label, places=meant))


def places_of(pieces: Iterable[Piece]) -> tuple[Place, ...]:
    """Where to search: towns and districts where they are named, else municipalities."""
    places = [place for piece in pieces for place in piece.meaning.places]
    return tuple([place for place in places if not place.is_whole] or places)
