"""What the operator and a region's staff decide about a region's house rules."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from renkei.accounts.models import SecondFactorRule
from renkei.audit.actions import record
from renkei.audit.models import Verb
from renkei.core.actors import Actor, Role
from renkei.geo.models import Municipality
from renkei.organizations.models import Facility
from renkei.programme.models import Region


@transaction.atomic
def create_region(
    *, region: Region, municipalities: Sequence[Municipality], by: Actor, at: datetime
) -> Region:
    """Found a region; its values were checked by the form with the model's validators."""
    region.stamp(at)
    region.save()
    region.municipalities.set(municipalities)
    record(Verb.CREATE, region, by=by, at=at)
    return region


@transaction.atomic
def workplace(
    *,
    municipality: Municipality,
    name: str,
    by: Actor,
    at: datetime,
    region: Region | None = None,
) -> Facility:
    """The facility of this name in the municipality, registered now if it is new.

    The history of ``region`` tells it, where a region registers it.
    """
    facility = known_workplace(municipality=municipality, name=name)
    if facility is None:
        facility = Facility(municipality=municipality, name=name)
        facility.stamp(at)
        facility.save()
        record(Verb.CREATE, facility, by=by, at=at, region=region.slug if region else "")
    return facility


def known_workplace(*, municipality: Municipality, name: str) -> Facility | None:
    """The facility of this name in the municipality, if there is one."""
    return Facility.objects.filter(municipality=municipality, name=name).first()


@transaction.atomic
def require_second_factor(
    *, region: Region, roles: Collection[str], by: Actor, at: datetime
) -> None:
    """Require a second factor of exactly these roles, from the next page they open."""
    rules = SecondFactorRule.objects.filter(region=region)
    before = set(rules.values_list("role", flat=True))
    if before == set(roles):
        return
    rules.exclude(role__in=roles).delete()
    SecondFactorRule.objects.bulk_create(
        SecondFactorRule(region=region, role=role) for role in sorted(set(roles) - before)
    )
    changes = {"二要素認証を求める役割": (_named(before), _named(roles))}
    record(Verb.UPDATE, region, by=by, at=at, changes=changes)


def _named(roles: Collection[str]) -> str:
    return "、".join(role.label for role in Role if role in roles) or "なし"
