"""Gatherings in a dated list for the public: which day to show, and the choices of the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet

from renkei.core.dates import Precision
from renkei.core.fiscal import FiscalYear
from renkei.events.models import Family, Gathering, Occasion
from renkei.vocabulary.models import Term

# Meetings have pages of their own but are listed on the programme page only.
LISTED = (Family.LECTURE, Family.TRAINING)
AUDIENCES = [(Family.LECTURE.value, "市民の方"), (Family.TRAINING.value, "専門職の方")]


@dataclass(frozen=True)
class Entry:
    """A gathering with the day under which it stands in the list."""

    gathering: Gathering
    occasion: Occasion | None
    is_open: bool

    @property
    def on(self) -> date | None:
        return self.occasion.on if self.occasion else self.gathering.starts_on

    @property
    def has_day(self) -> bool:
        """Whether the very day is known, not only its month or year."""
        return self.on is not None and self.gathering.precision == Precision.DAY

    @property
    def others(self) -> int:
        """How many more days the gathering has."""
        return max(len(self.gathering.occasions.all()) - 1, 0)


def entries(gatherings: Iterable[Gathering], today: date) -> list[Entry]:
    """Each with its next day, or its first when all are over."""
    return [_entry(gathering, today) for gathering in gatherings]


def _entry(gathering: Gathering, today: date) -> Entry:
    days = list(gathering.occasions.all())
    coming = next((day for day in days if day.on >= today), days[0] if days else None)
    over = gathering.is_over(today)
    return Entry(gathering, coming, not over and not gathering.is_cancelled)


def undated(gatherings: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Planned for this year or later, the day still open or the whole year long."""
    known = gatherings.filter(
        starts_on__isnull=True,
        cancelled_at__isnull=True,
        fiscal_year__gte=int(FiscalYear.of(today)),
    )
    told = known.select_related("lecture__school_district").prefetch_related("lecturers")
    return told.order_by("fiscal_year", "pk")


class GatheringChoice(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    """For whom, and what kind."""

    audience = django_filters.ChoiceFilter(
        field_name="family", label="どなた向け", choices=AUDIENCES, empty_label="すべて"
    )
    kind = django_filters.ModelChoiceFilter(
        label="種類", queryset=Term.objects.none(), to_field_name="code", empty_label="すべて"
    )

    def __init__(self, data: Any, queryset: QuerySet[Any]) -> None:
        super().__init__(data, queryset)
        used = queryset.order_by().values("kind")
        self.filters["kind"].queryset = Term.objects.filter(pk__in=used)

    @property
    def is_narrowed(self) -> bool:
        """Whether any choice is in force, so that an empty list can say so."""
        return any(self.data.get(name) for name in self.filters)
