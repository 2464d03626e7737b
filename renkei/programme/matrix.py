"""Who does what in a year, as a table to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Value, When
from django.urls import reverse

from renkei.core.fiscal import FiscalYear
from renkei.geo.models import Municipality
from renkei.programme.models import Commission, Item, ItemName, Mode, Region, Undertaking
from renkei.programme.year_actions import Cell, Share, shares_of

# ア–ク is no order of the kept letters.
BY_ITEM = Case(*(When(item=item.value, then=Value(place)) for place, item in enumerate(Item)))


@dataclass(frozen=True)
class Row:
    """One item with the share of each municipality, in the order of the columns."""

    item: Item
    name: str
    shares: list[tuple[Municipality, Share]]


@dataclass(frozen=True)
class Work:
    """The undertakings of one item, under its name of the year."""

    item: Item
    name: str
    undertakings: list[Undertaking]


@dataclass(frozen=True)
class Matrix:
    """The table of a year: municipalities across, items ア–ク down."""

    municipalities: list[Municipality]
    rows: list[Row]

    @property
    def names(self) -> dict[Item, str]:
        """Every item as the region words it that year."""
        return {row.item: row.name for row in self.rows}

    @property
    def is_empty(self) -> bool:
        return not any(share.mode for row in self.rows for _, share in row.shares)

    @property
    def commissioned(self) -> int:
        """Items that at least one municipality commissions."""
        return sum(any(s.mode == Mode.COMMISSIONED for _, s in row.shares) for row in self.rows)


def matrix_of(region: Region, year: FiscalYear) -> Matrix:
    """The table of a region's year, in three queries."""
    towns = list(region.municipalities.all())
    kept = shares_of(region, year)
    names = names_of(region, year)
    rows = [
        Row(
            item,
            names[item],
            [(town, kept.get(Cell(item.value, town.pk), Share())) for town in towns],
        )
        for item in Item
    ]
    return Matrix(towns, rows)


def names_of(region: Region, year: FiscalYear) -> dict[Item, str]:
    """Every item as the region words it in its list of that year."""
    rows = ItemName.objects.filter(region=region, fiscal_year=int(year))
    own = dict(rows.values_list("item", "name"))
    return {item: own.get(item.value, str(item.label)) for item in Item}


def tabs_of(region: Region, year: FiscalYear, today: date) -> list[dict[str, object]]:
    """The years one may turn to, latest first: those with a matrix, the present and the next."""
    now = FiscalYear.of(today)
    known = Commission.objects.filter(region=region).values_list("fiscal_year", flat=True)
    years = {int(now), int(now.next), int(year), *known.order_by().distinct()}
    return [
        {
            "label": FiscalYear(one).label,
            "url": reverse(
                "programme:commission-year", kwargs={"region": region.slug, "year": one}
            ),
            "is_current": one == year,
        }
        for one in sorted(years, reverse=True)
    ]


def undertakings_of(region: Region, year: FiscalYear, names: dict[Item, str]) -> list[Work]:
    """The year's undertakings under their items ア–ク; items without one are left out."""
    kept = Undertaking.objects.of(region).in_year(year).kept().order_by("position", "pk")
    below: dict[str, list[Undertaking]] = {}
    for undertaking in kept.select_related("region"):
        below.setdefault(undertaking.item, []).append(undertaking)
    return [Work(item, names[item], below[item.value]) for item in Item if item.value in below]
