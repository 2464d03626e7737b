"""What the pieces of a phrase mean beside each other, and today. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from datetime import datetime, timedelta

from renkei.directory.search.found import Kind
from renkei.directory.search.times import (
    ALWAYS,
    IS_OPEN,
    NIGHT,
    NOW,
    PARTS_OF_DAY,
    part_at,
    said,
)
from renkei.directory.search.tokens import OPEN, VISITING, time_mark
from renkei.directory.search.understanding import Piece
from renkei.directory.search.words import Meaning, Place
from renkei.directory.week import DAYS, HOLIDAY, column_of

WHEELCHAIRS = ("車いす", "車椅子")
BY_THE_WAY = ("今", "いま")
"""Said of many things; 「今から」 and 「今すぐ」 are only said of the hour."""

ADVICE = ("相談", "そうだん")
"""Whom one asks who does not know whom to ask."""


def settled(pieces: Sequence[Piece], now: datetime) -> tuple[Piece, ...]:
    """The pieces with the days and towns that are meant, without what others imply.

    ``now`` is the time in Japan.
    """
    pieces = _negated(pieces)
    meant = [_beside_others(piece, pieces) for piece in pieces]
    left = [piece for piece in meant if not _is_implied(piece, meant)]
    return _towns_within(timed([_dated(piece, now) for piece in left]))


def _negated(pieces: Sequence[Piece]) -> list[Piece]:
    """「取手以外」 and 「往診なし」 as one piece that nothing is searched by: what is not known of
    a place is no record that it has it not."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.meaning.is_negation and found and not found[-1].meaning.is_negation:
            before = found.pop()
            label = f"{before.meaning.label}{piece.meaning.label}"
            meaning = replace(piece.meaning, label=label)
            piece = Piece(before.typed + piece.typed, meaning, before.spans + piece.spans)
        found.append(piece)
    return found


def _beside_others(piece: Piece, pieces: Sequence[Piece]) -> Piece:
    """What depends on the others: 「空いている歯医者」 is open and 「空いているショート」 has room;
    a wheelchair is rented, but not at a dentist's, of whom nothing is known about it."""
    others = [one.meaning for one in pieces if one is not piece]
    kinds = [one for one in others if one.kind is Kind.SERVICE]
    if piece.meaning.kind is Kind.VACANCY and piece.meaning.days_ahead is not None:
        is_timed = any(one.kind is Kind.TIME for one in others)
        if all(one.is_medical for one in kinds) and (kinds or is_timed):
            return replace(piece, meaning=replace(piece.meaning, kind=Kind.TIME, label=IS_OPEN))
    if piece.typed in WHEELCHAIRS and (kinds or any(one.kind is Kind.ABILITY for one in others)):
        return replace(piece, meaning=Meaning(Kind.NAME, piece.typed, is_untold=True))
    return piece


def _dated(piece: Piece, now: datetime) -> Piece:
    """「今日」 as the day of the week that it is, or as the holiday; 「今」 as its morning."""
    ahead = piece.meaning.days_ahead
    if ahead is None or piece.meaning.kind is not Kind.TIME:
        return piece
    column = column_of(now.date() + timedelta(days=ahead))
    day = "祝日" if column == HOLIDAY else f"{DAYS[column]}曜"
    part = part_at(now.time()) if piece.meaning.label == NOW else ""
    label = f"今（{day}の{said(part)}）" if part else f"{'明日' if ahead else '今日'}（{day}）"
    return replace(piece, meaning=Meaning.of_time(label, [f"{column}{part}"]))


def timed(pieces: Sequence[Piece]) -> list[Piece]:
    """Times as they are meant beside the others: 「土曜の午後」 is one time, and 「夜の往診」
    somebody who comes to the house at night."""
    meant = [piece.meaning for piece in pieces]
    days = [time for one in meant for time in one.times if time not in PARTS_OF_DAY]
    comes = any(one.is_visit for one in meant)
    return [
        replace(piece, meaning=_marked(piece.meaning, days, comes))
        if piece.meaning.times
        else piece
        for piece in pieces
    ]


def _marked(meaning: Meaning, days: Iterable[str], comes: bool) -> Meaning:
    times = [time for one in meaning.times for time in _within_days(one, days)]
    is_late = any(time[-1] in (NIGHT, ALWAYS) for time in meaning.times)
    manners = [OPEN] if not comes or not is_late else []
    if comes or is_late:
        manners.append(VISITING)
    marks = tuple(time_mark(time, manner) for manner in manners for time in times)
    return replace(meaning, marks=marks)


def _within_days(time: str, days: Iterable[str]) -> list[str]:
    """「午後」 on the days that are asked for; round the clock is every day."""
    is_part = time in PARTS_OF_DAY and time != ALWAYS
    return [f"{day}{time}" for day in days if is_part] or [time]


def _is_implied(piece: Piece, pieces: Iterable[Piece]) -> bool:
    """Whether another piece says it already: who offers 訪問看護 comes to the house, who is
    open on Saturdays is open, and of 「介護の デイ」 and 「デイの 相談」 a デイ is wanted."""
    others = [one.meaning for one in pieces if one is not piece]
    if piece.meaning.label == IS_OPEN:
        return any(other.kind is Kind.TIME for other in others)
    if piece.meaning.label == NOW:
        return not _is_about_hours(piece, others)
    if piece.typed in ADVICE:
        beside = (Kind.PLACE, Kind.DISTANCE)
        return any(other.kind not in beside and not other.is_broad for other in others)
    if piece.meaning.is_broad:
        return any(other.kind is Kind.SERVICE and not other.is_medical for other in others)
    if piece.meaning.kind is not Kind.VISIT:
        return False
    marks = set(piece.meaning.marks)
    return any(other.marks and marks.issuperset(other.marks) for other in others)


def _is_about_hours(now: Piece, others: Sequence[Meaning]) -> bool:
    """Whether 「今」 asks who is open: not of 「今空きのあるショート」, nor of 「今デイに通う」."""
    if any(other.label == IS_OPEN for other in others):
        return True
    is_said = any(other.kind in (Kind.TIME, Kind.VACANCY) for other in others)
    has_no_hours = any(other.kind is Kind.SERVICE and not other.is_medical for other in others)
    return not is_said and not (has_no_hours and now.typed in BY_THE_WAY)


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
    return replace(piece, meaning=piece.meaning.at(meant))


def places_of(pieces: Iterable[Piece]) -> tuple[Place, ...]:
    """Where to search: towns and districts where they are named, else municipalities."""
    places = [place for piece in pieces for place in piece.meaning.places]
    return tuple([place for place in places if not place.is_whole] or places)
