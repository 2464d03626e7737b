"""What a hit of the list has of the things that were asked for, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from math import hypot

from django.utils import timezone

from renkei.core.wareki import wareki
from renkei.directory.models.knowledge import VACANCY_HOLDS_FOR, Vacancy
from renkei.directory.search.asking import Row
from renkei.directory.search.found import Hit, Kind, Tag
from renkei.directory.search.question import Question, metres_per_degree
from renkei.directory.search.surroundings import Surroundings
from renkei.directory.search.times import PARTS_OF_DAY
from renkei.directory.search.tokens import ability_mark, kind_mark, told_mark
from renkei.directory.search.understanding import Piece
from renkei.directory.search.words import Meaning

MOST_TAGS = 3

Told = Iterable[tuple[int, str, str]]
"""Keys of abilities or free places, each with how it is known and when."""

Rooms = Sequence[tuple[int, str]]
"""Keys of free places that are not too old, each with what it says."""

Filings = Iterable[tuple[int, str, str, Sequence[str]]]
"""Keys of 届出, each with its day, who told it, and the marks it proves."""


class Teller:
    """Tells of each row of an answer what of it was asked for, and what it is known for."""

    def __init__(self, question: Question, pieces: Sequence[Piece], around: Surroundings):
        self.at = question.at
        self.terms = around.terms
        self.origin = question.scope.origin
        self.scale = metres_per_degree(self.origin) if self.origin else (0.0, 0.0)
        self.meanings = [piece.meaning for piece in pieces]
        self.asked = {mark for meaning in self.meanings for mark in meaning.marks}
        self.asked_rooms = question.rooms

    def hit(self, row: Row, lacks: tuple[str, ...] = ()) -> Hit:
        """The row with its distance, its tags, and the 届出 that answer the question."""
        filings = row.known.get("filings", ())
        tags = self._tags(row, filings)
        metres = self._metres(row)
        return Hit(row.facility_id, metres, tags, tuple(self._filings(filings)), lacks)

    def _metres(self, row: Row) -> int | None:
        """From the origin, as the order was made; None where either point is unknown."""
        if self.origin is None or row.latitude is None or row.longitude is None:
            return None
        north, east = self.scale
        up, right = row.latitude - self.origin.latitude, row.longitude - self.origin.longitude
        return round(hypot(up * north, right * east))

    def _tags(self, row: Row, filings: Filings) -> tuple[Tag, ...]:
        """All that was asked for; then what moves it in the list, and what else it can."""
        abilities = [key for key, _, _ in row.known.get("abilities", ())]
        able = {key: self.terms[key] for key in abilities if key in self.terms}
        filed = {key: self.terms.get(key, "") for key, _, _, _ in filings}
        rooms = list(self._rooms(row.known.get("rooms", ())))
        kinds = row.known.get("kinds", ())
        asked = [
            label
            for one in self.meanings
            for label in (
                self._offered(one, rooms, kinds)
                if one.kind is Kind.SERVICE
                else self._fitting(one, able | filed, rooms)
            )
        ]
        is_missing = row.is_unlisted and not row.known.get("closed")
        known = ["いまの一覧に無い"] if is_missing else []
        known += [*(label for _, label in rooms[:1]), *able.values()]
        others = [label for label in dict.fromkeys(known) if label not in asked]
        fitting = [Tag(label, is_asked=True) for label in dict.fromkeys(asked)]
        return (*fitting, *map(Tag, others[: max(0, MOST_TAGS - len(fitting))]))

    def _offered(self, asked: Meaning, rooms: Rooms, kinds: Iterable[int]) -> Sequence[str]:
        """The kind of room that was asked for as a service is; kinds stand in the row itself."""
        free = [label for key, label in rooms if told_mark(key) in asked.marks]
        if free or any(kind_mark(kind) in asked.marks for kind in kinds):
            return free
        return [label for key, label in self.terms.items() if told_mark(key) in asked.marks]

    def _fitting(self, asked: Meaning, can: Mapping[int, str], rooms: Rooms) -> Sequence[str]:
        """What answers one thing that was asked for; names stand in the row itself."""
        if asked.kind is Kind.VACANCY:
            wanted = self.asked_rooms
            return [label for key, label in rooms if wanted is None or key in wanted]
        if asked.kind is Kind.TIME:
            return [label for label in can.values() if asked.label in label] or [asked.label]
        if asked.kind not in (Kind.ABILITY, Kind.VISIT):
            return []
        labels = [label for key, label in can.items() if ability_mark(key) in asked.marks]
        is_proved = asked.kind is Kind.ABILITY and not asked.texts
        return labels or ([asked.label] if is_proved else [])

    def _filings(self, filings: Filings) -> Iterator[str]:
        """届出 that are asked for, or that prove an ability or time asked for."""
        for key, since, told_by, proved in filings:
            if self.asked & {ability_mark(key), *proved}:
                begun = f"{wareki(date.fromisoformat(since))}から" if since else "始まりの日は不明"
                period = "　".join(filter(None, (begun, told_by)))
                yield f"{self.terms.get(key, '')}の届出（{period}）"

    def _rooms(self, rooms: Told) -> Iterator[tuple[int, str]]:
        """Free places that are not too old, by their kind."""
        for key, state, told_at in rooms:
            told = datetime.fromisoformat(told_at)
            if self.at - told <= VACANCY_HOLDS_FOR:
                day = timezone.localdate(told)
                label = Vacancy.State(state).label
                yield key, f"{self.terms.get(key, '')} {label}（{day.month}月{day.day}日）"


LACKING = {
    Kind.PLACE: "{}の近くではありません",
    Kind.DISTANCE: "{}ではありません",
    Kind.SERVICE: "{}としての公表はありません",
    Kind.VISIT: "訪問の記録はありません",
    Kind.ABILITY: "{}の記録はありません",
    Kind.TIME: "{}に開いているという記録はありません",
    Kind.VACANCY: "お探しの空きの知らせはありません",
}
"""What is not known of a facility; that it cannot do something is not said by anybody."""


def lacks(piece: Piece, asked: Sequence[Meaning]) -> str:
    """That a facility does not fit this piece of what is asked, as far as one knows."""
    said = _time_in(asked) if piece.meaning.kind is Kind.TIME else f"「{piece.meaning.said}」"
    return LACKING.get(piece.meaning.kind, "{}という言葉はありません").format(said)


def _time_in(asked: Sequence[Meaning]) -> str:
    """The day and the part of it that are asked for; it may be open then on other days, or
    another kind of service of the same place may be."""
    times = [one for one in asked if one.kind is Kind.TIME]
    parts = [one.said for one in times if PARTS_OF_DAY.issuperset(one.times)]
    days = [one.said for one in times if one.said not in parts]
    time = "「{}」".format("の".join(filter(None, ("・".join(days), "・".join(parts)))))
    kinds = [one.said for one in asked if one.kind is Kind.SERVICE]
    return f"「{kinds[0]}」が{time}" if len(kinds) == 1 else time
