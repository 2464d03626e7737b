"""Keeping, cancelling, deleting and restoring activities."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar, cast
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from renkei.audit import actions as audit
from renkei.audit.history import diff
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import DomainError, RecordChanged
from renkei.core.once import once
from renkei.programme.models import Activity

A = TypeVar("A", bound=Activity)


class AlreadyCancelled(DomainError):
    """すでに中止になっています。"""


class DeletedMeanwhile(RecordChanged):
    """この記録は削除されています。先に「元に戻す」を押してください。"""

    def told(self, *, differs: bool) -> str:
        """Above a form that was being written: what was typed need not be lost."""
        choose = "下で残すほうを選び、" if differs else ""
        return (
            "この記録は、書いているあいだに削除されました。"
            f"{choose}「元に戻してから記録する」を押すと、この内容で記録できます。"
        )


def keep(
    *,
    record: A,
    by: Actor,
    at: datetime,
    version: int | None = None,
    submission: UUID | None = None,
    below: Callable[[A], None] | None = None,
    restoring: bool = False,
) -> A:
    """Save a new or changed activity with what lies ``below`` it, and its history.

    A second sending of one form (same ``submission``) returns the record of the
    first. ``below`` writes days, agenda and the like once the row exists. Raises
    RecordChanged when the record is no longer at ``version``, DeletedMeanwhile
    when it was deleted and ``restoring`` does not ask for it back.
    """
    make = partial(_keep, record, by, at, version, below, restoring)
    if not record._state.adding:
        return make()
    record.submission = submission
    return once(_rows(record).filter(region=record.region), submission, make)


@transaction.atomic
def _keep(
    record: A,
    by: Actor,
    at: datetime,
    version: int | None,
    below: Callable[[A], None] | None,
    restoring: bool,
) -> A:
    if record._state.adding:
        verb, before = Verb.CREATE, {}
    else:
        verb, before = Verb.UPDATE, _opened(record, by, at, version, restoring).as_history()
    record.settle()
    record.stamp(at)
    record.save()
    if below is not None:
        below(record)
    # Read anew: what was typed and what is kept are not always written alike.
    after = _rows(record).get(pk=record.pk).as_history()
    audit.record(verb, record, by=by, at=at, changes=diff(before, after))
    return record


def _opened(record: A, by: Actor, at: datetime, version: int | None, restoring: bool) -> A:
    """As it is now, brought back where that was asked for."""
    current = _rows(record).select_for_update().get(pk=record.pk) if restoring else _locked(record)
    if version is not None and current.version != version:
        raise RecordChanged(current)
    if current.deleted_at is not None:
        audit.record(Verb.RESTORE, record, by=by, at=at)
    record.version, record.deleted_at = current.version, None
    return current


def _rows(record: A) -> QuerySet[A]:
    """All of its kind."""
    manager = type(record)._default_manager  # noqa: SLF001 -- the documented way for any model
    return cast("QuerySet[A]", manager.all())


def _locked(record: A) -> A:
    """As it is now, and nobody else's until the end of the transaction."""
    current = _rows(record).select_for_update().get(pk=record.pk)
    if current.deleted_at is not None:
        raise DeletedMeanwhile(current)
    return current


@transaction.atomic
def cancel(*, record: A, because: str, by: Actor, at: datetime) -> A:
    """Call an activity off for a reason; its page stays and says so.

    Raises AlreadyCancelled the second time, DeletedMeanwhile when it was deleted.
    """
    record = _locked(record)
    if record.is_cancelled:
        raise AlreadyCancelled
    record.cancelled_at, record.cancelled_because = at, because
    return _settled(record, Verb.CANCEL, by, at, because)


@transaction.atomic
def uncancel(*, record: A, by: Actor, at: datetime) -> A:
    """Undo a cancellation; doing it twice changes nothing. Raises DeletedMeanwhile."""
    record = _locked(record)
    if not record.is_cancelled:
        return record
    former, record.cancelled_because = record.cancelled_because, ""
    record.cancelled_at = None
    return _settled(record, Verb.RESTORE, by, at, f"中止の取り消し（{former}）")


@transaction.atomic
def delete(*, record: A, by: Actor, at: datetime) -> A:
    """Take an activity out of every page and count; ``restore`` brings it back."""
    record = _rows(record).select_for_update().get(pk=record.pk)
    if record.deleted_at is not None:
        return record
    record.deleted_at = at
    return _settled(record, Verb.DELETE, by, at)


@transaction.atomic
def restore(*, record: A, by: Actor, at: datetime) -> A:
    """Undo a deletion; doing it twice changes nothing."""
    record = _rows(record).select_for_update().get(pk=record.pk)
    if record.deleted_at is None:
        return record
    record.deleted_at = None
    return _settled(record, Verb.RESTORE, by, at)


def _settled(record: A, verb: Verb, by: Actor, at: datetime, reason: str = "") -> A:
    record.stamp(at)
    record.save()
    audit.record(verb, record, by=by, at=at, reason=reason)
    return record
