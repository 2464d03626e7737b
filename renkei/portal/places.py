"""Where a record of any activity lies at the desk, and where one begins."""

from __future__ import annotations

from django.urls import reverse

from renkei.core.actors import Actor
from renkei.core.registry import Start, registry
from renkei.events.models import Family, Gathering
from renkei.liaison.models import Visit
from renkei.outreach.models import Leaflet
from renkei.programme.models import Activity, Region, Undertaking

_GATHERINGS = {
    Family.MEETING: "council:meeting",
    Family.TRAINING: "training:training",
    Family.LECTURE: "outreach:lecture",
}
_OTHERS: dict[type[Activity], str] = {
    Visit: "liaison:visit",
    Leaflet: "outreach:leaflet",
    Undertaking: "programme:undertaking",
}


def desk_url(record: Activity, region: Region, verb: str = "") -> str:
    """The address of a record, or of something to do with it."""
    view = _view_of(record)
    name = f"{view}-{verb}" if verb else view
    key = view.rpartition(":")[2]
    return reverse(name, kwargs={"region": region.slug, key: record.public_id})


def _view_of(record: Activity) -> str:
    if isinstance(record, Gathering):
        return _GATHERINGS[Family(record.family)]
    return _OTHERS[type(record)]


def starts(actor: Actor, region: Region, group: str) -> list[tuple[Start, str]]:
    """What this person may begin to record here, each with its address."""
    return [
        (start, reverse(start.view, kwargs={"region": region.slug}))
        for start in sorted(registry.starts, key=lambda start: start.order)
        if start.group == group and start.rule(actor, region)
    ]
