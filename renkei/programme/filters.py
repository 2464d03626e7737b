"""The filters of every list of activities; they live in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from renkei.core.dates import Precision, days_named
from renkei.core.fiscal import FiscalYear
from renkei.core.words import holding
from renkei.programme.forms import ITEM_CHOICES
from renkei.programme.models import Region


def on_days(word: str) -> Q:
    """Activities on the day, in the month or in the 年度 that a word names; else none."""
    named = days_named(word)
    if named is None:
        return Q()
    first, last = named
    year = FiscalYear.of(first)
    if named == (year.starts_on, year.ends_on):
        return Q(fiscal_year=int(year))
    within = Q(starts_on__lte=last) & (Q(starts_on__gte=first) | Q(ends_on__gte=first))
    return within & Q(precision=Precision.DAY) if first == last else within


class ActivityFilters(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    """Words, fiscal year, item and state; subclasses add what their noun has."""

    q = django_filters.CharFilter(method="with_words", label="ことば")
    year = django_filters.ChoiceFilter(field_name="fiscal_year", label="年度", empty_label="すべて")
    item = django_filters.ChoiceFilter(label="項目", choices=ITEM_CHOICES, empty_label="すべて")
    SEARCHED: tuple[str, ...] = ("title", "summary")

    def __init__(self, data: Any, queryset: QuerySet[Any], *, region: Region, today: date) -> None:
        super().__init__(data, queryset)
        self.region = region
        self.today = today
        years = queryset.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(year, FiscalYear(year).label) for year in years]

    def with_words(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Every word occurs somewhere, or names a day or year of the record."""
        return holding(queryset, value, self.SEARCHED, on_days)

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is in force, so that an empty list can say so."""
        return any(value not in (None, "") for value in self.form.cleaned_data.values())
