"""From words to hits: what to ask the index, in which order, and what to do when it has nothing.

Every search is bound to a place: the one it names, the point it is near, or the region
with its surroundings. Where something is asked for, the words of the few cells in reach
are asked; where only a place is named, the rows of these cells. Only then are distances
measured. Both ways give the same facilities (tests/directory/test_search_planner.py).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from renkei.core import clock
from renkei.directory.search import asking
from renkei.directory.search.called import ONLY
from renkei.directory.search.found import MOST, Chip, Found, Hit, Kind, Reach, Within
from renkei.directory.search.loosening import Loosening, NearMiss
from renkei.directory.search.question import Question
from renkei.directory.search.reasons import Teller, lacks
from renkei.directory.search.searches import Search, own_of
from renkei.directory.search.settling import settled
from renkei.directory.search.surroundings import surroundings_of
from renkei.directory.search.understanding import MOST_PIECES, Piece, instead, understand, without
from renkei.geo.points import Box, Point
from renkei.programme.models import Region

GRID_LATITUDE, GRID_LONGITUDE = 0.005, 0.006
"""Steps of the grid (about 550 m) on which a person's position is set before it is used."""

WIDER_KM = 16
"""How far a search around a place can be widened: as far as a doctor's visit is paid (ADR 15)."""


def find(
    words: str,
    *,
    region: Region,
    near: Point | Box | None = None,
    page: int = 1,
    per_page: int = 20,
    at: datetime | None = None,
) -> Found:
    """The page of facilities that fit the words, best first.

    ``near`` is a point, made coarse before it is used, or a box to look in whatever place
    the words name. Nothing is remembered of either.
    """
    search, too_many, negated = _search(words, region, near, at or clock.now())
    rest = slice((max(page, 1) - 1) * per_page, max(page, 1) * per_page)
    if search.is_for_help:
        found = Found((), 0, _chips(search), is_for_help=True)
    else:
        found = _answer(search, rest)
        if not found.total and search.pieces:
            found = _loosened(Loosening(search), rest)
    if len(search.kinds) > 1:
        either = tuple(one.label for one in search.kinds)
        found = replace(found, either=either, unloaded=Loosening(search).unloaded)
    told = found.not_understood + too_many
    return replace(
        found,
        not_understood=told,
        negated=negated,
        helps=search.helps,
        municipalities=search.municipalities,
    )


def question_of(
    words: str,
    *,
    region: Region,
    near: Point | Box | None = None,
    at: datetime | None = None,
) -> Question:
    """What ``find`` asks for these words in the end: loosened, where nothing fits them.

    Without any words it is all that lies in the region's own municipalities.
    """
    search, *_ = _search(words, region, near, at or clock.now())
    if not search.pieces:
        return Question(own_of(search.around), (), search.at)
    if asking.is_answered(search.question):
        return search.question
    looser = Loosening(search).first
    return looser.search.question if looser else search.question


class Understood(NamedTuple):
    """What is searched for; the words that are too many, or that nothing on record answers: a
    distance from nowhere, a wheelchair or room at a dentist's; and what is not wanted."""

    search: Search
    told: tuple[str, ...]
    negated: tuple[str, ...]


def _search(words: str, region: Region, near: Point | Box | None, at: datetime) -> Understood:
    """What is searched for, and what not."""
    around = surroundings_of(region)
    pieces = settled(understand(words, around.lexicon), timezone.localtime(at))
    too_many = tuple(piece.meaning.label for piece in pieces[MOST_PIECES:])
    near = coarse(near) if isinstance(near, Point) else near
    search = Search(pieces[:MOST_PIECES], around, near, at, words=words)
    untold = [piece for piece in search.pieces if _is_untold(piece, search)]
    search = search.but(piece for piece in search.pieces if piece not in untold)
    told = tuple(one.meaning.label for one in untold if not one.meaning.is_negation)
    negated = tuple(one.meaning.label for one in untold if one.meaning.is_negation)
    return Understood(search, too_many + told, negated)


