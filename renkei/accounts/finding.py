"""People of the region in the search over everything."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from renkei.accounts.forms.people import named
from renkei.accounts.models import Membership
from renkei.core.actors import Actor
from renkei.core.finding import Hit, Hits, first_of, line, narrowed
from renkei.programme.models import Region


def find_people(actor: Actor, region: Region, phrase: str, today: date) -> Hits:
    """Those who act for the region today, as the list of people shows them at first."""
    known = Membership.objects.visible_to(actor).of(region).active(today).able()
    found = named(known, phrase).select_related("user", "facility", "profession")
    rows, total = first_of(found)
    shown = [_person(row, region) for row in rows]
    return Hits(shown, total, narrowed("accounts:people", region, phrase))


def _person(row: Membership, region: Region) -> Hit:
    keys = {"region": region.slug, "membership": row.public_id}
    return Hit(
        row.user.name,
        reverse("accounts:person", kwargs=keys),
        line(row.profession, row.facility),
        lead=row.get_role_display(),
    )
