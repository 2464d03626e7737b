"""Deciding who does what in a year, and writing the words of its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from renkei.audit import actions as audit
from renkei.audit.history import diff, snapshot
from renkei.core.actors import Actor
from renkei.core.errors import RecordChanged
from renkei.core.fiscal import FiscalYear
from renkei.organizations.actions import organization_named
from renkei.programme.models import Commission, Item, ItemName, Mode, ProgrammeYear, Region

OPEN = "協議中"


class Cell(NamedTuple):
    """A place in the matrix of a year: one item for one municipality."""

    item: str
    municipality: int


@dataclass(frozen=True)
class Share:
    """How an item is carried out, and by which body; an empty mode is 協議中."""

    mode: str = ""
    contractor: str = ""

    def __str__(self) -> str:
        if not self.mode:
            return OPEN
        by = f"（{self.contractor}）" if self.contractor else ""
        return f"{Mode(self.mode).label}{by}"


def shares_of(region: Region, year: FiscalYear) -> dict[Cell, Share]:
    """The matrix as it is kept; cells without a row are missing."""
    rows = Commission.objects.filter(region=region, fiscal_year=int(year))
    return {
        Cell(row.item, row.municipality_id): Share(row.mode, str(row.contractor or ""))
        for row in rows.select_related("contractor")
    }


@transaction.atomic
def set_commission(
    *,
    region: Region,
    year: FiscalYear,
    shares: Mapping[Cell, Share],
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> ProgrammeYear:
    """Make the matrix of a year exactly ``shares``; the history tells what differs.

    ``version`` is that of the year, 0 where it had none yet. Raises RecordChanged.
    """
    page = _opened(region, year, at, version)
    before = shares_of(region, year)
    changed = {
        cell: share
        for cell, share in {**dict.fromkeys(before, Share()), **shares}.items()
        if share != before.get(cell, Share())
    }
    if not changed:
        return page
    for cell, share in changed.items():
        _set(region, year, cell, share, by, at)
    names = dict(region.municipalities.values_list("pk", "name"))
    _keep_with_history(page, _words(before, changed, names), by, at)
    return page


def _set(
    region: Region, year: FiscalYear, cell: Cell, share: Share, by: Actor, at: datetime
) -> None:
    keys = {"item": cell.item, "municipality_id": cell.municipality}
    kept = Commission.objects.filter(region=region, fiscal_year=int(year), **keys)
    if not share.mode:
        kept.delete()
        return
    row = kept.first() or Commission(region=region, fiscal_year=int(year), **keys)
    row.mode = share.mode
    row.contractor = organization_named(name=share.contractor, by=by, at=at)
    row.stamp(at)
    row.save()


def _words(
    before: Mapping[Cell, Share], changed: Mapping[Cell, Share], names: Mapping[int, str]
) -> dict[str, list[str]]:
    return {
        f"{Item(cell.item).letter} {names.get(cell.municipality, '')}".strip(): [
            str(before.get(cell, Share())),
            str(share),
        ]
        for cell, share in changed.items()
    }


@transaction.atomic
def set_words(
    *,
    page: ProgrammeYear,
    names: Mapping[str, tuple[str, str]],
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> ProgrammeYear:
    """Save the words of a year's page and its wording of items (name, heading).

    An item with an empty name takes the handbook's. Raises RecordChanged.
    """
    kept = _opened(page.region, page.year, at, version)
    before = snapshot(kept) | _told_names(page.region, page.year)
    for field in ("introduction", "scope", "scope_note"):
        setattr(kept, field, getattr(page, field))
    for item, (name, heading) in names.items():
        _set_name(page, item, name, heading, at)
    changes = diff(before, snapshot(kept) | _told_names(page.region, page.year))
    if changes:
        _keep_with_history(kept, changes, by, at)
    return kept


def _set_name(page: ProgrammeYear, item: str, name: str, heading: str, at: datetime) -> None:
    keys = {"region": page.region, "fiscal_year": page.fiscal_year, "item": item}
    row = ItemName.objects.filter(**keys).first()
    if not name:
        if row is not None:
            row.delete()
        return
    row = row or ItemName(**keys)
    row.name, row.heading = name, heading
    row.stamp(at)
    row.save()


def _told_names(region: Region, year: FiscalYear) -> dict[str, str]:
    rows = ItemName.objects.filter(region=region, fiscal_year=int(year))
    return {f"{Item(row.item).letter}の名前": f"{row.name} {row.heading}".strip() for row in rows}


def _opened(region: Region, year: FiscalYear, at: datetime, version: int | None) -> ProgrammeYear:
    """The year, made now if it is new, and nobody else's until the end."""
    keys = {"region": region, "fiscal_year": int(year)}
    page = ProgrammeYear.objects.select_for_update().filter(**keys).first()
    if version is not None and version != (page.version if page else 0):
        raise RecordChanged(page or ProgrammeYear(**keys))
    if page is None:
        page = ProgrammeYear(**keys)
        page.stamp(at)
        page.save()
    return page


def _keep_with_history(
    page: ProgrammeYear, changes: Mapping[str, list[str]], by: Actor, at: datetime
) -> None:
    page.stamp(at)
    page.save()
    audit.record("update", page, by=by, at=at, changes=changes)
