"""What is on at a gathering and who speaks, as rows of its facts."""

from __future__ import annotations

from collections.abc import Iterator

from renkei.core.wareki import clock
from renkei.events.models import AgendaItem, Family, Gathering
from renkei.reporting.blocks import Fact

PROGRAMME_ROW = {
    Family.MEETING: "議事内容",
    Family.TRAINING: "研修内容",
    Family.LECTURE: "内容",
}
TALK = "講演"


def contents_of(gathering: Gathering) -> Iterator[Fact]:
    """Who speaks and what was on. An agenda of headed points alone has a row per heading.

    Times, or points without a heading among the headed, tell an order: then it stays one
    list, and the row of the speakers does not take a heading of the list for its own.
    """
    agenda = list(gathering.agenda_items.all())
    headings = list(dict.fromkeys(item.label for item in agenda if item.label))
    is_ordered = _tells_an_order(agenda)
    lecturers = tuple(map(str, gathering.lecturers.all()))
    if lecturers:
        yield Fact("講師" if is_ordered or TALK in headings else TALK, lecturers)
    if is_ordered or not headings:
        yield from _programme(gathering, agenda, is_ordered=is_ordered)
        return
    for label in headings:
        yield Fact(label, tuple(item.text for item in agenda if item.label == label))


def _tells_an_order(agenda: list[AgendaItem]) -> bool:
    """Whether it has times, or mixes headed points with plain ones."""
    return any(item.starts_at for item in agenda) or len({bool(item.label) for item in agenda}) > 1


def _programme(
    gathering: Gathering, agenda: list[AgendaItem], *, is_ordered: bool
) -> Iterator[Fact]:
    if agenda:
        name = PROGRAMME_ROW[Family(gathering.family)]
        yield Fact(name, tuple(map(_point, agenda)), is_ordered=is_ordered)


def _point(item: AgendaItem) -> str:
    """``14時　講演：在宅医療とは``, the time as far as it is known."""
    return "　".join(filter(None, [clock(item.starts_at) if item.starts_at else "", str(item)]))
