"""From words to hits: what to ask the index, in which order, and what to do when it has nothing.

Every search is bound to a place: the one it names, the point it is near, or the region
with its surroundings. Where something is asked for, the words of the few cells in reach
are asked; where only a place is named, the rows of these cells. Only then are distances
measured. Both ways give the same facilities (tests/directory/test_search_planner.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from renkei.core import clock
from renkei.directory.search import asking, reasons
from renkei.directory.search.asking import Question, Scope
from renkei.directory.search.found import Alternative, Found, Kind
from renkei.directory.search.surroundings import REACH_M, Surroundings, surroundings_of
from renkei.directory.search.tokens import fold
from renkei.directory.search.understanding import (
    MOST_PIECES,
    Piece,
    as_one_name,
    left,
    places_of,
    understand,
)
from renkei.directory.search.words import Place
from renkei.geo.points import Point, box_around
from renkei.programme.models import Region

MOST_ALTERNATIVES = 5
HERE = "現在地の近く"
GRID_LATITUDE, GRID_LONGITUDE = 0.005, 0.006
"""Steps of the grid (about 550 m) on which a person's position is set before it is used."""


@dataclass(frozen=True)
class Search:
    """The pieces that are asked for, and from where."""

    pieces: tuple[Piece, ...]
    around: Surroundings
    near: Point | None
    at: datetime
    wider: bool = False

    def question(self) -> Question:
        """What to ask the index."""
        needs = tuple(piece.need for piece in self.pieces if piece.need)
        wants_room = any(piece.meaning.kind is Kind.VACANCY for piece in self.pieces)
        return Question(self.scope(), needs, self.at, wants_room)

    def scope(self) -> Scope:
        """Around the places that are named, else the point, else the whole region."""
        places = places_of(self.pieces)
        if places:
            return _scope_of(places, self.around, REACH_M if self.wider else 0)
        own = self.around.municipalities
        if self.near is not None:
            cells = self.around.cells_within(box_around(self.near, REACH_M))
            return Scope(tuple(cells), ((self.near, REACH_M),), frozenset(), own, self.near, HERE)
        return Scope(tuple(self.around.all_cells), (), own, own, box=self.around.box)

    def but(self, pieces: Iterable[Piece]) -> Search:
        return replace(self, pieces=tuple(pieces))


def find(
    words: str,
    *,
    region: Region,
    near: Point | None = None,
    page: int = 1,
    per_page: int = 20,
    without: Set[str] = frozenset(),
    at: datetime | None = None,
) -> Found:
    """The page of facilities that fit the words, best first.

    ``without`` holds the values of chips that a person took out. ``near`` is made coarse
    before it is used. Nothing is remembered of either.
    """
    around = surroundings_of(region)
    pieces = left(understand(words, around.lexicon), without)
    search = Search(pieces[:MOST_PIECES], around, near and coarse(near), at or clock.now())
    too_many = tuple(piece.meaning.label for piece in pieces[MOST_PIECES:])
    rest = slice((max(page, 1) - 1) * per_page, max(page, 1) * per_page)
    found = _answer(search, rest)
    if not found.total and pieces:
        found = _loosened(search, words if not without else "", rest)
    return replace(found, not_understood=found.not_understood + too_many)


def coarse(point: Point) -> Point:
    """The point on a grid of about 550 m: near enough for a list, too coarse for a door."""
    return Point(
        round(round(point.latitude / GRID_LATITUDE) * GRID_LATITUDE, 6),
        round(round(point.longitude / GRID_LONGITUDE) * GRID_LONGITUDE, 6),
    )


def _answer(search: Search, rest: slice) -> Found:
    question = search.question()
    rows, total = asking.ask(question, rest)
    hits = tuple(reasons.hit(row, search.pieces, question, search.around.terms) for row in rows)
    chips = tuple(piece.chip for piece in search.pieces)
    return Found(hits, total, chips, origin=question.scope.label)


def _loosened(search: Search, words: str, rest: slice) -> Found:
    """When nothing fits: farther away, by words, the phrase as a name; else what to leave out."""
    known, unknown = _without_unknown(search)
    tries = [(search, ()), *_as_name(search, words)]
    if unknown and known.pieces:
        tries.append((known, unknown))
    for other, told in tries:
        for wider in (other, _widened(other)):
            found = _answer(replace(wider, wider=True), rest)
            if found.total:
                return replace(found, not_understood=told)
    chips = tuple(piece.chip for piece in known.pieces)
    return Found((), 0, chips, unknown, _alternatives(known), search.scope().label)


def _as_name(search: Search, words: str) -> list[tuple[Search, tuple[str, ...]]]:
    """The whole phrase as a name, where it was taken apart."""
    name = as_one_name(words)
    return [(search.but([name]), ())] if name and len(search.pieces) > 1 else []


def _without_unknown(search: Search) -> tuple[Search, tuple[str, ...]]:
    """Without the names and other texts that nobody in reach has, and these words."""
    unknown = [p for p in search.pieces if p.is_text and not _count(search.but([p]))]
    known = [piece for piece in search.pieces if piece not in unknown]
    return search.but(known), tuple(piece.meaning.label for piece in unknown)


def _widened(search: Search) -> Search:
    """Services and abilities also by their words: a name may say what no list does."""
    return search.but(map(_by_word_too, search.pieces))


def _by_word_too(piece: Piece) -> Piece:
    if piece.meaning.kind not in (Kind.SERVICE, Kind.ABILITY):
        return piece
    texts = (piece.typed, fold(piece.meaning.label))
    return replace(piece, meaning=replace(piece.meaning, texts=tuple(dict.fromkeys(texts))))


def _count(search: Search) -> int:
    return asking.count(search.question())


def _alternatives(search: Search) -> tuple[Alternative, ...]:
    """What to leave out, and how many there would be then: one piece, else all but one."""
    pieces = search.pieces[:MOST_ALTERNATIVES]
    for size in sorted({1, len(pieces) - 1} & set(range(1, len(search.pieces)))):
        options = [_leaving(search, taken) for taken in combinations(pieces, size)]
        if found := sorted((one for one in options if one.total), key=lambda one: -one.total):
            return tuple(found)
    return ()


def _leaving(search: Search, taken: tuple[Piece, ...]) -> Alternative:
    kept = [piece for piece in search.pieces if piece not in taken]
    label = "と".join(f"「{piece.meaning.label}」" for piece in taken) + "をはずす"
    return Alternative(label, frozenset(p.value for p in taken), _count(search.but(kept)))


def _scope_of(places: tuple[Place, ...], around: Surroundings, at_least_m: int) -> Scope:
    circles = tuple(
        (place.point, max(place.radius_m, at_least_m)) for place in places if place.point
    )
    whole = frozenset(place.municipality for place in places if place.is_whole or not place.point)
    boxes = [box_around(point, radius_m) for point, radius_m in circles]
    boxes += [around.extents[one].box for one in whole if one in around.extents]
    cells = {cell for box in boxes for cell in around.cells_within(box)}
    origin = circles[0][0] if circles else None
    label = places[0].label if origin else ""
    return Scope(tuple(sorted(cells)) or (0,), circles, whole, around.municipalities, origin, label)
