"""How many facilities lie where: counted anew for the municipalities that were touched.

Rows that are as they were stay, so the newest key of a tally tells every process whether
facilities have come, gone or moved (``surroundings``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Avg, Count, F, FloatField, IntegerField, Max, Min
from django.db.models.functions import Cast, Floor

from renkei.core import bulk
from renkei.directory.models import Listing, Tally
from renkei.directory.search.grid import CELL_HEIGHT, CELL_WIDTH, TALLIED
from renkei.geo.models import Municipality

BATCH = 200
COLUMNS = (
    "municipality_id",
    "row",
    "column",
    "total",
    "latitude",
    "longitude",
    "west",
    "south",
    "east",
    "north",
)


def recount(municipalities: Iterable[int]) -> bool:
    """Count the listings of these municipalities again; whether any number has changed."""
    keys, is_changed = iter(sorted(set(municipalities))), False
    while batch := list(islice(keys, BATCH)):
        with transaction.atomic():
            is_changed |= _recount(batch)
    return is_changed


def _recount(keys: list[int]) -> bool:
    # One at a time: of two that count together each would miss what the other has deleted.
    list(Municipality.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True))
    there = set(Tally.objects.filter(municipality__in=keys).values_list(*COLUMNS))
    counted = set(_counted(keys))
    changed = {row[0] for row in there ^ counted}
    Tally.objects.filter(municipality__in=changed).delete()
    bulk.insert(
        [Tally(**dict(zip(COLUMNS, row, strict=True))) for row in counted if row[0] in changed]
    )
    return bool(changed)


def _counted(keys: list[int]) -> Iterator[tuple[Any, ...]]:
    rows = Listing.objects.filter(municipality__in=keys, latitude__isnull=False).order_by()
    blocks = rows.annotate(
        row=_step("latitude", CELL_HEIGHT), column=_step("longitude", CELL_WIDTH)
    )
    counted = blocks.values_list(*COLUMNS[:3]).annotate(
        Count("pk"),
        Avg("latitude"),
        Avg("longitude"),
        Min("longitude"),
        Min("latitude"),
        Max("longitude"),
        Max("latitude"),
    )
    return iter(counted)


def _step(degrees: str, size: float) -> Cast:
    """The row or column of a block, as ``grid.block_of`` has it."""
    return Cast(Floor(F(degrees) / size * TALLIED, output_field=FloatField()), IntegerField())
