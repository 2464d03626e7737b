"""What a section of a paper reads: each source turns records into blocks.

A source never writes sentences of its own about the work: it joins what was recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from renkei.core.dates import Precision
from renkei.core.wareki import wareki, wareki_month
from renkei.events.models import Family, Gathering
from renkei.liaison.models import Visit
from renkei.outreach.models import Leaflet, LeafletPlace
from renkei.programme.models import BrandDecision, Undertaking
from renkei.reporting import places
from renkei.reporting.blocks import (
    Bar,
    Bars,
    Entry,
    Node,
    Paragraph,
    Section,
    marked,
)
from renkei.reporting.evidence import Evidence, visit_counts
from renkei.reporting.gatherings import OPEN, district_table, is_by_district
from renkei.reporting.sentences import about, lecture_blocks, titled
from renkei.vocabulary.models import Scheme, Term

Parameters = Mapping[str, str]


@dataclass(frozen=True)
class Material:
    """What a source may use: the year's evidence, the section's choices, the paper's day."""

    evidence: Evidence
    parameters: Parameters
    on: date


@dataclass(frozen=True)
class Gap:
    """Something still open before the paper is final, and where to fill it in."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Built:
    """What a source made. ``title`` is used where the section has none of its own."""

    blocks: tuple[Node, ...] = ()
    title: str = ""
    gaps: tuple[Gap, ...] = ()
    origin: str = ""
    origin_label: str = ""


Builder = Callable[[Material], Built]


@dataclass(frozen=True)
class Source:
    """A kind of section: its name in the editor, its builder, and what may be chosen."""

    label: str
    build: Builder
    choices: tuple[str, ...] = field(default=())


def heading(material: Material) -> Built:
    """Only a heading for the parts below it."""
    return Built()


def free_text(material: Material) -> Built:
    """Text somebody writes; nothing comes from the records."""
    return Built(gaps=(Gap("文がまだありません"),))


def centre(material: Material) -> Built:
    """When and where the centre opens."""
    region = material.evidence.region
    opening = f"{region.opened}に" if region.opened and region.opened_note else region.opened
    text = f"{opening}{region.opened_note}"
    return Built(
        _paragraphs(text), "概要", _missing(text, "センターの開設について書かれていません")
    )


def centre_heading(material: Material) -> Built:
    """The centre's full name with its 愛称, as a heading."""
    region = material.evidence.region
    nickname = f"（{region.nickname}）" if region.nickname and region.centre_name else ""
    return Built(title=f"{region.centre_name or region.display_name}{nickname}について")


def functions(material: Material) -> Built:
    """The centre's functions, ア, イ, ウ …."""
    lines = material.evidence.region.function_list
    blocks = (marked([Entry(line) for line in lines]),) if lines else ()
    return Built(blocks, "機能", _missing("".join(lines), "センターの機能が書かれていません"))


def nickname(material: Material) -> Built:
    """How the 愛称 was chosen."""
    return _decision(material, BrandDecision.Subject.NICKNAME)


def logo(material: Material) -> Built:
    """How the logo was chosen."""
    return _decision(material, BrandDecision.Subject.LOGO)


def _decision(material: Material, subject: BrandDecision.Subject) -> Built:
    decisions = material.evidence.region.brand_decisions.filter(subject=subject)
    blocks = [block for each in decisions for block in _told_decision(each)]
    gaps = () if blocks else (Gap(f"{subject.label}の決め方が記録されていません"),)
    return Built(tuple(blocks), f"{subject.label}について", gaps)


def _told_decision(decision: BrandDecision) -> Iterator[Node]:
    entries = (
        f"応募のあった{decision.entries_count}作品の中から、" if decision.entries_count else ""
    )
    chosen = f"「{decision.chosen}」に決定。" if decision.chosen else ""
    when = f"{_day_of(decision.decided_on, decision)}、" if decision.decided_on else ""
    comma = "、" if entries and not decision.process.endswith(("、", "。")) else ""
    yield Paragraph(f"{when}{decision.process}{comma}{entries}{chosen}")
    if decision.meaning:
        yield Paragraph(decision.meaning)


def _day_of(on: date, decision: BrandDecision) -> str:
    return wareki(on) if decision.precision == Precision.DAY else wareki_month(on)


