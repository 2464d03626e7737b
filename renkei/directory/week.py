"""The week of a service as a table: spans of the day down, Monday to holidays across."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from renkei.core.holidays import holiday_of
from renkei.core.wareki import clock
from renkei.directory.models import Opening

DAYS = "月火水木金土日祝"
HOLIDAY = DAYS.index("祝")
CLOSED = "－"
SPOKEN = {Opening.Manner.OPEN.label: "受け付けます", Opening.Manner.CALL.label: "電話で受けます"}


@dataclass(frozen=True)
class Cell:
    """A mark of the table and the words a reader hears for it."""

    mark: str

    @property
    def spoken(self) -> str:
        return SPOKEN.get(self.mark, "休み")


@dataclass(frozen=True)
class Span:
    """A row: from when to when, and the cells of the eight columns."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Today:
    """Whether the service answers today; ``holiday`` is the name of the holiday it is."""

    is_closed: bool
    hours: str
    by_telephone: str
    holiday: str = ""

    @property
    def day(self) -> str:
        """``今日``; on a holiday with its name."""
        return f"今日（{self.holiday}）" if self.holiday else "今日"

    @property
    def spans(self) -> str:
        """When it answers, and when only by telephone."""
        if not self.hours:
            return f"電話での受け付けだけ（{self.by_telephone}）"
        return f"{self.hours}（{self.by_telephone}は電話）" if self.by_telephone else self.hours


def column_of(on: date) -> int:
    """Where a day stands in the table: Monday 0 to Sunday 6, a holiday on any of them 7."""
    return HOLIDAY if holiday_of(on) else on.weekday()


def heads_of(today: date) -> list[tuple[str, bool]]:
    """The heads of the table, each with whether it is today's."""
    return [(day, number == column_of(today)) for number, day in enumerate(DAYS)]


def week_of(openings: Iterable[Opening]) -> list[Span]:
    """The rows of the table; where departments differ, a span is open if one of them is."""
    spans: dict[tuple[time, time], dict[int, str]] = {}
    for opening in openings:
        days = spans.setdefault((opening.starts_at, opening.ends_at), {})
        if days.get(opening.weekday) != Opening.Manner.OPEN:
            days[opening.weekday] = opening.manner
    return [Span(_hours(*span), _cells(days)) for span, days in sorted(spans.items())]


def words_of(openings: Iterable[Opening]) -> str:
    """The table in words: ``月～水・金 9時～12時、14時～18時／土 9時～12時／木・日・祝 休み``."""
    spans: list[list[str]] = [[] for _ in DAYS]
    for opening in sorted(openings, key=lambda one: (one.starts_at, one.ends_at)):
        call = "（電話）" if opening.manner == Opening.Manner.CALL else ""
        span = f"{_hours(opening.starts_at, opening.ends_at)}{call}"
        if span not in spans[opening.weekday]:
            spans[opening.weekday].append(span)
    alike: dict[str, list[int]] = {}
    for number, said in enumerate(spans):
        alike.setdefault("、".join(said), []).append(number)
    closed = alike.pop("", [])
    told = [f"{_days(days)} {hours}" for hours, days in alike.items()]
    return "／".join([*told, f"{_days(closed)} 休み"] if told and closed else told)


def _days(numbers: Iterable[int]) -> str:
    """``月～水・金``: three days in a row and more are drawn together; a holiday never is."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1 and number != HOLIDAY:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "・".join(
        f"{DAYS[run[0]]}～{DAYS[run[-1]]}" if len(run) > 2 else "・".join(DAYS[day] for day in run)
        for run in runs
    )


def today_of(openings: Iterable[Opening], today: date) -> Today | None:
    """What the table says of today's column; None where no hours are known."""
    known = list(openings)
    if not known:
        return None
    now = [one for one in known if one.weekday == column_of(today)]
    open_ = [one for one in now if one.manner == Opening.Manner.OPEN]
    called = [one for one in now if one.manner == Opening.Manner.CALL]
    return Today(not now, _spans(open_), _spans(called), holiday_of(today))


def _spans(openings: Iterable[Opening]) -> str:
    spans = sorted({(one.starts_at, one.ends_at) for one in openings})
    return "、".join(_hours(*span) for span in spans)


def _hours(starts_at: time, ends_at: time) -> str:
    return f"{clock(starts_at)}～{clock(ends_at)}"


def _cells(days: dict[int, str]) -> tuple[Cell, ...]:
    marks = (days.get(number) for number in range(len(DAYS)))
    return tuple(Cell(Opening.Manner(mark).label if mark else CLOSED) for mark in marks)
