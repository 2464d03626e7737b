"""Filters of the lists of gatherings."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from renkei.programme.filters import ActivityFilters
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

STATES = [
    ("upcoming", "これから"),
    ("waiting", "結果待ち"),
    ("cancelled", "中止"),
    ("internal", "内部のみ"),
]


class GatheringFilters(ActivityFilters):
    """Words also in places, agenda and lecturers; kind; state."""

    KINDS: Scheme
    SEARCHED: tuple[str, ...] = (
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

    def __init__(self, data: Any, queryset: QuerySet[Any], *, region: Region, today: date) -> None:
        super().__init__(data, queryset, region=region, today=today)
        self.filters["kind"].queryset = Term.objects.of(self.KINDS)

    def in_state(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "cancelled":
            return queryset.filter(cancelled_at__isnull=False)
        if value == "internal":
            return queryset.filter(is_public=False)
        if value == "upcoming":
            return queryset.filter(Q(starts_on__gte=self.today) | Q(ends_on__gte=self.today))
        held = queryset.filter(cancelled_at__isnull=True, starts_on__lt=self.today)
        return held.filter(attendance_total__isnull=True, result="")
