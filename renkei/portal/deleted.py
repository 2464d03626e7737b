"""What was deleted lately and can still be brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from renkei.events.models import Gathering
from renkei.liaison.models import Visit
from renkei.outreach.models import Leaflet
from renkei.portal.places import desk_url
from renkei.programme.models import Region, Undertaking

KEPT_FOR = timedelta(days=30)
MOST = 10


@dataclass(frozen=True)
class Deleted:
    """A deleted record with the address that restores it."""

    title: str
    at: datetime
    restore_url: str


def deleted_lately(region: Region, now: datetime) -> list[Deleted]:
    """Within 30 days, latest first."""
    found = [
        Deleted(str(record), record.deleted_at, desk_url(record, region, "restore"))
        for model in (Gathering, Visit, Leaflet, Undertaking)
        for record in model.objects.of(region).filter(deleted_at__gte=now - KEPT_FOR)[:MOST]
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]
