"""What the search knows of a facility: read from its records, said in the words of the index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from renkei.core import bulk
from renkei.directory.filing_kinds import filing_kinds
from renkei.directory.models import (
    Ability,
    Correction,
    Filing,
    Opening,
    Service,
    Source,
    Vacancy,
)
from renkei.directory.models.knowledge import VACANCY_HOLDS_FOR
from renkei.directory.search import tokens
from renkei.directory.search.hours import Hours
from renkei.directory.search.times import (
    times_in,
    times_of_note,
    times_of_span,
    together,
    visiting_times,
)
from renkei.geo.points import Point
from renkei.organizations.models import Facility, Identifier, IdentifierSystem
from renkei.vocabulary.models import Scheme, Term

TEXTS = ("name", "kana", "address", "building", "municipality__name")
HAS_ROOM = (Vacancy.State.ROOM, Vacancy.State.ASK)
NUMBERS = (IdentifierSystem.CARE, IdentifierSystem.MEDICAL)


@dataclass
class Entry:
    """What is known of one facility while its row is made."""

    municipality: int
    point: Point | None
    texts: list[str]
    numbers: list[str]
    marks: set[str] = field(default_factory=set)
    hours: Hours = field(default_factory=Hours)
    unlisted: list[bool] = field(default_factory=list)
    is_closed: bool = False
    checked_on: date | None = None
    room_until: datetime | None = None
    kinds: list[int] = field(default_factory=list)
    abilities: list[tuple[int, str, str]] = field(default_factory=list)
    filings: list[tuple[int, str, str, list[str]]] = field(default_factory=list)
    rooms: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def known(self) -> str:
        """Kinds, abilities (with evidence and day), 届出 (with day, who told it if not the
        bureau, and the marks each proves), free places (with state and moment), and whether
        it is closed."""
        facts = {
            "kinds": self.kinds,
            "abilities": self.abilities,
            "filings": self.filings,
            "rooms": self.rooms,
            "closed": self.is_closed,
        }
        return json.dumps({name: value for name, value in facts.items() if value})

    def words(self) -> list[str]:
        """All tokens, still without their cell."""
        texts = dict.fromkeys(filter(None, map(tokens.fold, self.texts)))
        words: list[str] = []
        for text in (*texts, *self.numbers):
            words += tokens.text_tokens(text)
        words += sorted(self.marks)
        return words + sorted(self.hours.marks())


def entries_of(keys: Sequence[int]) -> dict[int, Entry]:
    """Everything about these facilities that can be searched for."""
    entries = {row[0]: _entry(row) for row in _facilities(keys)}
    _add_numbers(entries)
    _add_services(entries)
    _add_openings(entries)
    _add_abilities(entries)
    _add_filings(entries)
    _add_vacancies(entries)
    _add_corrections(entries)
    return entries


def _facilities(keys: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    columns = ("pk", "municipality_id", "latitude", "longitude", "telephone", "fax", *TEXTS)
    places = Facility.objects.standing().filter(pk__in=bulk.among(keys))
    return places.order_by().values_list(*columns)


def _entry(row: tuple[Any, ...]) -> Entry:
    _, municipality, latitude, longitude, telephone, fax, *texts = row
    point = None if latitude is None else Point(latitude, longitude)
    numbers = [number for number in map(tokens.fold, (telephone, fax)) if number]
    marks = {tokens.municipality_mark(municipality), *(tokens.block_marks(point) if point else ())}
    return Entry(municipality, point, texts, numbers, marks)


def _add_numbers(entries: dict[int, Entry]) -> None:
    """事業所番号 and 医療機関コード, as they stand on papers."""
    given = Identifier.objects.filter(system__in=NUMBERS, facility__in=bulk.among(entries))
    for key, value in given.order_by("pk").values_list("facility_id", "value"):
        entries[key].numbers.append(tokens.fold(value))


def _add_services(entries: dict[int, Entry]) -> None:
    columns = ("facility_id", "kind_id", "kind__label", "days", "days_note", "unlisted_on")
    rows = (
        Service.objects.filter(facility__in=bulk.among(entries))
        .order_by("pk")
        .values_list(*columns)
    )
    for key, kind, label, days, note, unlisted_on in rows:
        entry = entries[key]
        entry.texts.append(label)
        entry.marks.add(tokens.kind_mark(kind))
        if kind not in entry.kinds:
            entry.kinds.append(kind)
        entry.hours.open(kind, label, times_in(f"{label}{days}") | times_of_note(note))
        entry.unlisted.append(unlisted_on is not None)


def _add_openings(entries: dict[int, Entry]) -> None:
    """When they are open: who only takes the telephone is not."""
    openings = Opening.objects.filter(manner=Opening.Manner.OPEN).order_by()
    rows = openings.filter(service__facility__in=bulk.among(entries))
    kind = ("service__kind_id", "service__kind__label")
    columns = ("service__facility_id", *kind, "weekday", "starts_at", "ends_at")
    for key, pk, label, *span in rows.values_list(*columns):
        entries[key].hours.open(pk, label, set(times_of_span(*span)))


def _add_abilities(entries: dict[int, Entry]) -> None:
    rows = Ability.objects.filter(facility__in=bulk.among(entries)).order_by("pk")
    for key, term, label, evidence, checked_on in rows.values_list(
        "facility_id", "term_id", "term__label", "evidence", "checked_on"
    ):
        entry = entries[key]
        entry.texts.append(label)
        entry.marks.add(tokens.ability_mark(term))
        entry.hours.visits_at |= visiting_times(label)
        entry.abilities.append((term, evidence, checked_on.isoformat()))
        entry.checked_on = max(filter(None, (entry.checked_on, checked_on)))


def _add_filings(entries: dict[int, Entry]) -> None:
    """What an institution filed is found itself, and proves abilities and times."""
    rows = Filing.objects.open().coded().at(entries).order_by("term__position", "pk")
    columns = ("row__facility_id", "term_id", "term__code", "since", "is_since_told")
    edition = ("publication__source", "publication__label")
    told = list(rows.values_list(*columns, *edition))
    abilities = dict(Term.objects.of(Scheme.ABILITY).values_list("code", "pk")) if told else {}
    for key, term, code, since, is_told, source, label in told:
        proved = _proved(code, abilities)
        entries[key].marks.update([tokens.ability_mark(term), *proved])
        told_by = "" if source == Source.KOUSEIKYOKU else label
        begun = since.isoformat() if is_told else ""
        entries[key].filings.append((term, begun, told_by, proved))


def _proved(code: str, abilities: Mapping[str, int]) -> list[str]:
    """The marks of what an institution with this kind of 届出 can do, and when."""
    kind = filing_kinds().get(code)
    if kind is None:
        return []
    proved = [abilities[one] for one in kind.proves if one in abilities]
    times = sorted(together(visiting_times(kind.times)))
    visits = [tokens.time_mark(time, tokens.VISITING) for time in times]
    return [*map(tokens.ability_mark, proved), *visits]


def _add_vacancies(entries: dict[int, Entry]) -> None:
    rows = Vacancy.objects.filter(facility__in=bulk.among(entries)).order_by("pk")
    for key, kind, state, told_at in rows.values_list("facility_id", "kind_id", "state", "told_at"):
        entries[key].marks.add(tokens.told_mark(kind))
        if state not in HAS_ROOM:
            continue
        entries[key].marks.update([tokens.ROOM_MARK, *_room_marks(kind, told_at)])
        entries[key].rooms.append((kind, state, told_at.isoformat()))
        until = told_at + VACANCY_HOLDS_FOR
        entries[key].room_until = max(filter(None, (entries[key].room_until, until)))


def _room_marks(kind: int, told_at: datetime) -> Iterator[str]:
    """One for each day on which the word is not yet old: a question asks for one of them,
    and needs no other to be right about each kind of room. A mark knows no hours, so the day
    on which the word grows old has none."""
    told_on = timezone.localdate(told_at)
    for days in range(VACANCY_HOLDS_FOR.days):
        yield tokens.room_mark(kind, told_on + timedelta(days=days))


def _add_corrections(entries: dict[int, Entry]) -> None:
    """Local values are found beside the published ones: people know either."""
    rows = Correction.objects.approved().filter(facility__in=bulk.among(entries)).order_by("pk")
    for key, name, value in rows.values_list("facility_id", "field", "value"):
        if name in ("name", "kana", "address"):
            entries[key].texts.append(value)
        elif name == "closed":
            entries[key].is_closed = True
        elif name in ("telephone", "fax") and value:
            entries[key].numbers.append(tokens.fold(value))
