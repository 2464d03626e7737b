"""Writing what lies below a gathering: its days, agenda, lecturers and attendance.

Each takes the whole list and replaces the former one; they run inside
``programme.actions.keep``, which holds the transaction and writes the history.
"""

from collections.abc import Iterable

from renkei.events.lines import Day, Headcount, Point, Speaker
from renkei.events.models import AgendaItem, AttendanceCount, Gathering, Lecturer, Occasion


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
    """Replace the rows of the attendance, in their order."""
    gathering.attendance_counts.all().delete()
    AttendanceCount.objects.bulk_create(
        AttendanceCount(
            gathering=gathering,
            position=position,
            label=row.label,
            count=row.count,
            bodies=row.bodies,
            profession_id=row.profession,
        )
        for position, row in enumerate(rows)
    )
