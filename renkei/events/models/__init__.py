"""The gathering (催し) with its days, agenda, lecturers, attendance and handouts."""

from renkei.events.models.gathering import (
    Basis,
    Family,
    Gathering,
    GatheringQuerySet,
    Secretariat,
    is_coming,
    is_past,
)
from renkei.events.models.handout import Handout, HandoutQuerySet
from renkei.events.models.lines import AgendaItem, AttendanceCount, Lecturer, Occasion

__all__ = [
    "AgendaItem",
    "AttendanceCount",
    "Basis",
    "Family",
    "Gathering",
    "GatheringQuerySet",
    "Handout",
    "HandoutQuerySet",
    "Lecturer",
    "Occasion",
    "Secretariat",
    "is_coming",
    "is_past",
]
