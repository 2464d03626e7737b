"""The vacancies of a region as a board: by kind, the freshest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.utils import timezone

from renkei.directory.facts import effective_all
from renkei.directory.models import Vacancy
from renkei.programme.models import Region
from renkei.vocabulary.models import Term


@dataclass(frozen=True)
class Line:
    """One vacancy, with the name the region uses and its age in days."""

    vacancy: Vacancy
    name: str
    telephone: str
    days_old: int
    is_fresh: bool

    @property
    def others(self) -> list[tuple[str, str]]:
        """What else one press may say; 相談可 needs words and is said on the place's page."""
        pressed = (Vacancy.State.ROOM, Vacancy.State.FULL)
        return [(one, one.label) for one in pressed if one != self.vacancy.state]


@dataclass(frozen=True)
class Kind:
    """The lines of one kind of room."""

    term: Term
    lines: list[Line]


@dataclass(frozen=True)
class Board:
    """All kinds there are, and the lines of those asked for."""

    terms: list[Term]
    kinds: list[Kind] = field(default_factory=list)
    asked: str = ""


def board_of(region: Region, code: str, at: datetime) -> Board:
    """The board; ``code`` narrows it to one kind. Four queries."""
    rows = Vacancy.objects.of(region).select_related("kind", "facility__municipality", "region")
    told = list(rows.order_by("kind__position", "kind_id", "-told_at"))
    names = effective_all({row.facility_id: row.facility for row in told}.values(), region)
    lines = [
        Line(
            row,
            names[row.facility_id].name.value,
            names[row.facility_id].telephone.value,
            days_between(row.told_at, at),
            row.is_fresh(at),
        )
        for row in told
    ]
    kinds = list(_by_kind(lines))
    asked = [kind for kind in kinds if code in {"", kind.term.code}]
    return Board([kind.term for kind in kinds], asked, code)


def _by_kind(lines: Iterable[Line]) -> Iterable[Kind]:
    for term, group in groupby(lines, key=lambda line: line.vacancy.kind):
        yield Kind(term, list(group))


def days_between(then: datetime, now: datetime) -> int:
    """Calendar days in Japan; 0 is today."""
    return (timezone.localdate(now) - timezone.localdate(then)).days
