"""What the newest edition of a list names no more; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from renkei.directory.imports import filings
from renkei.directory.models import ImportRun, Publication, Service, SourceRow
from renkei.directory.search import index
from renkei.geo.models import Municipality

# A file of so many prefectures is a national one, which names all there are of its kinds.
NATIONAL = 40
GONE_SHOWN = 10


def unlist(run: ImportRun, at: datetime, *, closed: Iterable[Municipality] = ()) -> int:
    """Services whose rows the file should have had: of its kinds, in its municipalities.

    A national file speaks for the whole country, a list of additions for nothing but its
    rows, and none for what lies in a ``closed`` municipality. Returns how many are new in
    this state.
    """
    if not run.is_whole:
        return 0
    missing = _missing(run).exclude(facility__municipality__in=list(closed))
    facilities = list(missing.values_list("facility_id", flat=True))
    names = missing.order_by("facility__kana", "pk").values_list("facility__name", flat=True)
    run.gone = list(names[:GONE_SHOWN])
    facilities += filings.finish(missing, Publication.objects.get(runs=run), at)
    number = set_unlisted(missing, timezone.localdate(at), at)
    if facilities:
        index.mark(facilities)
    return number


def set_unlisted(services: Any, unlisted_on: date | None, at: datetime) -> int:
    """Say since when they are unlisted, in one statement; a change as any other (``stamp``)."""
    number: int = services.update(unlisted_on=unlisted_on, updated_at=at, version=F("version") + 1)
    return number


def _missing(run: ImportRun) -> Any:
    seen = SourceRow.objects.filter(seen_in=run, service__isnull=False).order_by()
    kinds = set(seen.values_list("service__kind", flat=True).distinct())
    places = set(seen.values_list("facility__municipality", flat=True).distinct())
    prefectures = set(seen.values_list("facility__municipality__prefecture", flat=True).distinct())
    scope = Q(facility__municipality__in=places) if len(prefectures) < NATIONAL else Q()
    told = SourceRow.objects.filter(service=OuterRef("pk"))
    gone, still = told.filter(source=run.source).exclude(seen_in=run), told.filter(seen_in=run)
    return Service.objects.listed().filter(scope, Exists(gone), ~Exists(still), kind__in=kinds)
