"""Keeping, calling up, deleting and restoring informal services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from renkei.audit import actions as audit
from renkei.audit.history import diff, snapshot
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import RecordChanged
from renkei.core.once import once
from renkei.directory.actions.undo import Kept, remember
from renkei.directory.models import CallOutcome, InformalService


def keep_informal(
    *,
    service: InformalService,
    by: Actor,
    at: datetime,
    version: int | None = None,
    submission: UUID | None = None,
    below: Callable[[InformalService], None] | None = None,
) -> InformalService:
    """Save a new or changed service; ``below`` writes its municipalities.

    A second sending of one sheet (same ``submission``) returns the service of the first.
    Raises RecordChanged when it is no longer at ``version``.
    """
    save = partial(_save, service, by, at, version, below)
    if not service._state.adding:
        return save()
    service.submission = submission
    return once(InformalService.objects.of(service.region), submission, save)


@transaction.atomic
def _save(
    service: InformalService,
    by: Actor,
    at: datetime,
    version: int | None,
    below: Callable[[InformalService], None] | None,
) -> InformalService:
    before: dict[str, str] = {}
    verb = Verb.CREATE
    if not service._state.adding:
        current = _locked(service)
        if version is not None and current.version != version:
            raise RecordChanged(current)
        before, service.version, verb = _told(current), current.version, Verb.UPDATE
    service.stamp(at)
    service.save()
    if below is not None:
        below(service)
    audit.record(verb, service, by=by, at=at, changes=diff(before, _told(service)))
    return service


def _locked(service: InformalService) -> InformalService:
    found: InformalService = InformalService.objects.select_for_update(of=("self",)).get(
        pk=service.pk
    )
    return found


def _told(service: InformalService) -> dict[str, str]:
    towns = "、".join(map(str, service.municipalities.all()))
    return snapshot(service) | {"地域": towns}


@transaction.atomic
def note_call(
    *,
    service: InformalService,
    outcome: CallOutcome,
    by: Actor,
    at: datetime,
    submission: UUID | None = None,
) -> list[Kept]:
    """Write down what a call gave, as of today; what is returned takes it back.

    変わりなし counts as checked; 終了 takes the service out of the pages; after
    内容が変わった the form follows; 出ない only remembers the try. A second sending of one
    sheet (same ``submission``) changes nothing.
    """
    service, former = _locked(service), _locked(service)
    if submission and service.call_submission == submission:
        return []
    service.call_submission = submission
    today = timezone.localdate(at)
    service.called_on, service.called_by, service.call_outcome = today, by.label, outcome
    if outcome == CallOutcome.SAME:
        service.checked_on = today
    if outcome == CallOutcome.ENDED:
        service.deleted_at = at
    _settled(service, former, Verb.UPDATE, by, at)
    return [remember(former, now=service)]


@transaction.atomic
def delete_informal(*, service: InformalService, by: Actor, at: datetime) -> InformalService:
    """Take a service out of every page; ``restore_informal`` brings it back."""
    return _set_deleted(service, at, Verb.DELETE, by, at)


@transaction.atomic
def restore_informal(*, service: InformalService, by: Actor, at: datetime) -> InformalService:
    """Undo a deletion; doing it twice changes nothing."""
    return _set_deleted(service, None, Verb.RESTORE, by, at)


def _set_deleted(
    service: InformalService, moment: datetime | None, verb: Verb, by: Actor, at: datetime
) -> InformalService:
    service, former = _locked(service), _locked(service)
    if (service.deleted_at is None) == (moment is None):
        return service
    service.deleted_at = moment
    _settled(service, former, verb, by, at)
    return service


def _settled(
    service: InformalService, former: InformalService, verb: Verb, by: Actor, at: datetime
) -> None:
    service.stamp(at)
    service.save()
    audit.record(verb, service, by=by, at=at, changes=diff(snapshot(former), snapshot(service)))
