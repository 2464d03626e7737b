"""Writing what lies below a gathering: its days, agenda, lecturers, attendance and handouts.

Each ``write_…`` takes the whole list and replaces the former one; they run inside
``programme.actions.keep``, which holds the transaction and writes the history.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.documents.actions import keep_upload
from renkei.documents.inspection import Upload
from renkei.events.lines import Day, Headcount, Point, Speaker
from renkei.events.models import AgendaItem, AttendanceCount, Gathering, Handout, Lecturer, Occasion


def write_days(gathering: Gathering, days: Iterable[Day]) -> None:
    """Replace the days."""
    gathering.occasions.all().delete()
    Occasion.objects.bulk_create(
        Occasion(
            gathering=gathering,
            on=day.on,
            starts_at=day.starts_at,
            ends_at=day.ends_at,
            reception_at=day.reception_at,
        )
        for day in days
    )


def write_agenda(gathering: Gathering, points: Iterable[Point]) -> None:
    """Replace the points of the agenda, in their order."""
    gathering.agenda_items.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            gathering=gathering,
            position=position,
            text=point.text,
            label=point.label,
            starts_at=point.starts_at,
        )
        for position, point in enumerate(points)
    )


def write_speakers(gathering: Gathering, speakers: Iterable[Speaker]) -> None:
    """Replace the lecturers, in their order."""
    gathering.lecturers.all().delete()
    Lecturer.objects.bulk_create(
        Lecturer(
            gathering=gathering,
            position=position,
            name=speaker.name,
            honorific=speaker.honorific,
            affiliation=speaker.affiliation,
            topic=speaker.topic,
        )
        for position, speaker in enumerate(speakers)
    )


def write_attendance(gathering: Gathering, rows: Iterable[Headcount]) -> None:
    """Replace the rows of the attendance, in their order.

    A row keeps the profession it had, also when that one can no longer be chosen.
    """
    professions = dict(gathering.attendance_counts.values_list("label", "profession"))
    gathering.attendance_counts.all().delete()
    AttendanceCount.objects.bulk_create(
        AttendanceCount(
            gathering=gathering,
            position=position,
            label=row.label,
            count=row.count,
            bodies=row.bodies,
            profession_id=row.profession or professions.get(row.label),
        )
        for position, row in enumerate(rows)
    )


@transaction.atomic
def attach_handout(
    *, gathering: Gathering, upload: Upload, title: str, is_public: bool, by: Actor, at: datetime
) -> Handout:
    """Keep a file as a handout of the gathering. Raises UploadRefused.

    Without a title the name of the file stands for it.
    """
    edition = keep_upload(
        upload=upload,
        title=title or str(upload.name)[:200],
        by=by,
        at=at,
        region_slug=gathering.region.slug,
    )
    handout = Handout(gathering=gathering, document=edition.document, is_public=is_public)
    handout.stamp(at)
    handout.save()
    _write_down(handout, ["", str(handout)], by, at)
    return handout


@transaction.atomic
def remove_handout(*, handout: Handout, by: Actor, at: datetime) -> None:
    """Take a handout away from its gathering; ``restore_handout`` brings it back."""
    if _set_removed(handout, at=at, removed_at=at):
        _write_down(handout, [str(handout), ""], by, at)


@transaction.atomic
def restore_handout(*, handout: Handout, by: Actor, at: datetime) -> None:
    """Undo the removal; doing it twice changes nothing."""
    if _set_removed(handout, at=at, removed_at=None):
        _write_down(handout, ["", str(handout)], by, at)


def _set_removed(handout: Handout, *, at: datetime, removed_at: datetime | None) -> bool:
    """Whether anything changed."""
    current = Handout.objects.select_for_update().get(pk=handout.pk)
    if (current.removed_at is None) == (removed_at is None):
        return False
    current.removed_at = removed_at
    current.stamp(at)
    current.save()
    return True


def _write_down(handout: Handout, change: list[str], by: Actor, at: datetime) -> None:
    """Into the history of the gathering, whose page changes with its handouts."""
    Gathering.objects.filter(pk=handout.gathering_id).update(updated_at=at)
    whole = handout.gathering.whole
    audit.record(Verb.UPDATE, whole, by=by, at=at, changes={"資料": change})
