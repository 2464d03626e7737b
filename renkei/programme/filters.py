"""The filters of every list of activities; they live in the address."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from renkei.core.fiscal import FiscalYear
from renkei.core.text import spellings, tidy
from renkei.programme.forms import ITEM_CHOICES
from renkei.programme.models import Region


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
        """Every word occurs somewhere, in any width or kana; signs are text, never a pattern."""
        found = queryset.order_by()
        for word in tidy(value)[:200].split():
            anywhere = Q()
            for field, spelt in product(self.SEARCHED, spellings(word)):
                anywhere |= Q(**{f"{field}__icontains": spelt})
            found = found.filter(anywhere)
        # A record found in several of its lines is one record.
        return queryset.filter(pk__in=found.values("pk"))

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is in force, so that an empty list can say so."""
        return any(value not in (None, "") for value in self.form.cleaned_data.values())
