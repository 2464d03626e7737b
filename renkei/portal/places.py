"""Where a record of any activity lies at the desk."""

from __future__ import annotations

from django.urls import reverse

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
STARTS = [
    ("訪問", "liaison:visit-record"),
    ("会議", "council:meeting-record"),
    ("研修", "training:training-record"),
    ("講座・催し", "outreach:lecture-record"),
    ("リーフレット", "outreach:leaflet-record"),
    ("取組", "programme:undertaking-record"),
]


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


def starts(region: Region) -> list[tuple[str, str]]:
    """Label and address of each kind of record one may begin with."""
    return [(label, reverse(view, kwargs={"region": region.slug})) for label, view in STARTS]
