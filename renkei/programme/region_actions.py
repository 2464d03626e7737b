"""Changing a region's settings and the desks people turn to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from renkei.audit import actions as audit
from renkei.audit.history import diff, snapshot
from renkei.core.actors import Actor
from renkei.core.errors import DomainError, RecordChanged
from renkei.geo.models import Municipality
from renkei.organizations.actions import organization_named
from renkei.programme.models import ContactPoint, Region

CONTACT_FIELDS = (
    "name",
    "postal_code",
    "address",
    "telephone",
    "telephone_note",
    "fax",
    "is_page_contact",
    "position",
)


class ContactIsBack(DomainError):
    """この窓口は、もう元に戻っています。"""


@transaction.atomic
def change_region(
    *,
    region: Region,
    municipalities: Sequence[Municipality],
    operator: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Region:
    """Save changed settings; a body named ``operator`` is registered when it is new.

    Raises RecordChanged when the region is no longer at ``version``.
    """
    current = Region.objects.select_for_update().get(pk=region.pk)
    _expect(current, version)
    before = _told(current)
    region.operated_by = organization_named(name=operator, by=by, at=at)
    region.version = current.version
    region.stamp(at)
    region.save()
    region.municipalities.set(municipalities)
    audit.record("update", region, by=by, at=at, changes=diff(before, _told(region)))
    return region


def _expect(current: Region | ContactPoint, version: int | None) -> None:
    if version is not None and current.version != version:
        raise RecordChanged(current)


def _told(region: Region) -> dict[str, str]:
    """The state in words, with what is no plain field."""
    return snapshot(region) | {
        "市町村": "、".join(map(str, region.municipalities.all())),
        "ロゴ": f"{len(region.logo):,}バイトの画像" if region.logo else "",
    }


@transaction.atomic
def keep_contact(
    *, contact: ContactPoint, by: Actor, at: datetime, version: int | None = None
) -> ContactPoint:
    """Save a new or changed desk; a new one comes last. Raises RecordChanged."""
    before: Mapping[str, str] = {}
    if contact._state.adding:
        contact.position = contact.region.contact_points.count()
    else:
        current = ContactPoint.objects.select_for_update().get(pk=contact.pk)
        _expect(current, version)
        before, contact.version = snapshot(current), current.version
    verb = "update" if before else "create"
    contact.stamp(at)
    contact.save()
    audit.record(verb, contact, by=by, at=at, changes=diff(before, snapshot(contact)))
    return contact


@transaction.atomic
def remove_contact(*, contact: ContactPoint, by: Actor, at: datetime) -> dict[str, Any]:
    """Take a desk out of the pages; what is returned brings it back."""
    kept = {name: getattr(contact, name) for name in CONTACT_FIELDS}
    kept |= {"public_id": contact.public_id, "municipality": contact.municipality.code}
    audit.record("delete", contact, by=by, at=at, changes=diff(snapshot(contact), {}))
    contact.delete()
    return kept


@transaction.atomic
def bring_back_contact(
    *, region: Region, kept: Mapping[str, Any], by: Actor, at: datetime
) -> ContactPoint:
    """Undo ``remove_contact``. Raises ContactIsBack the second time."""
    if ContactPoint.objects.filter(public_id=kept["public_id"]).exists():
        raise ContactIsBack
    municipality = Municipality.objects.get(code=kept["municipality"])
    contact = ContactPoint(region=region, **{**kept, "municipality": municipality})
    contact.stamp(at)
    contact.save()
    audit.record("restore", contact, by=by, at=at, changes=diff({}, snapshot(contact)))
    return contact
