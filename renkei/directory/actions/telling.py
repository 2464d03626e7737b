"""What follows every change of a facility's knowledge: its history and the search."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.directory.search import index
from renkei.organizations.models import Facility
from renkei.programme.models import Region


def tell(
    facility: Facility,
    changes: dict[str, list[str]],
    *,
    region: Region,
    by: Actor,
    at: datetime,
    verb: Verb = Verb.UPDATE,
    reason: str = "",
) -> None:
    """Write the change into the history of the place, and let the search know it."""
    audit.record(verb, facility, by=by, at=at, region=region.slug, changes=changes, reason=reason)
    transaction.on_commit(partial(index.refresh, [facility.pk]))


def show_anew(facility: Facility, at: datetime) -> None:
    """Mark what the place offers as changed where something said of it left no row behind.

    Who asks what was modified since (HSDS) has nothing else to see it by. Not the place: its
    own moment is the day of what the region recorded of it.
    """
    facility.services.update(updated_at=at, version=F("version") + 1)
