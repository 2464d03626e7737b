"""Sections that read undertakings, visits and leaflets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from renkei.core.wareki import wareki
from renkei.liaison.models import Visit
from renkei.outreach.models import Leaflet, LeafletPlace
from renkei.programme.models import Undertaking
from renkei.reporting import places
from renkei.reporting.blocks import Bar, Bars, Node, Paragraph, Section
from renkei.reporting.evidence import visit_counts
from renkei.reporting.sources.built import (
    Built,
    Gap,
    Material,
    chosen_of,
    chosen_only,
    nothing,
    paragraphs,
)
from renkei.vocabulary.models import Scheme, Term


def undertaking(material: Material) -> Built:
    """One undertaking, or all of a kind and item, each under a heading of its own."""
    chosen = list(chosen_of(material, material.evidence.undertakings, "undertaking"))
    if "undertaking" in material.parameters:
        title = chosen[0].title if chosen else ""
        return Built(_told(chosen), title, nothing(chosen, "取組の記録がありません"))
    sections = tuple(Section(each.title, _told([each])) for each in chosen)
    return Built(sections, "取組", nothing(chosen, "取組の記録がありません"))


def _told(undertakings: list[Undertaking]) -> tuple[Node, ...]:
    return tuple(
        block
        for each in undertakings
        for block in (*paragraphs(each.summary), *paragraphs(each.note))
    )


def visits(material: Material) -> Built:
    """Visits per kind of body in a period: chart and table with the same numbers.

    With an undertaking chosen, its words stand above and its title is the heading.
    """
    told = chosen_only(material)
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


def leaflet(material: Material) -> Built:
    """Leaflets: when they are handed out and where they lie, places grouped."""
    found = list(chosen_of(material, material.evidence.leaflets, "leaflet"))
    blocks = tuple(Paragraph(text) for each in found for text in _told_leaflet(each))
    first = found[0] if found else None
    note = f"（{first.note}）" if first and first.note else ""
    title = f"{first.title}の作成{note}" if first else "リーフレット"
    return Built(blocks, title, nothing(found, "リーフレットの記録がありません"))


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
