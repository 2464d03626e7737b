"""What the search over everything finds of a region's work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse

from renkei.core.actors import Actor
from renkei.core.finding import Hit, Hits, first_of, line, narrowed
from renkei.core.words import holding
from renkei.programme.filters import ActivityFilters, on_days
from renkei.programme.models import Activity, Item, Region, Undertaking
from renkei.programme.undertaking_forms import UndertakingFilters


@dataclass(frozen=True)
class ActivityFinder:
    """Finds one kind of activity by the words its list is narrowed by, latest first.

    ``view`` and ``list_view`` name its page and its list; ``context`` says in a line what
    it is, out of the ``related`` rows read with it.
    """

    model: type[Activity]
    filters: type[ActivityFilters]
    view: str
    list_view: str
    context: Callable[[Any], str]
    related: tuple[str, ...] = ()

    def __call__(self, actor: Actor, region: Region, phrase: str, today: date) -> Hits:
        known = self.model.objects.visible_to(actor).of(region).kept()
        found = holding(known, phrase, self.filters.SEARCHED, on_days)
        latest = F("starts_on").desc(nulls_last=True)
        found = found.select_related(*self.related).order_by("-fiscal_year", latest, "-pk")
        rows, total = first_of(found)
        hits = [
            Hit(str(row), self._address(row, region), self.context(row), record=row) for row in rows
        ]
        return Hits(hits, total, narrowed(self.list_view, region, phrase))

    def _address(self, record: Activity, region: Region) -> str:
        key = self.view.rpartition(":")[2]
        return reverse(self.view, kwargs={"region": region.slug, key: record.public_id})


def _in_a_line(undertaking: Undertaking) -> str:
    item = Item(undertaking.item)
    return line(item.letter, item.label)


find_undertakings = ActivityFinder(
    Undertaking,
    UndertakingFilters,
    "programme:undertaking",
    "programme:undertakings",
    _in_a_line,
)
