"""The year's facts and the activities of a region, each entry laid once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from renkei.core.models import Record
from renkei.council.models import Council, Meeting
from renkei.demo import source
from renkei.demo.ground import (
    Ground,
    body_called,
    is_there,
    keep,
    municipality_of,
    term_of,
    terms_of,
)
from renkei.demo.source import Raw
from renkei.events.actions import write_agenda, write_attendance, write_days, write_speakers
from renkei.events.lines import Day, Headcount, Point, Speaker
from renkei.events.models import Gathering
from renkei.geo.models import SchoolDistrict
from renkei.liaison.models import Visit
from renkei.outreach.models import Leaflet, LeafletPlace, Lecture
from renkei.programme import actions as programme
from renkei.programme.models import (
    Activity,
    BrandDecision,
    Commission,
    ContactPoint,
    ItemName,
    ProgrammeYear,
    Undertaking,
)
from renkei.training.models import Training
from renkei.vocabulary.models import Scheme, Term

FACTS: dict[str, type[Record]] = {
    "contact_points": ContactPoint,
    "brand_decisions": BrandDecision,
    "years": ProgrammeYear,
    "item_names": ItemName,
    "councils": Council,
}
ACTIVITIES: dict[str, type[Activity]] = {
    "undertakings": Undertaking,
    "meetings": Meeting,
    "trainings": Training,
    "lectures": Lecture,
    "leaflets": Leaflet,
}
KINDS = {Meeting: Scheme.MEETING, Training: Scheme.TRAINING, Lecture: Scheme.LECTURE}
# Entries of these have their place in a list.
POSITIONED = (ContactPoint, Council, Undertaking)


def lay_facts(ground: Ground, file: Raw) -> None:
    """Contacts, decisions, words of the years, councils."""
    for section, fact in FACTS.items():
        for position, entry in enumerate(source.entries(file, section)):
            _lay_fact(ground, section, fact, entry, position)


def lay_activities(ground: Ground, file: Raw) -> None:
    """Undertakings, gatherings, leaflets and the invented visits."""
    for section, activity in ACTIVITIES.items():
        for position, entry in enumerate(source.entries(file, section)):
            _lay_activity(ground, section, activity, entry, position)
    for entry in source.visits(file.get("visits")):
        _lay_activity(ground, "visits", Visit, entry, 0)


def lay_commissions(ground: Ground, file: Raw) -> None:
    """Who carries out which item, alike for every municipality of the region."""
    for entry in file["commissions"]:
        for item in entry["items"]:
            for each in ground.region.municipalities.all():
                fields = {
                    "key": f"{entry['fiscal_year']}/{item}/{each.code}",
                    "at": ground.moment(entry),
                    "fiscal_year": entry["fiscal_year"],
                    "item": item,
                    "municipality": each.code,
                    "mode": entry["mode"],
                    "contractor": entry["contractor"],
                }
                _lay_fact(ground, "commissions", Commission, fields, 0)


def _lay_fact(ground: Ground, section: str, model: type[Record], entry: Raw, position: int) -> None:
    name = ground.id_of(section, entry["key"])
    if is_there(model, name):
        return
    fields = _fields(ground, model, entry, position)
    record = model(**{"public_id": name, "region": ground.region, **fields})
    keep(record, ground.by, ground.moment(entry))


def _lay_activity(
    ground: Ground, section: str, model: type[Activity], entry: Raw, position: int
) -> None:
    name = ground.id_of(section, entry["key"])
    if is_there(model, name):
        return
    fields = _fields(ground, model, entry, position)
    record = model(public_id=name, region=ground.region, **fields)
    if isinstance(record, Gathering):
        record.spans(day.on for day in _days(entry))
    programme.keep(record=record, by=ground.by, at=ground.moment(entry), below=_writer_below(entry))


def _fields(ground: Ground, model: type[models.Model], entry: Raw, position: int) -> Raw:
    """The entry's own columns, with names of other records replaced by those records."""
    columns = {field.name for field in model._meta.concrete_fields}
    fields = {name: entry[name] for name in entry if name in columns}
    for name in fields.keys() & LOOKUPS.keys():
        fields[name] = LOOKUPS[name](ground, fields[name])
    if model in KINDS:
        fields["kind"] = term_of(KINDS[model], fields["kind"])
    if model in POSITIONED:
        fields["position"] = position
    return fields


def _writer_below(entry: Raw) -> Callable[[Activity], None]:
    def write(record: Activity) -> None:
        match record:
            case Gathering():
                _write_below_gathering(record, entry)
            case Leaflet():
                _write_places(record, entry)
            case Visit():
                record.purposes.set(terms_of(Scheme.VISIT_PURPOSE, entry["purposes"]))

    return write


def _write_below_gathering(record: Gathering, entry: Raw) -> None:
    write_days(record, _days(entry))
    write_agenda(record, (_point(each) for each in entry.get("agenda", [])))
    write_speakers(record, (Speaker(**each) for each in entry.get("lecturers", [])))
    write_attendance(record, _attendance(entry.get("attendance", [])))
    record.target_professions.set(terms_of(Scheme.PROFESSION, entry.get("target_professions", [])))


def _days(entry: Raw) -> list[Day]:
    return [Day(**source.day_of(each)) for each in entry.get("days", [])]


def _point(entry: str | Raw) -> Point:
    return Point(entry) if isinstance(entry, str) else Point(**entry)


def _attendance(labels: list[str]) -> list[Headcount]:
    """Named without number; joined to a profession only where it is called exactly so."""
    known = dict(Term.objects.of(Scheme.PROFESSION).values_list("label", "pk"))
    return [Headcount(label, profession=known.get(label)) for label in labels]


def _write_places(leaflet: Leaflet, entry: Raw) -> None:
    LeafletPlace.objects.bulk_create(
        LeafletPlace(leaflet=leaflet, position=position, **place)
        for position, place in enumerate(entry["places"])
    )


LOOKUPS: dict[str, Callable[[Ground, str], Any]] = {
    "municipality": lambda ground, code: municipality_of(code),
    "venue_municipality": lambda ground, code: municipality_of(code),
    "contractor": lambda ground, name: body_called(name),
    "council": lambda ground, name: Council.objects.get(public_id=ground.id_of("councils", name)),
    "school_district": lambda ground, name: SchoolDistrict.objects.get(
        name=name, municipality__in=ground.region.municipalities.all()
    ),
    "target": lambda ground, code: term_of(Scheme.VISIT_TARGET, code),
}
