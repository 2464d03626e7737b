"""Bringing the demo in: each entry of a data file becomes a record, once.

A record's public id is derived from its entry, so that a second run finds it, and
leaves it as people made it meanwhile: edited, cancelled or deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from renkei.accounts import actions as accounts
from renkei.accounts.models import User
from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import SYSTEM, Actor, Role
from renkei.core.models import ID_ALPHABET, ID_LENGTH, Record
from renkei.council.models import Council, Meeting
from renkei.demo import source
from renkei.demo.accounts import OPERATOR, PASSWORD
from renkei.demo.source import Raw
from renkei.events.actions import write_agenda, write_attendance, write_days, write_speakers
from renkei.events.lines import Day, Headcount, Point, Speaker
from renkei.events.models import Gathering
from renkei.geo.actions import add_school_district
from renkei.geo.models import Municipality, SchoolDistrict
from renkei.liaison.models import Visit
from renkei.organizations.models import Facility, Organization
from renkei.outreach.models import Leaflet, LeafletPlace, Lecture
from renkei.programme import actions as programme
from renkei.programme.models import (
    Activity,
    BrandDecision,
    Commission,
    ContactPoint,
    ItemName,
    ProgrammeYear,
    Region,
    Undertaking,
)
from renkei.training.models import Training
from renkei.vocabulary.models import Scheme, Term

PEOPLE_SINCE = date(2016, 4, 1)

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


@dataclass
class Ground:
    """Where entries are laid: the region, when its document was published, and who records."""

    region: Region
    published: datetime
    by: Actor

    def id_of(self, section: str, key: str) -> str:
        return public_id(f"{self.region.slug}/{section}/{key}")

    def moment(self, entry: Raw) -> datetime:
        """When the entry was recorded; that of the document unless it says otherwise."""
        at: datetime = entry.get("at", self.published)
        return at


def public_id(key: str) -> str:
    """Twelve characters that follow from the key."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest())
    characters = []
    for _ in range(ID_LENGTH):
        number, place = divmod(number, len(ID_ALPHABET))
        characters.append(ID_ALPHABET[place])
    return "".join(characters)


@transaction.atomic
def seed_operator(*, at: datetime) -> None:
    """The operator's account, unless the address is taken."""
    if not User.objects.filter(email=OPERATOR.email).exists():
        accounts.create_person(
            email=OPERATOR.email,
            name=OPERATOR.name,
            password=PASSWORD,
            is_operator=True,
            by=SYSTEM,
            at=at,
        )


@transaction.atomic
def seed_region(slug: str) -> Region | None:
    """Lay everything of one region's file that is not there yet, as of the file's moment.

    None when somebody founded another region under this slug: then nothing is done.
    Needs the municipalities and the terms.
    """
    file = source.read(slug)
    region = _lay_region(file)
    if region is None:
        return None
    _lay_people(region, file)
    ground = Ground(region, file["at"], _coordinator(file))
    _lay_school_districts(ground, file)
    for section, fact in FACTS.items():
        for position, entry in enumerate(source.entries(file, section)):
            _lay_fact(ground, section, fact, entry, position)
    _lay_commissions(ground, file)
    for section, activity in ACTIVITIES.items():
        for position, entry in enumerate(source.entries(file, section)):
            _lay_activity(ground, section, activity, entry, position)
    if "visits" in file:
        for entry in source.visits(file["visits"]):
            _lay_activity(ground, "visits", Visit, entry, 0)
    return region


def _is_there(model: type[Record], name: str) -> bool:
    return model._default_manager.filter(public_id=name).exists()  # noqa: SLF001 -- any model


def _keep(record: Record, by: Actor, at: datetime) -> None:
    record.stamp(at)
    record.save()
    audit.record(Verb.CREATE, record, by=by, at=at)


# ---------------------------------------------------------------- who


def _organization(name: str) -> Organization | None:
    """The body laid under this name, whatever it is called now; or one of this name."""
    laid = Q(public_id=public_id(f"organizations/{name}"))
    found: Organization | None = Organization.objects.filter(laid | Q(name=name)).first()
    return found


def _lay_organizations(file: Raw) -> None:
    for entry in file["organizations"]:
        if _organization(entry["name"]) is None:
            name = public_id(f"organizations/{entry['name']}")
            _keep(Organization(public_id=name, **entry), SYSTEM, file["at"])