def undertaking(material: Material) -> Built:
    """One undertaking, or all of a kind and item, each under a heading of its own."""
    chosen = list(_chosen(material, material.evidence.undertakings, "undertaking"))
    if "undertaking" in material.parameters:
        title = chosen[0].title if chosen else ""
        return Built(_told(chosen), title, _nothing(chosen, "取組の記録がありません"))
    sections = tuple(Section(each.title, _told([each])) for each in chosen)
    return Built(sections, "取組", _nothing(chosen, "取組の記録がありません"))


def _told(undertakings: list[Undertaking]) -> tuple[Node, ...]:
    return tuple(
        block
        for each in undertakings
        for block in (*_paragraphs(each.summary), *_paragraphs(each.note))
    )


def visits(material: Material) -> Built:
    """Visits per kind of body in a period: chart and table with the same numbers.

    With an undertaking chosen, its words stand above and its title is the heading.
    """
    told = _chosen_only(material)
    first, last = period_of(material)
    region = material.evidence.region
    rows = Visit.objects.of(region).kept().going_ahead().filter(starts_on__range=(first, last))
    counts = visit_counts(list(rows.select_related("target")))
    kinds = [term.label for term in Term.objects.of(Scheme.VISIT_TARGET).in_use()]
    kinds += [label for label in counts if label not in kinds]
    origin = places.list_of(region, "visit", since=first, until=last)
    bars = tuple(Bar(label, counts[label]) for label in kinds)
    note = (
        f"単位：件。{wareki(first)}～{wareki(last)}の延件数"
        f"（同じ機関への2回目からも1件と数えます）。\n出典：訪問の記録（{wareki(material.on)}集計）"
    )
    chart = Bars("図1　訪問実施先一覧（単位：件数）", bars, note=note)
    figure = (chart,) if chart.total else ()
    gaps = () if chart.total else (Gap("この期間の訪問の記録がありません", origin),)
    label = f"訪問の記録 {chart.total:,}件"
    title = told[0].title if told else "関係機関への訪問"
    return Built((*_told(told), *figure), title, gaps, origin, label)


def period_of(material: Material) -> tuple[date, date]:
    """The chosen first and last day; else from April to the day of the paper."""
    year = material.evidence.year
    last = min(max(material.on, year.starts_on), year.ends_on)
    first_text, last_text = (material.parameters.get(name, "") for name in ("first", "last"))
    return (
        date.fromisoformat(first_text) if first_text else year.starts_on,
        date.fromisoformat(last_text) if last_text else last,
    )


def trainings(material: Material) -> Built:
    """Trainings with their days, each with a line about it: ア 名称（10/19）."""
    found = _of_family(material, Family.TRAINING)
    found.sort(key=lambda each: (each.kind.position, each.starts_on or date.max, each.pk))
    entries = [Entry(titled(each), note=about(each)) for each in found]
    origin = places.list_of(material.evidence.region, "training", year=int(material.evidence.year))
    gaps = _undated(found, "研修", origin)
    blocks = (marked(entries),) if entries else ()
    gaps += _nothing(found, "研修の記録がありません")
    return Built(blocks, "研修等の実施", gaps, origin, f"研修の記録 {len(found)}件")


def lectures(material: Material) -> Built:
    """The lectures that go from school district to school district, as a table."""
    found = [each for each in _of_family(material, Family.LECTURE) if is_by_district(each)]
    told = _chosen_only(material)
    origin = places.list_of(material.evidence.region, "lecture", year=int(material.evidence.year))
    blocks = (
        *(Paragraph(each.summary) for each in told if each.summary),
        *((district_table(found),) if found else ()),
        *(Paragraph(each.note) for each in told if each.note),
    )
    title = told[0].title if told else "校下ごとの講座"
    gaps = _nothing(found, "出前講座の記録がありません") + _open_cells(found, origin)
    return Built(blocks, title, gaps, origin, f"出前講座の記録 {len(found)}件")


def _open_cells(found: list[Gathering], origin: str) -> tuple[Gap, ...]:
    table = district_table(found)
    open_ones = sum(any(cell.text == OPEN for cell in row) for row in table.rows)
    return (Gap(f"出前講座の校下・人数が{open_ones}件未記入", origin),) if open_ones else ()


