"""A gathering as iCalendar (RFC 5545): one VEVENT per day, local time of Japan."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from renkei.core.dates import Precision
from renkei.events.models import Gathering, Occasion

if TYPE_CHECKING:
    import icalendar

TOKYO = ZoneInfo("Asia/Tokyo")


def has_days(gathering: Gathering) -> bool:
    """Whether there is a day to write into a calendar."""
    return gathering.starts_on is not None and gathering.precision == Precision.DAY


def calendar_of(gathering: Gathering, *, page: str) -> bytes:
    """The file; ``page`` is the public address of the gathering.

    A cancelled gathering keeps its entries with STATUS:CANCELLED, so that the
    calendars that have them strike them out.
    """
    import icalendar  # noqa: PLC0415 -- memory that only a calendar file needs

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//renkei//events//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    days = list(gathering.occasions.all()) or [Occasion(on=cast("date", gathering.starts_on))]
    for day in days:
        calendar.add_component(_entry(gathering, day, page))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _entry(gathering: Gathering, day: Occasion, page: str) -> icalendar.Event:
    import icalendar  # noqa: PLC0415 -- as above

    entry = icalendar.Event()
    entry.add("uid", f"{gathering.public_id}-{day.on:%Y%m%d}{_time_of(day)}@renkei")
    entry.add("dtstamp", gathering.updated_at)
    entry.add("sequence", gathering.version - 1)
    entry.add("summary", gathering.title)
    entry.add("status", "CANCELLED" if gathering.is_cancelled else "CONFIRMED")
    entry.add("url", page)
    for name, text in _words(gathering, day):
        entry.add(name, text)
    _add_times(entry, day)
    return entry


def _time_of(day: Occasion) -> str:
    return f"T{day.starts_at:%H%M}" if day.starts_at else ""


def _words(gathering: Gathering, day: Occasion) -> list[tuple[str, str]]:
    place = " ".join(filter(None, [gathering.venue, gathering.venue_address]))
    reception = f"受付 {day.reception_at:%H:%M}" if day.reception_at else ""
    told = [gathering.cancelled_because, reception, gathering.audience, gathering.apply_to]
    words = "\n".join(filter(None, told))
    return [(name, text) for name, text in [("location", place), ("description", words)] if text]


def _add_times(entry: icalendar.Event, day: Occasion) -> None:
    """Times as far as known; without a beginning it is the whole day."""
    if day.starts_at is None:
        entry.add("dtstart", _plain_day(day.on))
        entry.add("dtend", _plain_day(day.on) + timedelta(days=1))
        return
    entry.add("dtstart", datetime.combine(day.on, day.starts_at, TOKYO))
    if day.ends_at is not None:
        entry.add("dtend", datetime.combine(day.on, day.ends_at, TOKYO))


def _plain_day(on: date) -> date:
    return date(on.year, on.month, on.day)
