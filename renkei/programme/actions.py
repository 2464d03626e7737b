"""Keeping, cancelling, deleting and restoring activities; the year's settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from renkei.audit import actions as audit
from renkei.audit.history import diff
from renkei.core.actors import Actor
from renkei.core.errors import DomainError, RecordChanged
from renkei.programme.models import Activity

A = TypeVar("A", bound=Activity)


class AlreadyCancelled(DomainError):
    """すでに中止になっています。"""


class DeletedMeanwhile(DomainError):
    """この記録は、ほかの人が削除しました。"""


def keep(
    *,
    record: A,
    by: Actor,
    at: datetime,
    version: int | None = None,
    submission: UUID | None = None,
    below: Callable[[A], None] | None = None,
) -> A:
    """Save a new or changed activity with what lies ``below`` it, and its history.

    A second sending of one form (same ``submission``) returns the record of the
    first. ``below`` writes days, agenda and the like once the row exists. Raises
    RecordChanged when the record is no longer at ``version``, DeletedMeanwhile
    when it was deleted.
    """
    try:
        return _keep(record, by, at, version, submission, below)
    except IntegrityError:
        first = _kept_before(record, submission)
        if first is None:
            raise
        return first


@transaction.atomic
def _keep(
    record: A,
    by: Actor,
    at: datetime,
    version: int | None,
    submission: UUID | None,
    below: Callable[[A], None] | None,
) -> A:
    if record._state.adding:
        first = _kept_before(record, submission)
        if first is not None:
            return first
        record.submission = submission
        before: Mapping[str, str] = {}
    else:
        before = _unchanged_since(record, version).as_history()
    record.settle()
    verb = "update" if before else "create"
    record.stamp(at)
    record.save()
    if below is not None:
        below(record)
    after = _fresh(record).as_history()
    audit.record(verb, record, by=by, at=at, changes=diff(before, after))
    return record


def _kept_before(record: A, submission: UUID | None) -> A | None:
    if submission is None:
        return None
    return type(record)._default_manager.filter(submission=submission).first()


def _unchanged_since(record: A, version: int | None) -> A:
    current = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if current.deleted_at is not None:
        raise DeletedMeanwhile
    if version is not None and current.version != version:
        raise RecordChanged(current)
    record.version = current.version
    return current


def _fresh(record: A) -> A:
    return type(record)._default_manager.get(pk=record.pk)


@transaction.atomic
def cancel(*, record: A, because: str, by: Actor, at: datetime) -> A:
    """Call an activity off for a reason; its page stays and says so.

    Raises AlreadyCancelled the second time.
    """
    record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if record.is_cancelled:
        raise AlreadyCancelled
    record.cancelled_at, record.cancelled_because = at, because
    record.stamp(at)
    record.save()
    audit.record("cancel", record, by=by, at=at, reason=because)
    return record


@transaction.atomic
def uncancel(*, record: A, by: Actor, at: datetime) -> A:
    """Undo a cancellation; doing it twice changes nothing."""
    record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if record.is_cancelled:
        record.cancelled_at, record.cancelled_because = None, ""
        record.stamp(at)
        record.save()
        audit.record("restore", record, by=by, at=at)
    return record


@transaction.atomic
def delete(*, record: A, by: Actor, at: datetime) -> A:
    """Take an activity out of every page and count; ``restore`` brings it back."""
    record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if record.deleted_at is None:
        record.deleted_at = at
        record.stamp(at)
        record.save()
        audit.record("delete", record, by=by, at=at)
    return record


@transaction.atomic
def restore(*, record: A, by: Actor, at: datetime) -> A:
    """Undo a deletion; doing it twice changes nothing."""
    record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if record.deleted_at is not None:
        record.deleted_at = None
        record.stamp(at)
        record.save()
        audit.record("restore", record, by=by, at=at)
    return record