def leaflet(material: Material) -> Built:
    """Leaflets: when they are handed out and where they lie, places grouped."""
    found = list(_chosen(material, material.evidence.leaflets, "leaflet"))
    blocks = tuple(Paragraph(text) for each in found for text in _told_leaflet(each))
    first = found[0] if found else None
    note = f"（{first.note}）" if first and first.note else ""
    title = f"{first.title}の作成{note}" if first else "リーフレット"
    return Built(blocks, title, _nothing(found, "リーフレットの記録がありません"))


def _told_leaflet(leaflet: Leaflet) -> Iterator[str]:
    if leaflet.is_cancelled:
        yield f"{leaflet.title}　中止：{leaflet.cancelled_because}"
        return
    yield from filter(None, [leaflet.handed_out_at])
    named = grouped_places(list(leaflet.places.all()))
    if named:
        yield f"{named}に設置"


def grouped_places(all_places: list[LeafletPlace]) -> str:
    """``市施設（公民館、…）、病院…``: places of one group in its brackets, with numbers."""
    told = []
    for group, members in groupby(all_places, key=lambda place: place.group):
        names = "、".join(_placed(place) for place in members)
        told.append(f"{group}（{names}）" if group else names)
    return "、".join(told)


def _placed(place: LeafletPlace) -> str:
    return place.name if place.count is None else f"{place.name} {place.count:,}部"


def open_lecture(material: Material) -> Built:
    """Lectures and symposia for all residents; those of one district stand elsewhere."""
    all_lectures = _of_family(material, Family.LECTURE)
    found = [
        each for each in _chosen(material, all_lectures, "gathering") if not is_by_district(each)
    ]
    blocks = lecture_blocks(found)
    origin = places.list_of(material.evidence.region, "lecture", year=int(material.evidence.year))
    gaps = _nothing(found, "公開講座の記録がありません") + _undated(found, "公開講座", origin)
    title = _lecture_title(found[0]) if len(found) == 1 else "公開講座の開催"
    return Built(blocks, title, gaps, origin, f"講座の記録 {len(found)}件")


def _lecture_title(lecture: Gathering) -> str:
    together = f"{lecture.co_organizer}との共催による" if lecture.co_organizer else ""
    return f"{together}{lecture.title}の開催"


def _of_family(material: Material, family: Family) -> list[Gathering]:
    return [each for each in material.evidence.gatherings if each.family == family]


def _chosen(material: Material, records: list[Any], name: str) -> Iterator[Any]:
    """The record chosen by its public id, else those of the chosen kind and item."""
    wanted = material.parameters
    if name in wanted:
        yield from (each for each in records if each.public_id == wanted[name])
        return
    for each in records:
        is_kind = wanted.get("kind", "") in ("", getattr(each, "kind", ""))
        if is_kind and wanted.get("item", "") in ("", each.item):
            yield each


def _chosen_only(material: Material) -> list[Undertaking]:
    """The chosen undertaking as a list; none where none was chosen."""
    if "undertaking" not in material.parameters:
        return []
    return list(_chosen(material, material.evidence.undertakings, "undertaking"))


def _paragraphs(text: str) -> tuple[Node, ...]:
    return (Paragraph(text),) if text else ()


def _missing(text: str, sentence: str) -> tuple[Gap, ...]:
    return () if text else (Gap(sentence),)


def _nothing(found: list[Any], sentence: str) -> tuple[Gap, ...]:
    return () if found else (Gap(sentence),)


def _undated(found: list[Gathering], noun: str, origin: str) -> tuple[Gap, ...]:
    open_ones = sum(each.precision == Precision.YEAR for each in found)
    return (Gap(f"{noun}の日程が{open_ones}件未定", origin),) if open_ones else ()


SOURCES: dict[str, Source] = {
    "heading": Source("見出しだけ", heading),
    "centre-heading": Source("センターの名前の見出し", centre_heading),
    "centre": Source("センターの概要", centre),
    "functions": Source("センターの機能", functions),
    "nickname": Source("愛称の決定", nickname),
    "logo": Source("ロゴマークの決定", logo),
    "undertaking": Source("取組", undertaking),
    "visits": Source("訪問の図と表", visits, ("period",)),
    "trainings": Source("研修の一覧", trainings),
    "lectures": Source("校下ごとの講座の表", lectures),
    "leaflet": Source("リーフレット", leaflet),
    "open-lecture": Source("公開講座", open_lecture),
    "text": Source("自由な文", free_text),
}
