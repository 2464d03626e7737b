"""The areas a region is looked at by: school districts, care areas or municipalities.

Areas are the school districts with an outline, else the care areas with one, else the
municipalities. An area stands for its towns, since nobody's home is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from renkei.geo.models import Boundary, CareArea, Municipality, SchoolDistrict, TownPoint
from renkei.geo.outlines import Polygons, holds
from renkei.geo.points import Point
from renkei.programme.models import Region


class Town(NamedTuple):
    """A point that stands for the people around it."""

    name: str
    point: Point


class Area(NamedTuple):
    """An area with the towns in it; no polygons where its outline was not loaded.

    ``source`` tells where the outline comes from.
    """

    name: str
    towns: tuple[Town, ...]
    polygons: Polygons
    source: str


def areas_of(region: Region) -> tuple[str, list[Area]]:
    """What the areas are called, and those in which something can be measured."""
    municipalities = list(region.municipalities.select_related("boundary"))
    towns = _towns(municipalities)
    for unit, model in (("校下", SchoolDistrict), ("日常生活圏域", CareArea)):
        outlined = model.objects.filter(municipality__in=municipalities, boundary__isnull=False)
        areas = [_outlined(area, towns) for area in outlined.select_related("boundary")]
        if areas:
            return unit, areas
    return "市町村", [_whole(each, towns[each.pk]) for each in municipalities if towns[each.pk]]


def _towns(municipalities: Iterable[Municipality]) -> dict[int, list[Town]]:
    found: dict[int, list[Town]] = defaultdict(list)
    for each in TownPoint.objects.filter(municipality__in=municipalities):
        point = Point(each.latitude, each.longitude)
        found[each.municipality_id].append(Town(each.name, point))
    return found


def _whole(municipality: Municipality, towns: Iterable[Town]) -> Area:
    outline = getattr(municipality, "boundary", Boundary(rings=[]))
    return Area(municipality.name, tuple(towns), outline.rings, outline.source)


def _outlined(area: SchoolDistrict | CareArea, towns: Mapping[int, list[Town]]) -> Area:
    """The towns inside the outline; a small area without one is its own middle."""
    outline = area.boundary
    inside = [each for each in towns[area.municipality_id] if holds(outline.rings, each.point)]
    held = tuple(inside or [Town(area.name, outline.box.middle)])
    return Area(area.name, held, outline.rings, outline.source)