def _is_untold(piece: Piece, search: Search) -> bool:
    """Whether nothing on record answers it in this search."""
    if piece.meaning.kind is Kind.VACANCY:
        return search.rooms == frozenset()
    is_nowhere = search.near is None and not search.places
    return piece.meaning.is_untold or (is_nowhere and piece.meaning.within_m > 0)


def coarse(point: Point) -> Point:
    """The point on a grid of about 550 m: near enough for a list, too coarse for a door."""
    return Point(
        round(round(point.latitude / GRID_LATITUDE) * GRID_LATITUDE, 6),
        round(round(point.longitude / GRID_LONGITUDE) * GRID_LONGITUDE, 6),
    )


def _answer(search: Search, rest: slice) -> Found:
    question = search.question
    page = asking.page_of(question, rest)
    teller = Teller(question, search.pieces, search.around)
    return Found(
        tuple(map(teller.hit, page.rows)),
        page.total or 0,
        _chips(search),
        origin=question.scope.label,
        within=_within(search, page),
        reach=_reach(search, page),
    )


def _reach(search: Search, page: asking.Page) -> Reach | None:
    """How far around a place was looked, and what a wider look finds."""
    circles = search.scope.circles
    if search.is_within or not circles or not page.total:
        return None
    radius_m = round(circles[0][1])
    if radius_m >= WIDER_KM * 1000 or page.total >= MOST:
        return Reach(radius_m)
    wider = search.within(WIDER_KM)
    total = asking.count(wider.question)
    return (
        Reach(radius_m, wider.words, WIDER_KM * 1000, total)
        if total > page.total
        else Reach(radius_m)
    )


def _within(search: Search, page: asking.Page) -> Within | None:
    """How many lie in the municipalities that are named, and how many near them."""
    if not search.is_within or not page.total:
        return None
    label = "・".join(dict.fromkeys(place.label for place in search.places))
    words = _renamed(search, is_only=not search.keeps_within)
    if search.keeps_within or page.total >= MOST or page.apart is None:
        return Within(label, words, search.keeps_within)
    return Within(label, words, total=page.apart, others=page.total - page.apart)


def _renamed(search: Search, *, is_only: bool) -> str:
    """The phrase with the municipalities in other words: 守谷市内 for 守谷市, or back."""
    ending = ONLY[0] if is_only else ""
    named = [piece for piece in search.pieces if piece.meaning.places]
    return instead(
        search.words, [(piece, piece.meaning.places[0].label + ending) for piece in named]
    )


def _chips(search: Search) -> tuple[Chip, ...]:
    return tuple(
        Chip(
            piece.meaning.kind,
            piece.meaning.chip,
            without(search.words, [piece], search.pieces),
            is_broad=piece.meaning.is_broad,
            is_station=bool(piece.meaning.station),
            around="・".join(filter(None, (place.around for place in piece.meaning.places))),
        )
        for piece in search.pieces
    )


def _loosened(loosening: Loosening, rest: slice) -> Found:
    """When nothing fits: what a looser search finds, else what fits nearly."""
    if looser := loosening.first:
        found = _answer(looser.search, rest)
        return replace(
            found,
            not_understood=looser.told,
            elsewhere=loosening.elsewhere if looser.told else (),
            guesses=loosening.guesses if looser.told else (),
            loosened=looser.done,
            unloaded=loosening.unloaded,
        )
    known = loosening.known
    return Found(
        (),
        0,
        _chips(known),
        loosening.told,
        loosening.alternatives,
        tuple(_nearly(miss, row) for miss, row in loosening.nearest()),
        origin=loosening.search.scope.label,
        is_for_help=known.is_for_help,
        elsewhere=loosening.elsewhere,
        guesses=loosening.guesses,
        unloaded=loosening.unloaded,
    )


def _nearly(miss: NearMiss, row: asking.Row) -> Hit:
    """A facility that fits but for some pieces, and which those are."""
    teller = Teller(miss.search.question, miss.search.pieces, miss.search.around)
    asked = [piece.meaning for piece in (*miss.search.pieces, *miss.lacking)]
    return teller.hit(row, tuple(dict.fromkeys(lacks(piece, asked) for piece in miss.lacking)))
