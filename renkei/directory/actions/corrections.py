"""What was proposed is approved or refused; a field is corrected at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.directory.actions.abilities import Said, say_abilities
from renkei.directory.actions.moving import move, remember_spot
from renkei.directory.actions.proposing import (
    CAN,
    ValueUnfit,
    fitting,
    propose_correction,
    shown_value,
)
from renkei.directory.actions.returning import AlreadyDecided, end, holding, locked
from renkei.directory.actions.telling import tell
from renkei.directory.actions.undo import Kept, remember
from renkei.directory.actions.vacancies import tell_vacancy
from renkei.directory.models import Correction, Evidence, Vacancy
from renkei.organizations.models import Facility
from renkei.programme.models import Region


class StillUnfit(DomainError):
    """この内容は採用できません。"""

    def __init__(self, correction: Correction, why: ValueUnfit) -> None:
        """Name what was said, and what one can do about it."""
        self.why = why
        super().__init__(
            f"「{correction.value}」は、このままでは採用できません（{why}）。"
            "知らせは残してあります。施設・事業所のページで正しい内容に直し、知らせは見送ってください。"
        )


@transaction.atomic
def correct(
    *,
    region: Region,
    facility: Facility,
    field: str,
    value: str,
    reason: str,
    by: Actor,
    at: datetime,
    submission: UUID | None = None,
    expected: str | None = None,
) -> Correction:
    """Give a field a local value at once, with the reason. Raises what propose_correction does.

    A second sending of one sheet (same ``submission``) returns the correction of the first.
    """
    correction = propose_correction(
        region=region,
        facility=facility,
        field=field,
        value=value,
        reason=reason,
        proposed_by=by.label,
        at=at,
        by=by,
        submission=submission,
        expected=expected,
        is_report=False,
    )
    if correction.state == Correction.State.WAITING:
        _take_over(correction, by, at)
    return correction


def _take_over(correction: Correction, by: Actor, at: datetime) -> None:
    """Who corrects by hand is told what is unfit, not what to do with what came in."""
    try:
        approve(correction=correction, by=by, at=at)
    except StillUnfit as unfit:
        raise unfit.why from unfit
    correction.refresh_from_db()


@transaction.atomic
def approve(*, correction: Correction, by: Actor, at: datetime) -> list[Kept]:
    """Make the proposed value the region's own; an older local value ends.

    What is returned takes it back. Raises AlreadyDecided, and StillUnfit when it is no value
    of its field: what came in before that was asked may still wait.
    """
    correction, former = _waiting(correction)
    shown = shown_value(correction)
    try:
        correction.value = fitting(correction.field, correction.value)
        moved = _move(correction, shown)
    except ValueUnfit as why:
        raise StillUnfit(correction, why) from why
    kept = _apply(correction, by, at)
    ended = _end_current(correction, at)
    _decide(correction, Correction.State.APPROVED, by, at)
    if correction.term is None:
        changes = {correction.get_field_display(): [shown, correction.value]}
        tell(
            correction.facility,
            changes,
            region=correction.region,
            by=by,
            at=at,
            reason=correction.reason,
        )
    return [*kept, remember(former, now=correction), *ended, *moved]


def _move(correction: Correction, shown: str) -> list[Kept]:
    """An address moves the place; what is returned moves it back."""
    if correction.field != Correction.Field.ADDRESS:
        return []
    move(correction, former=shown)
    was = correction.moved_from
    return [remember_spot(correction.facility, was)] if was else []


def _apply(correction: Correction, by: Actor, at: datetime) -> list[Kept]:
    """An ability or vacancy is written where it lives."""
    if correction.term is None:
        return []
    if correction.field == Correction.Field.VACANCY:
        return tell_vacancy(
            region=correction.region,
            facility=correction.facility,
            kind=correction.term,
            state=Vacancy.State(correction.value),
            told_by=correction.proposed_by,
            told_at=correction.created_at,
            by=by,
            at=at,
        )
    return say_abilities(
        region=correction.region,
        facility=correction.facility,
        said={correction.term: Said(correction.value == CAN)},
        evidence=Evidence.TOLD,
        checked_on=timezone.localdate(correction.created_at),
        by=by,
        at=at,
    )


def _end_current(correction: Correction, at: datetime) -> list[Kept]:
    """The local value so far makes room; said words (OTHER) and terms have no such place."""
    if correction.term is not None or correction.field == Correction.Field.OTHER:
        return []
    current = holding(correction.region, correction.facility, correction.field)
    if current is None:
        return []
    correction.replaces = current
    return [end(current, at)]


@transaction.atomic
def refuse(*, correction: Correction, by: Actor, at: datetime) -> list[Kept]:
    """Leave everything as it is shown; what is returned takes it back. Raises AlreadyDecided."""
    correction, former = _waiting(correction)
    _decide(correction, Correction.State.REFUSED, by, at)
    tell(
        correction.facility,
        {},
        region=correction.region,
        by=by,
        at=at,
        verb=Verb.DECLINE,
        reason=str(correction),
    )
    return [remember(former, now=correction)]


@transaction.atomic
def confirm_unchanged(*, region: Region, facility: Facility, by: Actor, at: datetime) -> list[Kept]:
    """Settle what waits for a place and says what is known already; returns what takes it back.

    A vacancy or an ability is known anew as of the day it was answered. A published value
    that is right needs no local one beside it.
    """
    waiting = Correction.objects.of(region).waiting().filter(facility=facility).order_by("pk")
    said = waiting.exclude(field=Correction.Field.OTHER)
    same = [one for one in said if one.value == shown_value(one)]
    return [kept for one in same for kept in _confirm(one, by, at)]


def _confirm(correction: Correction, by: Actor, at: datetime) -> list[Kept]:
    if correction.term is not None:
        return approve(correction=correction, by=by, at=at)
    correction, former = _waiting(correction)
    _decide(correction, Correction.State.ENDED, by, at)
    place, reason = correction.facility, f"変更なし：{correction}"
    tell(place, {}, region=correction.region, by=by, at=at, reason=reason)
    return [remember(former, now=correction)]


def _waiting(correction: Correction) -> tuple[Correction, Correction]:
    """The row under lock and what it was; both objects, for one is going to change."""
    current = locked(correction)
    if current.state != Correction.State.WAITING:
        raise AlreadyDecided
    return current, locked(correction)


def _decide(correction: Correction, state: Correction.State, by: Actor, at: datetime) -> None:
    correction.state, correction.decided_by, correction.decided_at = state, by.label, at
    correction.stamp(at)
    correction.save()