def _lay_region(file: Raw) -> Region | None:
    fields = dict(file["region"])
    there = Region.objects.filter(slug=fields["slug"]).first()
    if there is not None:
        return there if there.public_id == public_id(fields["slug"]) else None
    _lay_organizations(file)
    codes = fields.pop("municipalities")
    fields["operated_by"] = _organization(fields["operated_by"])
    return accounts.create_region(
        region=Region(public_id=public_id(fields["slug"]), **fields),
        municipalities=list(Municipality.objects.filter(code__in=codes)),
        by=SYSTEM,
        at=file["at"],
    )


def _lay_people(region: Region, file: Raw) -> None:
    for entry in file["people"]:
        if not User.objects.filter(email=entry["email"]).exists():
            _lay_person(region, entry, file["at"])


def _lay_person(region: Region, entry: Raw, at: datetime) -> None:
    person = accounts.create_person(
        email=entry["email"],
        name=entry["name"],
        kana=entry["kana"],
        password=PASSWORD,
        by=SYSTEM,
        at=at,
    )
    accounts.join(
        user=person,
        region=region,
        facility=_workplace(entry.get("workplace"), at),
        profession=_term(Scheme.PROFESSION, entry["profession"]),
        role=Role(entry["role"]),
        on=PEOPLE_SINCE,
        by=SYSTEM,
        at=at,
    )


def _workplace(entry: Raw | None, at: datetime) -> Facility | None:
    if entry is None:
        return None
    municipality = _municipality(entry["municipality"])
    return accounts.workplace(municipality=municipality, name=entry["name"], by=SYSTEM, at=at)


def _coordinator(file: Raw) -> Actor:
    email = next(p["email"] for p in file["people"] if p["role"] == Role.COORDINATOR)
    return User.objects.get(email=email)


def _lay_school_districts(ground: Ground, file: Raw) -> None:
    for entry in file.get("school_districts", []):
        municipality = _municipality(entry["municipality"])
        add_school_district(
            municipality=municipality,
            name=entry["name"],
            kana=entry["kana"],
            by=ground.by,
            at=ground.published,
        )


# ---------------------------------------------------------------- the year


def _lay_fact(ground: Ground, section: str, model: type[Record], entry: Raw, position: int) -> None:
    name = ground.id_of(section, entry["key"])
    if _is_there(model, name):
        return
    fields = _fields(ground, model, entry, position)
    record = model(**{"public_id": name, "region": ground.region, **fields})
    _keep(record, ground.by, ground.moment(entry))


def _lay_commissions(ground: Ground, file: Raw) -> None:
    for entry in file["commissions"]:
        for item in entry["items"]:
            for municipality in ground.region.municipalities.all():
                fields = {
                    "key": f"{entry['fiscal_year']}/{item}/{municipality.code}",
                    "at": ground.moment(entry),
                    "fiscal_year": entry["fiscal_year"],
                    "item": item,
                    "municipality": municipality.code,
                    "mode": entry["mode"],
                    "contractor": entry["contractor"],
                }
                _lay_fact(ground, "commissions", Commission, fields, 0)


# ---------------------------------------------------------------- the work


def _lay_activity(
    ground: Ground, section: str, model: type[Activity], entry: Raw, position: int
) -> None:
    name = ground.id_of(section, entry["key"])
    if _is_there(model, name):
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
        fields["kind"] = _term(KINDS[model], fields["kind"])
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
                record.purposes.set(_terms(Scheme.VISIT_PURPOSE, entry["purposes"]))

    return write


def _write_below_gathering(record: Gathering, entry: Raw) -> None:
    write_days(record, _days(entry))
    write_agenda(record, (_point(each) for each in entry.get("agenda", [])))
    write_speakers(record, (Speaker(**each) for each in entry.get("lecturers", [])))
    write_attendance(record, _attendance(entry.get("attendance", [])))
    record.target_professions.set(_terms(Scheme.PROFESSION, entry.get("target_professions", [])))


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


# ---------------------------------------------------------------- records an entry names


def _municipality(code: str) -> Municipality:
    return Municipality.objects.get(code=code)


def _term(scheme: Scheme, code: str) -> Term:
    return Term.objects.get(scheme=scheme, code=code)


def _terms(scheme: Scheme, codes: list[str]) -> list[Term]:
    return list(Term.objects.of(scheme).filter(code__in=codes))


LOOKUPS: dict[str, Callable[[Ground, str], Any]] = {
    "municipality": lambda ground, code: _municipality(code),
    "venue_municipality": lambda ground, code: _municipality(code),
    "contractor": lambda ground, name: _organization(name),
    "council": lambda ground, name: Council.objects.get(public_id=ground.id_of("councils", name)),
    "school_district": lambda ground, name: SchoolDistrict.objects.get(
        name=name, municipality__in=ground.region.municipalities.all()
    ),
    "target": lambda ground, code: _term(Scheme.VISIT_TARGET, code),
}
