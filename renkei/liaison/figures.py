"""Figure 1: how many visits went to each of the nine kinds of place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min

from renkei.liaison.models import VisitQuerySet
from renkei.vocabulary.models import Scheme, Term


@dataclass(frozen=True)
class TargetCount:
    """A kind of place with its visits (延件数: the second visit to a place counts again)."""

    target: Term
    count: int
    percent: float


def counts_by_target(visits: VisitQuerySet) -> dict[str, Any]:
    """Rows for table and chart in the order of the code list, none left out, and the period.

    ``percent`` is the length of the bar; the longest leaves room for its number.
    """
    plain = visits.going_ahead().order_by().select_related(None).prefetch_related(None)
    counts = dict(plain.values_list("target").annotate(Count("pk", distinct=True)))
    largest = max(counts.values(), default=0)
    rows = [
        TargetCount(term, counts.get(term.pk, 0), _percent(counts.get(term.pk, 0), largest))
        for term in Term.objects.of(Scheme.VISIT_TARGET)
        if not term.is_retired or term.pk in counts
    ]
    period = plain.aggregate(first=Min("starts_on"), last=Max("starts_on"))
    bars = [(row.target.label, row.count, row.percent) for row in rows]
    return {"rows": rows, "bars": bars, "total": sum(counts.values()), "period": period}


def _percent(count: int, largest: int) -> float:
    """Of the width, leaving room for the number behind the bar."""
    return round(count * 88 / largest, 1) if largest else 0
