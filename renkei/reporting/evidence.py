"""What a region's records say of one year: read once, typed, the same for every output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet, Sum, Value
from django.utils import timezone

from renkei.core.fiscal import FiscalYear
from renkei.events.models import Gathering
from renkei.geo.models import SchoolDistrict
from renkei.liaison.models import Visit
from renkei.outreach.models import Leaflet
from renkei.programme.models import (
    Activity,
    Commission,
    ContactPoint,
    Item,
    ItemName,
    ProgrammeYear,
    Region,
    Undertaking,
)

ACTIVITIES: tuple[type[Activity], ...] = (Gathering, Undertaking, Leaflet, Visit)
YEARLY = (ProgrammeYear, ItemName, Commission)


@dataclass(frozen=True)
class State:
    """How the records of a region stand, in one query: what changes when any of them does.

    Each row is (table, fiscal year, last change, sum of versions, rows, rows shown).
    Deleted records are in it, since deleting changes a page as well.
    """

    region: str
    rows: tuple[tuple[str, int, datetime, int, int, int], ...]

    @property
    def years(self) -> list[FiscalYear]:
        """Years with something to show, latest first."""
        return sorted({FiscalYear(row[1]) for row in self.rows if row[1] and row[5]}, reverse=True)

    def of(self, year: FiscalYear) -> State:
        """What stands behind one year's page, with what belongs to no year."""
        return State(self.region, tuple(row for row in self.rows if row[1] in (0, year)))

    @property
    def updated_on(self) -> date | None:
        """The day of the last change in Japan; None while there is nothing."""
        latest = max((row[2] for row in self.rows if row[1]), default=None)
        return timezone.localdate(latest) if latest else None


def state_of(region: Region, *, is_public: bool = True) -> State:
    """The state of what the public page shows, or of all records for the staff."""
    sql, parameters = _question(connection.vendor, is_public)
    with connection.cursor() as cursor:
        cursor.execute(sql, [region.pk if each == ANY_REGION else each for each in parameters])
        found = [row for row in cursor.fetchall() if row[4]]
    rows = [(*row[:2], _moment(row[2]), *map(int, row[3:])) for row in found]
    return State(f"{region.public_id}.{region.version}", tuple(sorted(rows)))


ANY_REGION = -1


@cache
def _question(vendor: str, is_public: bool) -> tuple[str, tuple[Any, ...]]:
    """The SQL of ``state_of``. Every page view asks it, and making it costs more than asking it."""
    activities = ACTIVITIES[:-1] if is_public else ACTIVITIES
    published = {"is_public": True} if is_public else {}
    kept = Count("pk", Q(deleted_at__isnull=True))
    mine = {"region_id": ANY_REGION}
    parts = [_summed(model.objects.filter(**mine, **published), kept) for model in activities]
    parts += [_summed(model.objects.filter(**mine), Count("pk")) for model in YEARLY]
    contacts = ContactPoint.objects.filter(**mine).annotate(fiscal_year=Value(0))
    parts.append(_summed(contacts, Count("pk")))
    districts = SchoolDistrict.objects.filter(municipality__regions=ANY_REGION)
    parts.append(_summed(districts.annotate(fiscal_year=Value(0)), Count("pk")))
    together = parts[0].union(*parts[1:], all=True)
    sql, parameters = together.query.get_compiler(connection=connection).as_sql()
    return sql, tuple(parameters)


def _summed(records: QuerySet[Any], shown: Count) -> Any:
    table = records.model._meta.model_name or ""
    grouped = records.order_by().values_list(Value(table), "fiscal_year")
    return grouped.annotate(Max("updated_at"), Sum("version"), Count("pk"), shown_count=shown)


def _moment(value: datetime | str) -> datetime:
    """A moment as PostgreSQL gives it; SQLite gives its text, in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value


@dataclass(frozen=True)
class Evidence:
    """A region's year as its records tell it. ``is_public`` leaves internal records out."""

    region: Region
    year: FiscalYear
    is_public: bool

    @cached_property
    def page(self) -> ProgrammeYear | None:
        """The words no record can say."""
        return ProgrammeYear.objects.filter(region=self.region, fiscal_year=self.year).first()

    @cached_property
    def names(self) -> dict[Item, ItemName]:
        """The region's own wording of items."""
        rows = ItemName.objects.filter(region=self.region, fiscal_year=self.year)
        return {Item(row.item): row for row in rows}

    @cached_property
    def commissions(self) -> list[Commission]:
        rows = Commission.objects.filter(region=self.region, fiscal_year=self.year)
        return list(rows.select_related("municipality", "contractor"))

    @cached_property
    def undertakings(self) -> list[Undertaking]:
        rows = self._kept(Undertaking.objects.all())
        return list(rows.going_ahead() if self.is_public else rows)

    @cached_property
    def gatherings(self) -> list[Gathering]:
        """Meetings, trainings and lectures with all their lines, earliest first."""
        rows = self._kept(Gathering.objects.select_related("kind", "lecture__school_district"))
        lines = ("occasions", "agenda_items", "lecturers", "attendance_counts")
        return sorted(rows.prefetch_related(*lines), key=_by_day)

    @cached_property
    def leaflets(self) -> list[Leaflet]:
        return sorted(self._kept(Leaflet.objects.prefetch_related("places")), key=_by_day)

    @cached_property
    def visits(self) -> list[Visit]:
        """Visits of the year, for the staff."""
        rows = Visit.objects.of(self.region).in_year(self.year).kept()
        return sorted(rows.select_related("target"), key=_by_day)

    @cached_property
    def contacts(self) -> list[ContactPoint]:
        """Whom the programme page names for questions."""
        return list(self.region.contact_points.filter(is_page_contact=True))

    def name_of(self, item: Item) -> str:
        """The item as the region words it in its list."""
        own = self.names.get(item)
        return own.name if own else item.label

    def heading_of(self, item: Item) -> str:
        own = self.names.get(item)
        return own.heading or own.name if own else item.label

    def _kept(self, records: Any) -> Any:
        mine = records.of(self.region).in_year(self.year).kept()
        return mine.filter(is_public=True) if self.is_public else mine


def _by_day(record: Activity) -> tuple[bool, date, int]:
    """Earliest first, those without a day at the end, in the order of recording."""
    return (record.starts_on is None, record.starts_on or date.max, record.pk)


def of_item(records: Iterable[Any], item: Item) -> list[Any]:
    """The records tagged with the item, in their order."""
    return [record for record in records if record.item == item]


def visit_counts(visits: Sequence[Visit]) -> Counter[str]:
    """Visits per kind of body visited, by the kind's name."""
    return Counter(visit.target.label for visit in visits)
