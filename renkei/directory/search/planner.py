"""From words to hits."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime

from django.db.models import Q

from renkei.directory.search.found import MOST, Chip, Found, Hit, Kind
from renkei.geo.points import Point
from renkei.organizations.models import Facility
from renkei.programme.models import Region


def find(
    words: str,
    *,
    region: Region,
    near: Point | None = None,
    page: int = 1,
    per_page: int = 20,
    without: Set[str] = frozenset(),
    at: datetime | None = None,
) -> Found:
    """The page of facilities that fit the words, best first."""
    chips = [Chip(Kind.NAME, word, f"name:{word}") for word in words[:200].split()]
    facilities = Facility.objects.filter(municipality__in=region.municipalities.all())
    for chip in (chip for chip in chips if chip.value not in without):
        facilities = facilities.filter(
            Q(name__icontains=chip.label)
            | Q(kana__icontains=chip.label)
            | Q(address__icontains=chip.label)
            | Q(services__kind__label__icontains=chip.label)
        )
    ids = list(facilities.order_by("name").distinct().values_list("pk", flat=True)[:MOST])
    hits = tuple(Hit(pk, None) for pk in ids[(page - 1) * per_page : page * per_page])
    return Found(hits, len(ids), tuple(c for c in chips if c.value not in without))
