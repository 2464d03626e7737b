"""A gathering as a table of facts; a series of meetings as one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from renkei.core.dates import Precision
from renkei.core.wareki import clock, wareki_full, with_western
from renkei.events.models import Family, Gathering, Occasion
from renkei.programme.models import Region
from renkei.reporting import places
from renkei.reporting.agenda import contents_of
from renkei.reporting.blocks import (
    Cell,
    Entry,
    Fact,
    Facts,
    Items,
    Node,
    Note,
    Paragraph,
    Section,
    Table,
)

PEOPLE_ROW = {
    Family.MEETING: "出席関係機関・団体等",
    Family.TRAINING: "参加者",
    Family.LECTURE: "参加人数",
}
OPEN = "調整中"
BY_DISTRICT = "school-district"
SERIES_FROM = 3
"""So many meetings of one title without an agenda are told in one line."""


@dataclass(frozen=True)
class Series:
    """Meetings of one title held again and again, which the page counts instead of listing."""

    title: str
    meetings: tuple[Gathering, ...]

    @property
    def held(self) -> int:
        return sum(1 for meeting in self.meetings if not meeting.is_cancelled)

    @property
    def rhythm(self) -> str:
        """``毎月1回開催`` where each month from first to last has exactly one; else empty."""
        days = [meeting.starts_on for meeting in self.meetings if meeting.starts_on]
        months = sorted(day.year * 12 + day.month for day in days)
        is_monthly = len(months) >= SERIES_FROM and months == list(
            range(months[0], months[0] + len(months))
        )
        return "毎月1回開催" if is_monthly else ""


def sections_of(
    gatherings: Sequence[Gathering], region: Region, today: date, *, level: int = 2
) -> list[Node]:
    """Past and present ones as facts, series in one line each, and what is to come in a box."""
    by_district = [each for each in gatherings if is_by_district(each)]
    series, single = _parted([each for each in gatherings if not is_by_district(each)], today)
    to_come = [each for each in single if is_to_come(each, today)]
    told: list[Node] = [Items(tuple(map(_series_entry, series)))] if series else []
    told += _district_sections(by_district, region, today, level)
    told += [section_of(each, level) for each in single if not is_to_come(each, today)]
    if to_come:
        told.append(_upcoming(to_come, region, level))
    return told


def is_by_district(gathering: Gathering) -> bool:
    """Whether it is one of the lectures that go from school district to school district."""
    return gathering.kind.code == BY_DISTRICT


def _district_sections(
    lectures: list[Gathering], region: Region, today: date, level: int
) -> Iterator[Section]:
    for title in dict.fromkeys(each.title for each in lectures):
        rows = [each for each in lectures if each.title == title]
        yield Section(title, (_invitations(rows, region, today),), level=level)


def district_table(lectures: Sequence[Gathering]) -> Table:
    """校下, lecturer, clinic and number of each lecture; what is open says 調整中."""
    head = ("校下", "講師", "医療機関", "人数")
    return Table(head, tuple(tuple(map(Cell, _district_row(each))) for each in lectures))


def _invitations(lectures: Sequence[Gathering], region: Region, today: date) -> Table:
    """The same for residents: also when, where and how to take part, and the page with all of it.

    The link stands on the first thing that is known, since every row has the same title.
    """
    plain = district_table(lectures)
    rows = []
    for lecture, row in zip(lectures, plain.rows, strict=True):
        linked = next((place for place, cell in enumerate(row[:2]) if cell.text != OPEN), 0)
        url = places.page_of(lecture, region)
        cells = [
            replace(cell, url=url) if place == linked else cell for place, cell in enumerate(row)
        ]
        rows.append((*cells, Cell(_invitation(lecture, today))))
    return Table((*plain.head, "開催日・会場・申込み"), tuple(rows))


def _district_row(gathering: Gathering) -> list[str]:
    district = getattr(gathering, "lecture").school_district  # noqa: B009 -- reverse of a subclass
    lecturers = list(gathering.lecturers.all())
    values = [
        district.name if district else "",
        "\n".join(lecturer.addressed for lecturer in lecturers),
        "\n".join(lecturer.affiliation for lecturer in lecturers),
        _number(gathering),
    ]
    return [value or OPEN for value in values]


def _number(gathering: Gathering) -> str:
    """Who came; before that the planned number, which says that it is one."""
    if gathering.is_cancelled:
        return "中止"
    planned = f"予定 {gathering.capacity:,}名" if gathering.capacity is not None else ""
    return gathering.headcount or planned


def _invitation(gathering: Gathering, today: date) -> str:
    """Day, place, fee and where to apply, a line each; a cancelled one says only that."""
    if gathering.is_cancelled:
        return f"中止：{gathering.cancelled_because}"
    day = _joined(*days_of(gathering)) if gathering.starts_on else f"日は{OPEN}"
    lines = [day, gathering.venue]
    if not gathering.is_over(today):
        lines.append(f"参加費 {gathering.fee}" if gathering.fee else "")
        lines.append(_apply_line(gathering))
    return _joined(*lines)


def _apply_line(gathering: Gathering) -> str:
    ways = [
        gathering.apply_telephone,
        f"FAX {gathering.apply_fax}" if gathering.apply_fax else "",
        gathering.apply_note,
    ]
    told = "　".join(filter(None, ways))
    return f"申込み {told}" if told else ""


def is_to_come(gathering: Gathering, today: date) -> bool:
    """Whether people can still plan for it: an exact day, not over, not called off."""
    return (
        gathering.starts_on is not None
        and gathering.precision == Precision.DAY
        and not gathering.is_over(today)
        and not gathering.is_cancelled
        and not gathering.has_result
    )


def _parted(gatherings: Sequence[Gathering], today: date) -> tuple[list[Series], list[Gathering]]:
    """Series on one side, what is told by itself on the other, each in its order."""
    alike: dict[str, list[Gathering]] = {}
    for each in gatherings:
        if _is_plain(each, today):
            alike.setdefault(each.title, []).append(each)
    series = [
        Series(title, tuple(same)) for title, same in alike.items() if len(same) >= SERIES_FROM
    ]
    counted = {each.pk for one in series for each in one.meetings}
    return series, [each for each in gatherings if each.pk not in counted]


def _is_plain(gathering: Gathering, today: date) -> bool:
    """A meeting of the past of which nothing is told but its day."""
    is_told = gathering.agenda_items.all() or gathering.attended_by or gathering.has_result
    is_past = gathering.starts_on is not None and gathering.starts_on <= today
    return gathering.family == Family.MEETING and is_past and not is_told


def _series_entry(series: Series) -> Entry:
    rhythm = f"（{series.rhythm}）" if series.rhythm else ""
    return Entry(f"{series.title}{rhythm}　{series.held}回実施")


def section_of(gathering: Gathering, level: int = 2) -> Section:
    """One gathering under its own heading; a cancelled one says so and why."""
    blocks = _told(gathering)
    if gathering.is_cancelled:
        blocks.insert(0, Note(f"中止：{gathering.cancelled_because}", tone="warning"))
    return Section(gathering.title, tuple(blocks), level=level, anchor=gathering.public_id)


def _told(gathering: Gathering, *, is_ahead: bool = False) -> list[Node]:
    facts = Facts(tuple(rows_of(gathering, is_ahead=is_ahead)), label=gathering.title)
    return [Paragraph(gathering.summary), facts] if gathering.summary else [facts]


def rows_of(gathering: Gathering, *, is_ahead: bool = False) -> Iterator[Fact]:
    """When, where, who and what, as far as it is known, in the order of the public pages."""
    yield Fact("開催日", tuple(days_of(gathering, is_ahead=is_ahead)))
    if gathering.venue:
        yield Fact("開催場所", (_joined(gathering.venue, gathering.venue_address),))
    if not gathering.is_cancelled:
        yield from _people_or_terms(gathering)
    yield from contents_of(gathering)
    if gathering.result:
        yield Fact("まとめ", (gathering.result,))
    if gathering.takes_applications and not (gathering.is_cancelled or gathering.has_result):
        yield from _application(gathering)


def _people_or_terms(gathering: Gathering) -> Iterator[Fact]:
    if gathering.attendance_total is not None or gathering.attended_by:
        yield _people(gathering)
    else:
        yield from _terms(gathering)


def days_of(gathering: Gathering, *, is_ahead: bool = False) -> list[str]:
    """Each day with its times, in words; for what is to come with the western year too."""
    occasions = list(gathering.occasions.all())
    if gathering.precision != Precision.DAY or not occasions:
        return [gathering.when]
    return [_day(occasion, is_ahead=is_ahead) for occasion in occasions]


def _day(occasion: Occasion, *, is_ahead: bool) -> str:
    day = with_western(occasion.on) if is_ahead else wareki_full(occasion.on)
    reception = f"（{clock(occasion.reception_at)}受付開始）" if occasion.reception_at else ""
    return _joined(day, f"{occasion.times}{reception}")


def _joined(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _people(gathering: Gathering) -> Fact:
    """The total strong with its basis, the list of who came below it."""
    name = PEOPLE_ROW[Family(gathering.family)]
    number, bracket, basis = gathering.headcount.partition("（")
    lines = (gathering.attended_by,) if gathering.attended_by else ()
    return Fact(name, lines, number=number, basis=bracket + basis)


def _terms(gathering: Gathering) -> Iterator[Fact]:
    """What one must know before coming; once people came, their number says it."""
    if gathering.capacity is not None:
        yield Fact("定員", (f"{gathering.capacity:,}名",))
    if gathering.audience:
        yield Fact("対象", (gathering.audience,))
    if gathering.fee:
        yield Fact("参加費", (gathering.fee,))


def _application(gathering: Gathering) -> Iterator[Fact]:
    fax = f"FAX {gathering.apply_fax}" if gathering.apply_fax else ""
    lines = tuple(filter(None, [gathering.apply_to, fax, gathering.apply_note]))
    yield Fact("申込先", lines, telephone=gathering.apply_telephone)


def _upcoming(gatherings: list[Gathering], region: Region, level: int) -> Section:
    inner = tuple(
        Section(
            each.title,
            tuple(_told(each, is_ahead=True)),
            level=level + 1,
            anchor=each.public_id,
            link=places.page_of(each, region),
            link_label="申込みの方法を見る" if each.takes_applications else "",
        )
        for each in gatherings
    )
    return Section("今後の開催予定", inner, level=level, tone="box", anchor=_anchor(gatherings))


def _anchor(gatherings: list[Gathering]) -> str:
    return f"upcoming-{gatherings[0].item}"
