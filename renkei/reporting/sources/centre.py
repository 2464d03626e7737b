"""Sections about the centre itself, and those without records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from renkei.core.dates import Precision
from renkei.core.wareki import wareki, wareki_month
from renkei.programme.models import BrandDecision
from renkei.reporting.blocks import Entry, Node, Paragraph, marked
from renkei.reporting.sources.built import Built, Gap, Material, missing, paragraphs


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
    return Built(paragraphs(text), "概要", missing(text, "センターの開設について書かれていません"))


def centre_heading(material: Material) -> Built:
    """The centre's full name with its 愛称, as a heading."""
    region = material.evidence.region
    nickname = f"（{region.nickname}）" if region.nickname and region.centre_name else ""
    return Built(title=f"{region.centre_name or region.display_name}{nickname}について")


def functions(material: Material) -> Built:
    """The centre's functions, ア, イ, ウ …."""
    lines = material.evidence.region.function_list
    blocks = (marked([Entry(line) for line in lines]),) if lines else ()
    return Built(blocks, "機能", missing("".join(lines), "センターの機能が書かれていません"))


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
