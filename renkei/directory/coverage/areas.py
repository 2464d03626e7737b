"""The areas a region is looked at by: school districts, care areas or municipalities.

Areas are the school districts with an outline, else the care areas with one; the towns in
none of them stand under their municipality. An area stands for its towns, since nobody's
home is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from renkei.geo.models import Boundary, CareArea, Municipality, SchoolDistrict, TownPoint
from renkei.geo.outlines import Polygons, holds
from renkei.geo.points import Point
from renkei.programme.models import Region

WHOLE = "市町村"


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


class Division(NamedTuple):
    """A region in areas, each of its towns in one at least.

    ``kind`` is what districts with an outline are called; ``outside`` counts the towns in none
    of those, out of ``towns``. What is in none comes last, with the outline of its
    municipality. Nothing can be measured in the municipalities ``without_towns``.
    """

    kind: str
    areas: tuple[Area, ...]
    towns: int
    outside: int
    without_towns: tuple[str, ...]

    @property
    def unit(self) -> str:
        """What the areas are called together."""
        return f"{self.kind}・{WHOLE}" if self.outside else self.kind


Towns = Mapping[int, list[Town]]


def division_of(region: Region) -> Division:
    """The areas in which something can be measured, and what is in none of them."""
    municipalities = list(region.municipalities.select_related("boundary"))
    towns = _towns(municipalities)
    kind, outlined = _outlined(municipalities)
    districts = [_district(each, towns) for each in outlined]
    inside = {town for area in districts for town in area.towns}
    left = {key: [town for town in each if town not in inside] for key, each in towns.items()}
    divided = {each.municipality_id for each in outlined}
    rest = [_rest(each, left[each.pk], divided) for each in municipalities if left.get(each.pk)]
    bare = [each.name for each in municipalities if each.pk not in towns.keys() | divided]
    outside = sum(map(len, left.values())) if districts else 0
    total = sum(map(len, towns.values()))
    return Division(kind, (*districts, *rest), total, outside, tuple(bare))


def _towns(municipalities: Iterable[Municipality]) -> Towns:
    found: dict[int, list[Town]] = defaultdict(list)
    for each in TownPoint.objects.filter(municipality__in=municipalities):
        point = Point(each.latitude, each.longitude)
        found[each.municipality_id].append(Town(each.name, point))
    return found


def _outlined(
    municipalities: Iterable[Municipality],
) -> tuple[str, list[SchoolDistrict] | list[CareArea]]:
    for kind, model in (("校下", SchoolDistrict), ("日常生活圏域", CareArea)):
        drawn = model.objects.filter(municipality__in=municipalities, boundary__isnull=False)
        if found := list(drawn.select_related("boundary")):
            return kind, found
    return WHOLE, []


def _district(area: SchoolDistrict | CareArea, towns: Towns) -> Area:
    """The towns inside the outline; a small area without one is its own middle."""
    outline = area.boundary
    own = towns.get(area.municipality_id, [])
    inside = [each for each in own if holds(outline.rings, each.point)]
    held = tuple(inside or [Town(area.name, outline.box.middle)])
    return Area(area.name, held, outline.rings, outline.source)


def _rest(municipality: Municipality, towns: Iterable[Town], divided: set[int]) -> Area:
    """The towns in no district: those of a municipality without any are the whole of it."""
    name = municipality.name
    outline = getattr(municipality, "boundary", Boundary(rings=[]))
    told = f"{name}のほかの町" if municipality.pk in divided else name
    return Area(told, tuple(towns), outline.rings, outline.source)
