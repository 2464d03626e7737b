"""Filters of the lists of gatherings."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from renkei.programme.filters import ActivityFilters
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

STATES = [("waiting", "結果待ち"), ("cancelled", "中止"), ("internal", "内部のみ")]


class GatheringFilters(ActivityFilters):
    """Words also in places, agenda and lecturers; kind; state."""

    KINDS: Scheme
    SEARCHED = (
        "title",
        "summary",
        "venue",
        "organizer",
        "lecturers__name",
        "lecturers__affiliation",
        "agenda_items__text",
    )
    kind = django_filters.ModelChoiceFilter(
        label="種類", queryset=Term.objects.none(), empty_label="すべて"
    )
    state = django_filters.ChoiceFilter(
        method="in_state", label="状態", choices=STATES, empty_label="すべて"
    )

    def __init__(self, data: Any, queryset: QuerySet[Any], *, region: Region) -> None:
        super().__init__(data, queryset, region=region)
        self.filters["kind"].queryset = Term.objects.of(self.KINDS)

    def with_words(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        found = super().with_words(queryset, name, value)
        return queryset.filter(pk__in=found.values("pk"))

    def in_state(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "cancelled":
            return queryset.filter(cancelled_at__isnull=False)
        if value == "internal":
            return queryset.filter(is_public=False)
        return queryset.filter(
            cancelled_at__isnull=True, attendance_total__isnull=True, result=""
        )
