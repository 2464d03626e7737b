"""Sections that read trainings and lectures."""

from __future__ import annotations

from datetime import date

from renkei.core.dates import Precision
from renkei.events.models import Family, Gathering
from renkei.reporting import places
from renkei.reporting.blocks import Entry, Paragraph, marked
from renkei.reporting.gatherings import OPEN, district_table, is_by_district
from renkei.reporting.sentences import about, lecture_blocks, titled
from renkei.reporting.sources.built import Built, Gap, Material, chosen_of, chosen_only, nothing


def trainings(material: Material) -> Built:
    """Trainings with their days, each with a line about it: ア 名称（10/19）."""
    found = _of_family(material, Family.TRAINING)
    found.sort(key=lambda each: (each.kind.position, each.starts_on or date.max, each.pk))
    entries = [Entry(titled(each), note=about(each)) for each in found]
    origin = places.list_of(material.evidence.region, "training", year=int(material.evidence.year))
    gaps = _undated(found, "研修", origin)
    blocks = (marked(entries),) if entries else ()
    gaps += nothing(found, "研修の記録がありません")
    return Built(blocks, "研修等の実施", gaps, origin, f"研修の記録 {len(found)}件")


def lectures(material: Material) -> Built:
    """The lectures that go from school district to school district, as a table."""
    found = [each for each in _of_family(material, Family.LECTURE) if is_by_district(each)]
    told = chosen_only(material)
    origin = places.list_of(material.evidence.region, "lecture", year=int(material.evidence.year))
    blocks = (
        *(Paragraph(each.summary) for each in told if each.summary),
        *((district_table(found),) if found else ()),
        *(Paragraph(each.note) for each in told if each.note),
    )
    title = told[0].title if told else "校下ごとの講座"
    gaps = nothing(found, "出前講座の記録がありません") + _open_cells(found, origin)
    return Built(blocks, title, gaps, origin, f"出前講座の記録 {len(found)}件")


def _open_cells(found: list[Gathering], origin: str) -> tuple[Gap, ...]:
    table = district_table(found)
    open_ones = sum(any(cell.text == OPEN for cell in row) for row in table.rows)
    return (Gap(f"出前講座の校下・人数が{open_ones}件未記入", origin),) if open_ones else ()


def open_lecture(material: Material) -> Built:
    """Lectures and symposia for all residents; those of one district stand elsewhere."""
    all_lectures = _of_family(material, Family.LECTURE)
    found = [
        each for each in chosen_of(material, all_lectures, "gathering") if not is_by_district(each)
    ]
    blocks = lecture_blocks(found)
    origin = places.list_of(material.evidence.region, "lecture", year=int(material.evidence.year))
    gaps = nothing(found, "公開講座の記録がありません") + _undated(found, "公開講座", origin)
    title = _lecture_title(found[0]) if len(found) == 1 else "公開講座の開催"
    return Built(blocks, title, gaps, origin, f"講座の記録 {len(found)}件")


def _lecture_title(lecture: Gathering) -> str:
    together = f"{lecture.co_organizer}との共催による" if lecture.co_organizer else ""
    return f"{together}{lecture.title}の開催"


def _of_family(material: Material, family: Family) -> list[Gathering]:
    return [each for each in material.evidence.gatherings if each.family == family]


def _undated(found: list[Gathering], noun: str, origin: str) -> tuple[Gap, ...]:
    open_ones = sum(each.precision == Precision.YEAR for each in found)
    return (Gap(f"{noun}の日程が{open_ones}件未定", origin),) if open_ones else ()
