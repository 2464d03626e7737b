"""The people of the demo and what they work in: bodies, regions, places, school districts."""

from __future__ import annotations

from datetime import date, datetime

from renkei.accounts import actions as accounts
from renkei.accounts.models import User
from renkei.core.actors import SYSTEM, Actor, Role
from renkei.demo.accounts import OPERATOR, PASSWORD
from renkei.demo.ground import Ground, body_called, keep, municipality_of, public_id, term_of
from renkei.demo.source import Raw
from renkei.geo.actions import add_school_district
from renkei.geo.models import Municipality
from renkei.organizations.models import Facility, Organization
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme

PEOPLE_SINCE = date(2016, 4, 1)


def lay_operator(*, at: datetime) -> None:
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


def lay_region(file: Raw) -> Region | None:
    """The region with its bodies; None when its address is somebody else's."""
    fields = dict(file["region"])
    there = Region.objects.filter(slug=fields["slug"]).first()
    if there is not None:
        return there if there.public_id == public_id(fields["slug"]) else None
    _lay_organizations(file)
    codes = fields.pop("municipalities")
    fields["operated_by"] = body_called(fields["operated_by"])
    return accounts.create_region(
        region=Region(public_id=public_id(fields["slug"]), **fields),
        municipalities=list(Municipality.objects.filter(code__in=codes)),
        by=SYSTEM,
        at=file["at"],
    )


def _lay_organizations(file: Raw) -> None:
    for entry in file["organizations"]:
        if body_called(entry["name"]) is None:
            name = public_id(f"organizations/{entry['name']}")
            keep(Organization(public_id=name, **entry), SYSTEM, file["at"])


def lay_people(region: Region, file: Raw) -> None:
    """One account per role, where the address is not in use."""
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
        profession=term_of(Scheme.PROFESSION, entry["profession"]),
        role=Role(entry["role"]),
        on=PEOPLE_SINCE,
        by=SYSTEM,
        at=at,
    )


def _workplace(entry: Raw | None, at: datetime) -> Facility | None:
    if entry is None:
        return None
    place = municipality_of(entry["municipality"])
    return accounts.workplace(municipality=place, name=entry["name"], by=SYSTEM, at=at)


def coordinator(file: Raw) -> Actor:
    """Who recorded the work of the region."""
    email = next(p["email"] for p in file["people"] if p["role"] == Role.COORDINATOR)
    return User.objects.get(email=email)


def lay_school_districts(ground: Ground, file: Raw) -> None:
    """Only the districts that the document names."""
    for entry in file.get("school_districts", []):
        add_school_district(
            municipality=municipality_of(entry["municipality"]),
            name=entry["name"],
            kana=entry["kana"],
            by=ground.by,
            at=ground.published,
        )
