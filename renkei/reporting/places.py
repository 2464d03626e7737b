"""Addresses of the records behind a number or a section."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from renkei.events.models import Family, Gathering
from renkei.programme.models import Region

LISTS = {
    Family.MEETING.value: "council:meetings",
    Family.TRAINING.value: "training:trainings",
    Family.LECTURE.value: "outreach:lectures",
    "leaflet": "outreach:leaflets",
    "visit": "liaison:visits",
    "undertaking": "programme:undertakings",
}


def list_of(region: Region, kind: str, **filters: object) -> str:
    """The staff's list of one kind of record, narrowed by ``filters`` (year, item …)."""
    query = urlencode({name: str(value) for name, value in filters.items()})
    return f"{reverse(LISTS[kind], kwargs={'region': region.slug})}?{query}"


def page_of(gathering: Gathering, region: Region) -> str:
    """The public page of a gathering."""
    kwargs = {"region": region.slug, "gathering": gathering.public_id}
    return reverse("events:gathering", kwargs=kwargs)
