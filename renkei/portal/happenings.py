"""What happens on which day: gatherings and visits of a region in one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q

from renkei.core.dates import Precision
from renkei.core.wareki import clock
from renkei.events.models import Gathering
from renkei.liaison.models import Visit
from renkei.portal.places import desk_url
from renkei.programme.models import Activity, Region


@dataclass(frozen=True)
class Happening:
    """One day of a gathering, or a visit, as it stands in a calendar."""

    on: date
    at: time | None
    times: str
    title: str
    place: str
    url: str
    record: Activity

    @property
    def has_day(self) -> bool:
        """Whether the very day is known, not only its month."""
        return self.record.precision == Precision.DAY


def happenings(region: Region, first: date, last: date) -> list[Happening]:
    """Everything from ``first`` to ``last``, both included, in order; the cancelled too."""
    found = [*_gatherings(region, first, last), *_visits(region, first, last)]
    return sorted(found, key=lambda one: (one.on, one.has_day, one.at or time.min))


def _gatherings(region: Region, first: date, last: date) -> Iterator[Happening]:
    within = Q(occasions__on__range=(first, last)) | Q(starts_on__range=(first, last))
    known = Gathering.objects.of(region).kept().filter(within).distinct()
    for gathering in known.prefetch_related("occasions"):
        url = desk_url(gathering, region)
        for day in _days(gathering):
            if first <= day[0] <= last:
                yield Happening(*day, gathering.title, gathering.venue, url, gathering)


def _days(gathering: Gathering) -> list[tuple[date, time | None, str]]:
    days = [(day.on, day.starts_at, day.times) for day in gathering.occasions.all()]
    if days or gathering.starts_on is None:
        return days
    return [(gathering.starts_on, None, "")]


def _visits(region: Region, first: date, last: date) -> Iterator[Happening]:
    known = Visit.objects.of(region).kept().between(first, last).select_related("target")
    for visit in known:
        on, at = visit.starts_on, visit.starts_at
        times = clock(at) if at else ""
        url = desk_url(visit, region)
        yield Happening(on, at, times, f"{visit.title}を訪問", str(visit.target), url, visit)
