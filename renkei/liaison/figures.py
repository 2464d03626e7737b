"""Figure 1: how many visits went to each of the nine kinds of place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from renkei.core.cells import harmless
from renkei.liaison.models import Visit
from renkei.vocabulary.models import Term


@dataclass(frozen=True)
class TargetCount:
    """A kind of place with its visits (延件数: the second visit to a place counts again)."""

    target: Term
    count: int
    percent: float


def counts_by_target(visits: QuerySet[Visit], targets: Iterable[Term]) -> dict[str, Any]:
    """Rows for table and chart in the order of the code list, and the period, by one query.

    No kind of place is left out but the retired ones nobody visited. ``percent`` is
    the length of the bar beside the longest.
    """
    plain = visits.filter(cancelled_at__isnull=True).order_by()
    found = plain.select_related(None).prefetch_related(None).values_list("target")
    told = list(found.annotate(Count("pk", distinct=True), Min("starts_on"), Max("starts_on")))
    counts = {target: count for target, count, _, _ in told}
    largest = max(counts.values(), default=0)
    rows = [
        TargetCount(term, counts.get(term.pk, 0), _percent(counts.get(term.pk, 0), largest))
        for term in targets
        if not term.is_retired or term.pk in counts
    ]
    return {
        "rows": rows,
        "bars": [(row.target.label, row.count, row.percent) for row in rows],
        "total": sum(counts.values()),
        "period": {
            "first": min((first for _, _, first, _ in told), default=None),
            "last": max((last for _, _, _, last in told), default=None),
        },
    }


def _percent(count: int, largest: int) -> float:
    """Of the longest."""
    return round(count * 100 / largest, 1) if largest else 0


def as_csv(figure: dict[str, Any]) -> bytes:
    """The table as a file a spreadsheet opens: UTF-8 with mark, the total in the last row."""
    file = io.StringIO()
    rows = [(harmless(row.target.label), row.count) for row in figure["rows"]]
    writer = csv.writer(file)
    writer.writerows([("訪問先", "件数"), *rows, ("合計", figure["total"])])
    return file.getvalue().encode("utf-8-sig")
