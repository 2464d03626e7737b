"""A local value ends: the one before it holds again, or what is published."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.directory.actions.moving import lay, remember_spot, spot_of
from renkei.directory.actions.proposing import shown_value
from renkei.directory.actions.telling import show_anew, tell
from renkei.directory.actions.undo import Kept, remember
from renkei.directory.models import Correction
from renkei.organizations.models import Facility
from renkei.programme.models import Region


class AlreadyDecided(DomainError):
    """この知らせは、もうほかの人が決めました。"""


class AsPublished(DomainError):
    """もう公表の内容に戻っています。"""


def holding(region: Region, facility: Facility, field: str) -> Correction | None:
    """The local value that is shown, under lock."""
    rows = Correction.objects.approved().filter(
        region=region, facility=facility, field=field, term__isnull=True
    )
    found: Correction | None = rows.select_for_update(of=("self",)).first()
    return found


def end(correction: Correction, at: datetime) -> Kept:
    """It holds no more; what is returned lets it hold again."""
    former, correction.state = locked(correction), Correction.State.ENDED
    correction.stamp(at)
    correction.save()
    return remember(former, now=correction)


@transaction.atomic
def take_back(*, correction: Correction, by: Actor, at: datetime) -> Correction:
    """End an approved local value; the one it replaced holds again, else what is published.

    Raises AlreadyDecided when it holds no more.
    """
    correction = locked(correction)
    if correction.state != Correction.State.APPROVED or correction.term is not None:
        raise AlreadyDecided
    correction.state = Correction.State.ENDED
    correction.stamp(at)
    correction.save()
    if correction.moved_from:
        lay(correction.facility, correction.moved_from)
    if correction.replaces is not None:
        correction.replaces.state = Correction.State.APPROVED
        correction.replaces.stamp(at)
        correction.replaces.save()
    changes = {correction.get_field_display(): [correction.value, shown_value(correction)]}
    show_anew(correction.facility, at)
    tell(correction.facility, changes, region=correction.region, by=by, at=at, verb=Verb.RESTORE)
    return correction


@transaction.atomic
def show_published(
    *, region: Region, facility: Facility, field: str, by: Actor, at: datetime
) -> list[Kept]:
    """End the local value of a field, whatever it replaced; what is returned takes it back.

    The place lies where it lay before the first of the values. Raises AsPublished when
    there is none.
    """
    current = holding(region, facility, field)
    if current is None:
        raise AsPublished
    kept = [end(current, at), *_lie_as_published(current)]
    changes = {current.get_field_display(): [current.value, shown_value(current)]}
    show_anew(current.facility, at)
    tell(current.facility, changes, region=region, by=by, at=at, verb=Verb.RESTORE)
    return kept


def _lie_as_published(correction: Correction) -> list[Kept]:
    first, one = correction.moved_from, correction.replaces
    while one is not None:
        first, one = one.moved_from or first, one.replaces
    if first is None:
        return []
    place, was = correction.facility, spot_of(correction.facility)
    lay(place, first)
    return [remember_spot(place, was)]


def locked(correction: Correction) -> Correction:
    """The row as it is now, under lock, with what it is about."""
    rows = Correction.objects.select_related("region", "facility", "term", "replaces")
    found: Correction = rows.select_for_update(of=("self",)).get(pk=correction.pk)
    return found
