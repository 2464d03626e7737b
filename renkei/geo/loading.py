"""Bringing in the centres of towns and the outlines of municipalities."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.geo.addresses import Gazetteer, town_key
from renkei.geo.areas import draw
from renkei.geo.models import Boundary, Municipality, TownPoint
from renkei.geo.outlines import Outline

DATA = Path(__file__).parent / "data"
TOWNS = DATA / "towns.csv"
OUTLINES = (DATA / "ishikawa.topojson", DATA / "ibaraki.topojson")
MUNICIPALITIES_FROM = "国土数値情報（行政区域 N03-2021）を加工して作成"


class Town(NamedTuple):
    """A town as its list names it, in the municipality of this 5-digit code."""

    code: str
    name: str
    latitude: float
    longitude: float


def read_towns(path: Path = TOWNS) -> Iterator[Town]:
    """The towns that come with renkei."""
    with path.open(encoding="utf-8", newline="") as file:
        for code, name, latitude, longitude in list(csv.reader(file))[1:]:
            yield Town(code, name, float(latitude), float(longitude))


def read_japanese_addresses(path: Path, gazetteer: Gazetteer) -> Iterator[Town]:
    """The towns of one file of japanese-addresses: ``<prefecture>/<municipality>.json``.

    A town listed only by its small sections (小字) is told once, with the last section's
    point; a town without a point is left out.
    """
    code = gazetteer.code_of(path.parent.name + path.stem)
    rows = json.loads(path.read_text(encoding="utf-8"))
    for row in sorted(rows, key=lambda row: row["koaza"], reverse=True):
        if code and row["lat"] and row["town"]:
            yield Town(code, row["town"], row["lat"], row["lng"])


def gazetteer() -> Gazetteer:
    """The list of all municipalities, ready to be asked."""
    return Gazetteer(Municipality.objects.values_list("code", "name"))


@transaction.atomic
def load_towns(*, towns: Iterable[Town], by: Actor, at: datetime) -> int:
    """Replace the towns of the municipalities that are named; returns how many there are now.

    Nothing points to a town, so the list of a municipality is simply taken anew.
    """
    rows = {(town.code, town.name): town for town in towns}
    codes = {code for code, _ in rows}
    municipalities = {m.code: m for m in Municipality.objects.filter(code__in=codes)}
    TownPoint.objects.filter(municipality__in=municipalities.values()).delete()
    points = [
        TownPoint(
            municipality=municipalities[town.code],
            name=town.name,
            key=town_key(town.name),
            latitude=town.latitude,
            longitude=town.longitude,
        )
        for town in rows.values()
        if town.code in municipalities
    ]
    TownPoint.objects.bulk_create(points, batch_size=2000)
    if points:
        label = f"町丁目 {len(points)}件（{len(municipalities)}市区町村）"
        audit.record_plain(Verb.IMPORT, by=by, at=at, label=label)
    return len(points)


def of_new_places(towns: Iterable[Town]) -> list[Town]:
    """Those of municipalities that have no town yet; a list that a region loaded stays."""
    codes = TownPoint.objects.order_by().values_list("municipality__code", flat=True)
    known = set(codes.distinct())
    return [town for town in towns if town.code not in known]


@transaction.atomic
def load_municipality_outlines(
    *, outlines: Iterable[Outline], by: Actor, at: datetime, source: str = MUNICIPALITIES_FROM
) -> int:
    """Set the outlines of municipalities by their code (column N03_007 of 国土数値情報).

    A municipality made of several shapes gets all of them. Returns how many were set.
    """
    shapes: dict[str, list[Any]] = {}
    for outline in outlines:
        shapes.setdefault(_code_of(outline), []).extend(outline.polygons)
    municipalities = Municipality.objects.filter(code__in=shapes)
    for municipality in municipalities:
        draw(municipality, shapes[municipality.code], source)
    if shapes and municipalities:
        label = f"市区町村の形 {len(municipalities)}件"
        audit.record_plain(Verb.IMPORT, by=by, at=at, label=label)
    return len(municipalities)


def undrawn(outlines: Iterable[Outline]) -> list[Outline]:
    """Those of municipalities that have no outline yet; one that a region loaded stays."""
    drawn = Boundary.objects.filter(municipality__isnull=False).order_by()
    known = set(drawn.values_list("municipality__code", flat=True))
    return [outline for outline in outlines if _code_of(outline) not in known]


def _code_of(outline: Outline) -> str:
    return str(outline.properties.get("N03_007") or "")
