"""Filters of the list of visits."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet

from renkei.core.fields import WarekiDateField
from renkei.liaison.models import Visit
from renkei.programme.filters import ActivityFilters
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term


class DayFilter(django_filters.Filter):  # type: ignore[misc]  # has no types
    """A day typed in either calendar."""

    field_class = WarekiDateField


class VisitFilters(ActivityFilters):
    """Any period of days, kind of place and purpose."""

    SEARCHED = ("title", "people_met", "learnt", "follow_up")
    since = DayFilter(field_name="starts_on", lookup_expr="gte", label="この日から")
    until = DayFilter(field_name="starts_on", lookup_expr="lte", label="この日まで")
    target = django_filters.ModelChoiceFilter(
        label="訪問先", queryset=Term.objects.none(), empty_label="すべて"
    )
    purpose = django_filters.ModelChoiceFilter(
        field_name="purposes", label="目的", queryset=Term.objects.none(), empty_label="すべて"
    )

    class Meta:
        model = Visit
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: QuerySet[Any], *, region: Region, today: date) -> None:
        super().__init__(data, queryset, region=region, today=today)
        self.filters["target"].queryset = Term.objects.of(Scheme.VISIT_TARGET)
        self.filters["purpose"].queryset = Term.objects.of(Scheme.VISIT_PURPOSE)
