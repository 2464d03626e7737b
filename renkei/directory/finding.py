"""Places and informal services in the search over everything.

By name and number only, as the desk's own lists do; what a place offers is asked in the
directory's search, to which the page leads with the same words.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from renkei.core.actors import Actor
from renkei.core.finding import Hit, Hits, first_of, line, narrowed
from renkei.core.words import holding
from renkei.directory.forms.informal import InformalFilters
from renkei.directory.models import InformalService
from renkei.directory.resources import listed, named
from renkei.programme.models import Region


def find_places(actor: Actor, region: Region, phrase: str, today: date) -> Hits:
    """Facilities of the region's municipalities, by name, body, telephone or number."""
    rows, total = first_of(named(listed(region), phrase).select_related("organization"))
    shown = [_place(row, region) for row in rows]
    return Hits(shown, total, narrowed("directory:resources", region, phrase))


def _place(row: Any, region: Region) -> Hit:
    keys = {"region": region.slug, "facility": row.public_id}
    body = row.organization if str(row.organization) != row.shown_name else ""
    return Hit(
        row.shown_name,
        reverse("directory:resource", kwargs=keys),
        line(body, row.shown_telephone),
        lead=str(row.municipality),
    )


def find_informal(actor: Actor, region: Region, phrase: str, today: date) -> Hits:
    """Informal services of the region, unpublished ones too."""
    known = InformalService.objects.visible_to(actor).of(region).kept().select_related("kind")
    rows, total = first_of(holding(known, phrase, InformalFilters.SEARCHED))
    shown = [_informal(row, region) for row in rows]
    return Hits(shown, total, narrowed("directory:informal", region, phrase))


def _informal(row: InformalService, region: Region) -> Hit:
    keys = {"region": region.slug, "informalservice": row.public_id}
    return Hit(
        row.name,
        reverse("directory:informal-edit", kwargs=keys),
        line(row.provider, row.telephone),
        lead=str(row.kind),
    )
