"""Why a hit stands in the list, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from math import hypot

from django.utils import timezone

from renkei.core.wareki import wareki
from renkei.directory.models.knowledge import VACANCY_HOLDS_FOR, Evidence, Vacancy
from renkei.directory.search.asking import Row
from renkei.directory.search.found import Hit, Kind
from renkei.directory.search.question import Question, metres_per_degree
from renkei.directory.search.tokens import ability_mark, kind_mark
from renkei.directory.search.understanding import Piece

MOST_TAGS = 3

Told = Iterable[tuple[int, str, str]]
"""Keys of abilities or free places, each with how it is known and when."""

Filings = Iterable[tuple[int, str, str, Sequence[str]]]
"""Keys of 届出, each with its day, who told it, and the marks it proves."""


class Teller:
    """Tells of each row of an answer why it is in it."""

    def __init__(self, question: Question, pieces: Sequence[Piece], terms: Mapping[int, str]):
        self.at = question.at
        self.terms = terms
        self.origin = question.scope.origin
        self.scale = metres_per_degree(self.origin) if self.origin else (0.0, 0.0)
        self.begins = f"{question.scope.label}から" if question.scope.label else ""
        self.asked = {mark for piece in pieces for mark in piece.meaning.marks}
        self.times, self.texts = list(_times(pieces)), list(_texts(pieces))

    def hit(self, row: Row) -> Hit:
        """The row with its distance, its reasons and its tags."""
        metres = self._metres(row)
        abilities, filings = row.known.get("abilities", ()), row.known.get("filings", ())
        filed = tuple(self._filings(filings))
        said = [
            *([] if metres is None else [f"{self.begins}{distance_label(metres)}"]),
            *self._services(row.known.get("kinds", ())),
            *self._abilities(abilities),
            *self.times,
            *filed,
            *self._rooms(row.known.get("rooms", ())),
            *self.texts,
            *(["公表一覧に無い"] if row.is_unlisted else []),
        ]
        tags = [*self._filed(filings), *self._able(abilities)][:MOST_TAGS]
        return Hit(row.facility_id, metres, tuple(said), tuple(tags), filed)

    def _metres(self, row: Row) -> int | None:
        """From the origin, as the order was made; None where either point is unknown."""
        if self.origin is None or row.latitude is None or row.longitude is None:
            return None
        north, east = self.scale
        up, right = row.latitude - self.origin.latitude, row.longitude - self.origin.longitude
        return round(hypot(up * north, right * east))

    def _services(self, kinds: Iterable[int]) -> Iterator[str]:
        for key in kinds:
            if kind_mark(key) in self.asked:
                yield self.terms.get(key, "")

    def _abilities(self, abilities: Told) -> Iterator[str]:
        for key, evidence, on in abilities:
            if self._is_asked(key):
                source = Evidence(evidence).label
                yield f"{self.terms.get(key, '')}（{source}　{wareki(date.fromisoformat(on))}）"

    def _filings(self, filings: Filings) -> Iterator[str]:
        """届出 that are asked for, or that prove an ability or time asked for."""
        for key, since, told_by, proved in filings:
            if self.asked & {ability_mark(key), *proved}:
                begun = f"{wareki(date.fromisoformat(since))}から" if since else "始まりの日は不明"
                period = "　".join(filter(None, (begun, told_by)))
                yield f"{self.terms.get(key, '')}の届出（{period}）"

    def _rooms(self, rooms: Told) -> Iterator[str]:
        for key, state, told_at in rooms:
            told = datetime.fromisoformat(told_at)
            if self.at - told <= VACANCY_HOLDS_FOR:
                label = Vacancy.State(state).label
                yield f"{self.terms.get(key, '')} {label}（{wareki(timezone.localdate(told))}）"

    def _filed(self, filings: Filings) -> Iterator[str]:
        """A 届出 is a tag only where it was asked for."""
        for key, _, _, _ in filings:
            if ability_mark(key) in self.asked:
                yield self.terms.get(key, "")

    def _able(self, abilities: Told) -> Iterator[str]:
        """What was asked for comes first."""
        keys = sorted((key for key, _, _ in abilities), key=self._is_asked, reverse=True)
        yield from (self.terms[key] for key in keys if key in self.terms)

    def _is_asked(self, key: int) -> bool:
        return ability_mark(key) in self.asked


def distance_label(metres: int) -> str:
    """`850m` below a kilometre, `1.2km` from there on."""
    return f"{round(metres, -1)}m" if metres < 995 else f"{metres / 1000:.1f}km"


def _times(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.meaning.kind is Kind.TIME:
            yield f"{piece.meaning.label}も対応"


def _texts(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.meaning.kind in (Kind.NAME, Kind.TELEPHONE):
            yield f"「{piece.meaning.label}」に合う"
