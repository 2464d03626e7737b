"""What the demo regions know of their places: invented, and marked so on every line.

Laid once as a whole: the first informal service of the file tells whether it was. What
people changed or removed since stays as they made it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.demo.ground import Ground, is_there, term_of
from renkei.demo.source import FOLDER, Raw
from renkei.directory.actions.informal import keep_informal
from renkei.directory.models import (
    Ability,
    Evidence,
    Filing,
    InformalService,
    Note,
    Opening,
    Publication,
    Service,
    Source,
    SourceRow,
    Vacancy,
)
from renkei.directory.search import index
from renkei.directory.week import DAYS
from renkei.geo.models import Municipality
from renkei.vocabulary.models import Scheme, Term

DIRECTORY = FOLDER / "directory"
OLDEST_DAYS = 420
VACANCY_DAYS = 30
TOLD_BY = "見本 担当者"
SAMPLE = "見本（架空）"


def read(name: str) -> Raw:
    """A file of the invented knowledge."""
    with (DIRECTORY / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def lay_knowledge(ground: Ground, *, at: datetime) -> bool:
    """Abilities, vacancies, notes, 届出, hours and informal services as of ``at``.

    False when laid before.
    """
    informal = read(ground.region.slug)["informal"]
    if is_there(InformalService, _informal_id(ground, informal[0])):
        return False
    plan = read("knowledge")
    laid = 0
    places: set[int] = set()
    for lay, model in ((_abilities, Ability), (_vacancies, Vacancy), (_notes, Note)):
        records = [_stamped(ground, record, at) for record in lay(ground, plan, at)]
        laid += len(model.objects.bulk_create(records, batch_size=500))
        places.update(record.facility_id for record in records)
    filed = list(_filings(ground, plan, at))
    hours = _lay_hours(ground, plan)
    laid += len(Filing.objects.bulk_create(filed)) + len(hours)
    places.update(each.row.facility_id for each in filed if each.row.facility_id)
    places.update(opening.service.facility_id for opening in hours)
    transaction.on_commit(lambda: index.refresh(sorted(places)))
    label = f"見本のできること・空き・連絡のコツ・届出・時間 {laid}件"
    audit.record_plain(Verb.IMPORT, by=ground.by, at=at, region=ground.region.slug, label=label)
    for entry in informal:
        _lay_informal(ground, entry, at)
    return True


def _abilities(ground: Ground, plan: Raw, at: datetime) -> Iterator[Any]:
    known = {term.code: term for term in Term.objects.of(Scheme.ABILITY)}
    said: set[tuple[int, str]] = set()
    for entry in plan["abilities"]:
        for turn, place in enumerate(_places(ground, entry)):
            day = (at - timedelta(days=turn * 37 % OLDEST_DAYS)).date()
            codes = [code for code in _turn(entry["terms"], turn) if (place, code) not in said]
            said.update((place, code) for code in codes)
            for code in codes:
                yield Ability(
                    facility_id=place,
                    term=known[code],
                    note=plan["note"],
                    evidence=Evidence.SAMPLE,
                    checked_on=day,
                )


def _vacancies(ground: Ground, plan: Raw, at: datetime) -> Iterator[Any]:
    told: set[tuple[int, Term]] = set()
    for entry in plan["vacancies"]:
        kind = term_of(Scheme.VACANCY, entry["of"])
        places = [place for place in _places(ground, entry) if (place, kind) not in told]
        told.update((place, kind) for place in places)
        for turn, place in enumerate(places):
            yield Vacancy(
                facility_id=place,
                kind=kind,
                state=_turn(list(Vacancy.State), turn),
                note=plan["note"],
                told_by=TOLD_BY,
                told_at=at - timedelta(days=turn * 5 % VACANCY_DAYS),
            )


def _notes(ground: Ground, plan: Raw, at: datetime) -> Iterator[Any]:
    for entry in plan["notes"]:
        for turn, place in enumerate(_places(ground, entry)):
            yield Note(
                facility_id=place,
                written_by=ground.by.label,
                written_on=at.date(),
                **_turn(entry["texts"], turn),
            )


def _filings(ground: Ground, plan: Raw, at: datetime) -> Iterator[Filing]:
    """届出 in an edition of their own, whose name says that it is invented."""
    edition, _ = Publication.objects.get_or_create(source=Source.OWN, label=SAMPLE)
    known = {term.code: term for term in Term.objects.of(Scheme.FILING)}
    for entry in plan["filings"]:
        for turn, place in enumerate(_places(ground, entry)):
            row = SourceRow.objects.filter(facility=place, service__kind__code=entry["kind"])
            for code in _turn(entry["terms"], turn):
                yield Filing(
                    row=row.order_by("pk")[0],
                    term=known[code],
                    name=f"{known[code].label} {SAMPLE}",
                    since=at.date().replace(day=1) - timedelta(days=turn * 61 % OLDEST_DAYS),
                    publication=edition,
                    seen_on=at.date(),
                    changed_at=at,
                )


def _lay_hours(ground: Ground, plan: Raw) -> list[Opening]:
    """Weeks for some services; each service says that they are invented."""
    hours = Opening.objects.bulk_create(_openings(ground, plan), batch_size=500)
    told = {opening.service_id for opening in hours}
    Service.objects.filter(pk__in=told).update(days_note=plan["hours_note"])
    return hours


def _openings(ground: Ground, plan: Raw) -> Iterator[Opening]:
    for entry in plan["hours"]:
        services = _offered(ground, entry).filter(openings__isnull=True)[:: entry["every"]]
        for turn, service in enumerate(services):
            for line in _turn(entry["weeks"], turn):
                yield from _spans(service, line)


def _spans(service: Service, line: str) -> Iterator[Opening]:
    """``月火木 09:00-12:30`` and ``日祝 09:00-12:00 電`` (by telephone only), a span a weekday."""
    days, hours, *manner = line.split()
    starts_at, ends_at = map(time.fromisoformat, hours.split("-"))
    for day in days:
        yield Opening(
            service=service,
            weekday=DAYS.index(day),
            starts_at=starts_at,
            ends_at=ends_at,
            manner=Opening.Manner.CALL if manner else Opening.Manner.OPEN,
        )


def _turn(choices: list[Any], turn: int) -> Any:
    return choices[turn % len(choices)]


def _stamped(ground: Ground, record: Any, at: datetime) -> Any:
    record.region = ground.region
    record.stamp(at)
    return record


def _places(ground: Ground, entry: Raw) -> list[int]:
    """Every n-th place of the region with a service of the entry's kind, by its number."""
    places = dict.fromkeys(_offered(ground, entry).values_list("facility_id", flat=True))
    return list(places)[:: entry["every"]]


def _offered(ground: Ground, entry: Raw) -> QuerySet[Service]:
    """The region's services of the entry's kind, by number."""
    offered: QuerySet[Service] = Service.objects.filter(
        kind__scheme=Scheme.SERVICE,
        kind__code=entry["kind"],
        facility__municipality__in=ground.region.municipalities.all(),
    )
    return offered.order_by("number", "pk")


def _informal_id(ground: Ground, entry: Raw) -> str:
    return ground.id_of("informal", entry["name"])


def _lay_informal(ground: Ground, entry: Raw, at: datetime) -> None:
    fields = dict(entry)
    municipalities = Municipality.objects.filter(code__in=fields.pop("municipalities"))
    service = InformalService(
        public_id=_informal_id(ground, entry),
        region=ground.region,
        kind=term_of(Scheme.INFORMAL, fields.pop("kind")),
        checked_on=(at - timedelta(days=fields.pop("days_ago"))).date(),
        checked_by=TOLD_BY,
        **fields,
    )
    keep_informal(
        service=service,
        by=ground.by,
        at=at,
        below=lambda kept: kept.municipalities.set(municipalities),
    )
