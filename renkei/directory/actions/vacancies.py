"""Whether there is room, told again and again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from renkei.core.actors import Actor
from renkei.directory.actions.telling import tell
from renkei.directory.actions.undo import Kept, remember
from renkei.directory.models import Vacancy
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.vocabulary.models import Term


@transaction.atomic
def tell_vacancy(
    *,
    region: Region,
    facility: Facility,
    kind: Term,
    state: Vacancy.State,
    told_by: str,
    by: Actor,
    at: datetime,
    note: str = "",
    told_at: datetime | None = None,
    submission: UUID | None = None,
) -> list[Kept]:
    """Keep what was told of one kind of room; what is returned takes it back.

    It holds as of ``told_at``, when the facility said it; else as of now. A second sending
    of one sheet (same ``submission``) changes nothing.
    """
    # The place first: the row of a kind that is told for the first time is not there to lock.
    Facility.objects.select_for_update(of=("self",), no_key=True).get(pk=facility.pk)
    rows = Vacancy.objects.filter(region=region, facility=facility, kind=kind)
    former = rows.first()
    if former and submission and former.submission == submission:
        return []
    row = rows.first() or Vacancy(region=region, facility=facility, kind=kind)
    row.state, row.note, row.told_by, row.told_at = state, note, told_by, told_at or at
    row.submission = submission
    row.stamp(at)
    row.save()
    changes = {f"空き：{kind}": [words_of(former), words_of(row)]}
    tell(facility, changes, region=region, by=by, at=at)
    return [remember(former, now=row)]


@transaction.atomic
def repeat_vacancy(
    *,
    vacancy: Vacancy,
    by: Actor,
    at: datetime,
    state: Vacancy.State | None = None,
    submission: UUID | None = None,
) -> list[Kept]:
    """Tell it again as of now: the same as before, or with another state and no note."""
    note = vacancy.note if state is None else ""
    return tell_vacancy(
        region=vacancy.region,
        facility=vacancy.facility,
        kind=vacancy.kind,
        state=state or Vacancy.State(vacancy.state),
        note=note,
        told_by=by.label,
        by=by,
        at=at,
        submission=submission,
    )


def words_of(row: Vacancy | None) -> str:
    """A vacancy as the history shows it."""
    if row is None:
        return ""
    return "　".join(filter(None, [Vacancy.State(row.state).label, row.note, row.told_by]))
