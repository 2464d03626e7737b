"""The search index: one row per facility, kept in step after imports and changes.

Words are tied to the cell a facility lies in (``tokens``), so a facility that moves
gets new ones. Everything here is derived; ``rebuild`` makes it anew from the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction

from renkei.core import bulk
from renkei.directory.models import Listing, StaleListing
from renkei.directory.search import surroundings, tallies
from renkei.directory.search.entries import entries_of
from renkei.directory.search.storing import settle, without_index, write
from renkei.geo.models import Municipality
from renkei.organizations.models import Facility

BATCH = 2000


def refresh(facility_ids: Iterable[int]) -> None:
    """Bring these facilities' rows up to date; a facility that is gone loses its row.

    After many of them (an import) the index is tidied: in pieces it answers slower.
    """
    ids, batches, is_moved = iter(facility_ids), 0, False
    while batch := list(islice(ids, BATCH)):
        batches += 1
        with transaction.atomic():
            # First, so that what is marked while this runs stays marked.
            StaleListing.objects.filter(pk__in=bulk.among(batch)).delete()
            before = _municipalities(batch)
            write(batch, entries_of(batch))
            # With the rows: a process killed in between would leave numbers nobody counts again.
            is_moved |= tallies.recount(before | _municipalities(batch))
    if batches > 1:
        settle()
    if is_moved:
        surroundings.forget()


def mark(facility_ids: Iterable[int]) -> None:
    """Note, with the change of many facilities, that their rows are behind; see ``catch_up``."""
    bulk.insert_missing(StaleListing, ["facility"], [(key,) for key in facility_ids])


def catch_up() -> None:
    """Refresh all that are marked, also those of a process that did not come to it."""
    stale = list(StaleListing.objects.order_by("pk").values_list("pk", flat=True))
    if len(stale) > BATCH and not Listing.objects.exists():
        rebuild()
    elif stale:
        refresh(stale)


def rebuild() -> None:
    """Make every row anew, a few thousand at a time: searches go on meanwhile."""
    is_first = not Listing.objects.exists()
    with without_index(is_first):
        for batch in _batches():
            with transaction.atomic():
                StaleListing.objects.filter(pk__in=bulk.among(batch)).delete()
                write(batch, entries_of(batch), is_new=is_first)
    settle()
    count()


def count() -> bool:
    """Hold all numbers of places against the rows; whether some were wrong."""
    is_changed = tallies.recount(Municipality.objects.values_list("pk", flat=True))
    if is_changed:
        surroundings.forget()
    return is_changed


def _municipalities(keys: Sequence[int]) -> set[int]:
    """Where the rows of these facilities say they lie."""
    listed = Listing.objects.filter(pk__in=bulk.among(keys)).order_by()
    return set(listed.values_list("municipality_id", flat=True).distinct())


def _batches() -> Iterator[list[int]]:
    """Keys of all facilities, those of a municipality together: so their rows will lie."""
    keys = iter(list(Facility.objects.order_by("municipality", "pk").values_list("pk", flat=True)))
    while batch := list(islice(keys, BATCH)):
        yield batch
