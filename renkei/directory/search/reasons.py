"""Why a hit stands in the list, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

from renkei.core.wareki import wareki
from renkei.directory.models.knowledge import VACANCY_HOLDS_FOR, Evidence, Vacancy
from renkei.directory.search.asking import Question, Row, distance_m
from renkei.directory.search.found import Hit, Kind
from renkei.directory.search.tokens import ability_mark, kind_mark
from renkei.directory.search.understanding import Piece

MOST_TAGS = 3


def hit(row: Row, pieces: Sequence[Piece], question: Question, terms: Mapping[int, str]) -> Hit:
    """The row with its distance, its reasons and its tags."""
    metres = distance_m(row, question.scope.origin)
    asked = {mark for piece in pieces for mark in piece.meaning.marks}
    said = [
        *_distance(metres, question.scope.label),
        *_services(row, asked, terms),
        *_abilities(row, asked, terms),
        *_times(pieces),
        *(filings := tuple(_filings(row, asked, terms))),
        *_rooms(row, question.at, terms),
        *_texts(pieces),
    ]
    if row.is_unlisted:
        said.append("公表一覧に無い")
    tags = tuple(_tags(row, asked, terms))[:MOST_TAGS]
    return Hit(row.facility_id, metres, tuple(said), tags, filings)


def distance_label(metres: int) -> str:
    """`850m` below a kilometre, `1.2km` from there on."""
    return f"{round(metres, -1)}m" if metres < 995 else f"{metres / 1000:.1f}km"


def _distance(metres: int | None, label: str) -> Iterator[str]:
    if metres is not None:
        yield f"{label}から{distance_label(metres)}" if label else distance_label(metres)


def _services(row: Row, asked: set[str], terms: Mapping[int, str]) -> Iterator[str]:
    for key in row.known.get("kinds", ()):
        if kind_mark(key) in asked:
            yield terms.get(key, "")


def _abilities(row: Row, asked: set[str], terms: Mapping[int, str]) -> Iterator[str]:
    for key, evidence, on in row.known.get("abilities", ()):
        if ability_mark(key) in asked:
            source = Evidence(evidence).label
            yield f"{terms.get(key, '')}（{source}　{wareki(date.fromisoformat(on))}）"


def _filings(row: Row, asked: set[str], terms: Mapping[int, str]) -> Iterator[str]:
    """届出 that are asked for, or that prove an ability or time asked for."""
    for key, since, told_by, proved in row.known.get("filings", ()):
        if asked & {ability_mark(key), *proved}:
            begun = f"{wareki(date.fromisoformat(since))}から" if since else "始まりの日は不明"
            period = "　".join(filter(None, (begun, told_by)))
            yield f"{terms.get(key, '')}の届出（{period}）"


def _times(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.meaning.kind is Kind.TIME:
            yield f"{piece.meaning.label}も対応"


def _rooms(row: Row, at: datetime, terms: Mapping[int, str]) -> Iterator[str]:
    for key, state, told_at in row.known.get("rooms", ()):
        told = datetime.fromisoformat(told_at)
        if at - told <= VACANCY_HOLDS_FOR:
            label = Vacancy.State(state).label
            yield f"{terms.get(key, '')} {label}（{wareki(timezone.localdate(told))}）"


def _texts(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.meaning.kind in (Kind.NAME, Kind.TELEPHONE):
            yield f"「{piece.meaning.label}」に合う"


def _tags(row: Row, asked: set[str], terms: Mapping[int, str]) -> Iterator[str]:
    """What was asked for comes first; a 届出 only where it was."""
    for key, _, _, _ in row.known.get("filings", ()):
        if ability_mark(key) in asked:
            yield terms.get(key, "")
    abilities = [key for key, _, _ in row.known.get("abilities", ())]
    asked_first = sorted(abilities, key=lambda key: ability_mark(key) not in asked)
    yield from (terms[key] for key in asked_first if key in terms)
