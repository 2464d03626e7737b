"""Which point stands for a place: the published one if it can be true, else its town's centre."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from renkei.geo.addresses import Towns, lot_key
from renkei.geo.models import Boundary, Municipality, TownPoint
from renkei.geo.outlines import Polygons, holds, is_near
from renkei.geo.points import Box, Point, distance_m

PREFECTURES = Path(__file__).parent / "data" / "prefectures.csv"
# The shipped outlines are simplified: so near to them, or to its own town, a point is believed.
BELIEVED_WITHIN_M = 1_500
COAST_M = 500


class Settled(NamedTuple):
    """The point of a place, None if nothing is known; why the published one was not taken."""

    point: Point | None
    is_estimated: bool = False
    refusal: str = ""


@lru_cache(maxsize=1)
def prefecture_boxes() -> Mapping[str, Box]:
    """The box around each prefecture by its two-digit code, rounded outwards."""
    with PREFECTURES.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Box(*(float(row[side]) for side in Box._fields))
            for row in csv.DictReader(file)
        }


class Surroundings(NamedTuple):
    """What is known of one municipality: its towns, and its outline where it was loaded."""

    towns: Towns
    polygons: Polygons
    box: Box | None

    def hold(self, point: Point) -> bool:
        """Whether the point lies in or beside the municipality; True without an outline."""
        if self.box is None:
            return True
        inside = self.box.holds(point) and holds(self.polygons, point)
        return inside or is_near(self.polygons, point, COAST_M)


def surroundings(municipality_id: int) -> Surroundings:
    """Towns and outline of a municipality, from the database."""
    rows = TownPoint.objects.filter(municipality=municipality_id)
    towns = Towns(
        (key, Point(latitude, longitude))
        for key, latitude, longitude in rows.values_list("key", "latitude", "longitude")
    )
    boundary = Boundary.objects.filter(municipality=municipality_id).first()
    if boundary is None:
        return Surroundings(towns, [], None)
    return Surroundings(towns, boundary.rings, boundary.box)


def settle(
    municipality: Municipality, known: Surroundings, address: str, published: Point | None
) -> Settled:
    """The point of a place in the municipality, from its address and its published point.

    0.0 counts as not published. A point outside the prefecture's box is never taken; one
    outside the municipality's outline only next to its own town.
    """
    centre = known.towns.centre_of(lot_key(address, municipality.name)) if known.towns else None
    refusal = _refusal(municipality, known, published, centre)
    if published and _is_written(published) and not refusal:
        return Settled(published)
    return Settled(centre, is_estimated=centre is not None, refusal=refusal)


def _is_written(point: Point) -> bool:
    return isfinite(point.latitude) and isfinite(point.longitude) and point != (0, 0)


def _refusal(
    municipality: Municipality, known: Surroundings, published: Point | None, centre: Point | None
) -> str:
    if published is None:
        return ""
    if not _is_written(published):
        return "公表の座標が0です"
    box = prefecture_boxes().get(municipality.code[:2])
    if box and not box.holds(published):
        return f"公表の座標が{municipality.prefecture}の外です"
    if known.hold(published):
        return ""
    if centre and distance_m(centre, published) <= BELIEVED_WITHIN_M:
        return ""
    return f"公表の座標が{municipality.name}の外です"
