"""Gatherings in a dated list for the public: which day to show, and the choices of the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import django_filters
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, prefetch_related_objects

from renkei.core.dates import Precision
from renkei.core.fiscal import FiscalYear
from renkei.events.models import Family, Gathering, Occasion, is_coming, is_past

# Meetings have pages of their own but are listed on the programme page only.
LISTED = (Family.LECTURE, Family.TRAINING)
PER_PAGE = 20
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


class GatheringChoice(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    """For whom, and what kind. One query tells the kinds there are, and how many are past."""

    audience = django_filters.ChoiceFilter(
        field_name="family", label="どなた向け", choices=AUDIENCES, empty_label="すべて"
    )
    kind = django_filters.ChoiceFilter(field_name="kind__code", label="種類", empty_label="すべて")

    def __init__(self, data: Any, queryset: QuerySet[Any], today: date) -> None:
        super().__init__(data, queryset)
        by_kind = queryset.order_by("kind__scheme", "kind__position", "kind")
        each = by_kind.values_list("family", "kind__code", "kind__label")
        self.tally = list(each.annotate(past=Count("pk", filter=is_past(today))))
        kinds = dict.fromkeys((code, label) for _, code, label, _ in self.tally)
        self.filters["kind"].extra["choices"] = list(kinds)

    @property
    def is_narrowed(self) -> bool:
        """Whether any choice is in force, so that an empty list can say so."""
        return any(self.data.get(name) for name in self.filters)

    @property
    def past(self) -> int:
        """How many of the chosen are past."""
        self.form.full_clean()
        chosen = self.form.cleaned_data  # without what is no choice, as ``qs`` reads it
        return sum(
            past
            for family, code, _, past in self.tally
            if chosen.get("audience") in (None, "", family)
            and chosen.get("kind") in (None, "", code)
        )


@dataclass(frozen=True)
class Agenda:
    """A page of the public list: ``page`` of the past by their places, the rest as shown."""

    upcoming: list[Entry]
    undated: list[Gathering]
    past: list[Entry]
    page: Page[Any]


def agenda_of(choice: GatheringChoice, number: str | None, today: date) -> Agenda:
    """What comes, what has no day yet, and a page of what was, read together."""
    page = Paginator(range(choice.past), PER_PAGE).get_page(number)
    places = cast("range", page.object_list)
    turned = choice.qs.past(today).values("pk")[places.start : places.stop]
    shown = is_coming(today) | _is_undated(today) | Q(pk__in=turned)
    known: list[Gathering] = list(choice.qs.for_lists().filter(shown).order_by("starts_on", "pk"))
    undated = [one for one in known if one.starts_on is None]
    prefetch_related_objects(undated, "lecturers")
    dated = [one for one in known if one.starts_on is not None]
    return Agenda(
        upcoming=entries((one for one in dated if not one.is_over(today)), today),
        undated=sorted(undated, key=lambda one: (one.fiscal_year, one.pk)),
        past=entries((one for one in reversed(dated) if one.is_over(today)), today),
        page=page,
    )


def _is_undated(today: date) -> Q:
    """Planned for this year or later, the day still open or the whole year long."""
    year = int(FiscalYear.of(today))
    return Q(starts_on__isnull=True, cancelled_at__isnull=True, fiscal_year__gte=year)
