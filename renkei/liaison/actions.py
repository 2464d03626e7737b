"""Following up what was promised on a visit."""

from datetime import datetime

from django.db import transaction

from renkei.audit import actions as audit
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.liaison.models import Visit


class NothingToFollowUp(DomainError):
    """この訪問には、次にすることがありません。"""


@transaction.atomic
def finish_follow_up(*, visit: Visit, by: Actor, at: datetime) -> Visit:
    """Mark the next step of a visit as done; doing it twice changes nothing.

    Raises NothingToFollowUp where none was written down.
    """
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if not visit.follow_up:
        raise NothingToFollowUp
    if visit.followed_up_at is None:
        _mark(visit, at, by, at)
    return visit


@transaction.atomic
def reopen_follow_up(*, visit: Visit, by: Actor, at: datetime) -> Visit:
    """Take the mark back; doing it twice changes nothing."""
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if visit.followed_up_at is not None:
        _mark(visit, None, by, at)
    return visit


def _mark(visit: Visit, done_at: datetime | None, by: Actor, at: datetime) -> None:
    before = "済み" if visit.followed_up_at else "まだ"
    visit.followed_up_at = done_at
    visit.stamp(at)
    visit.save()
    after = "済み" if done_at else "まだ"
    audit.record("update", visit, by=by, at=at, changes={"次にすること": [before, after]})
