"""Filters of the list of visits."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from renkei.core.fields import WarekiDateField
from renkei.core.wareki import wareki
from renkei.liaison.models import Visit
from renkei.programme.filters import ActivityFilters
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term


class DayFilter(django_filters.Filter):  # type: ignore[misc]  # has no types
    """A day typed in either calendar."""

    field_class = WarekiDateField


class PeriodForm(forms.Form):
    """The filters as a form: a period does not end before it begins."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            ends_before = f"{wareki(since)}か、それより後の日にしてください"
            self.add_error("until", forms.ValidationError(ends_before, code="reversed"))
        return cleaned


class VisitFilters(ActivityFilters):
    """Any period of days, kind of place and purpose."""

    SEARCHED = ("title", "people_met", "learnt", "follow_up")
    since = DayFilter(field_name="starts_on", lookup_expr="gte", label="この日から")
    until = DayFilter(field_name="starts_on", lookup_expr="lte", label="この日まで")
    target = django_filters.ChoiceFilter(label="訪問先", empty_label="すべて")
    purpose = django_filters.ChoiceFilter(field_name="purposes", label="目的", empty_label="すべて")

    class Meta:
        model = Visit
        form = PeriodForm
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: QuerySet[Any], *, region: Region, today: date) -> None:
        super().__init__(data, queryset, region=region, today=today)
        terms = list(Term.objects.filter(scheme__in=[Scheme.VISIT_TARGET, Scheme.VISIT_PURPOSE]))
        self.targets = [term for term in terms if term.scheme == Scheme.VISIT_TARGET]
        purposes = [term for term in terms if term.scheme == Scheme.VISIT_PURPOSE]
        self.filters["target"].extra["choices"] = _choices(self.targets)
        self.filters["purpose"].extra["choices"] = _choices(purposes)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = super().filter_queryset(queryset)
        return found.none() if self.form.has_error("until", "reversed") else found


def _choices(terms: list[Term]) -> list[tuple[int, str]]:
    return [(term.pk, term.label) for term in terms]
