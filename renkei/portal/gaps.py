"""年度に足りないもの: items of the year in which less is done than was planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from renkei.core.fiscal import FiscalYear
from renkei.events.models import Gathering
from renkei.liaison.models import Visit
from renkei.outreach.models import Leaflet
from renkei.programme.models import Commission, Item, Mode, Region, Undertaking


@dataclass(frozen=True)
class Gap:
    """An item with its gatherings done and planned (planned includes the done ones)."""

    item: Item
    done: int
    planned: int

    @property
    def words(self) -> str:
        if not self.planned:
            return "まだ記録がありません"
        return f"開催{self.done}回／計画{self.planned}回"


def gaps_of(region: Region, year: FiscalYear, today: date) -> list[Gap]:
    """Items ア–ク where a gathering is still to come, or a commissioned one has no record."""
    gatherings = Gathering.objects.of(region).in_year(year).kept().going_ahead()
    planned = _by_item(gatherings)
    done = _by_item(gatherings.past(today).order_by())
    records = planned + _others(region, year)
    carried_out = set(_carried_out(region, year))
    found = [Gap(item, done[item], planned[item]) for item in Item]
    return [
        gap
        for gap in found
        if gap.done < gap.planned or (gap.item in carried_out and not records[gap.item])
    ]


def is_undecided(region: Region, year: FiscalYear) -> bool:
    """Whether nobody has said yet who carries out which item, so that gaps cannot be known."""
    return not Commission.objects.filter(region=region, fiscal_year=int(year)).exists()


def _carried_out(region: Region, year: FiscalYear) -> list[str]:
    rows = Commission.objects.filter(region=region, fiscal_year=int(year))
    return list(rows.exclude(mode=Mode.NONE).values_list("item", flat=True))


def _others(region: Region, year: FiscalYear) -> Counter[str]:
    work = Undertaking.objects.exclude(kind=Undertaking.Kind.PLAN)
    total: Counter[str] = Counter()
    for records in (Visit.objects.all(), Leaflet.objects.all(), work):
        total += _by_item(records.of(region).in_year(year).kept().going_ahead())
    return total


def _by_item(records: object) -> Counter[str]:
    rows: Mapping[str, int] = dict(
        records.order_by().values_list("item").annotate(Count("pk"))  # type: ignore[attr-defined]
    )
    return Counter(rows)
