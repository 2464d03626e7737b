"""Which abilities are within reach of each area, and which are missing (for the council).

An area stands for its towns: an ability is within reach of a town when a facility that
has it lies within the radius of the town's centre, as the crow flies. Areas are the
school districts with an outline, else the care areas with one, else the municipalities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from renkei.directory.models import Ability
from renkei.geo.models import Boundary, CareArea, Municipality, SchoolDistrict, TownPoint
from renkei.geo.outlines import holds
from renkei.geo.points import Point, box_around, distance_m
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

NAMED_TOWNS = 12

Reach = dict[int, set[int]]


class Town(NamedTuple):
    """A point that stands for the people around it."""

    name: str
    point: Point


class Area(NamedTuple):
    """A column of the table with the towns in it."""

    name: str
    towns: tuple[Town, ...]


@dataclass(frozen=True)
class Cell:
    """How many towns of an area have an ability within reach, and the names of the others."""

    area: str
    reached: int
    total: int
    out_of_reach: tuple[str, ...]

    @property
    def sign(self) -> str:
        """All of them, some, or none."""
        if self.reached == self.total:
            return "○"
        return "△" if self.reached else "×"

    @property
    def named(self) -> str:
        """The towns out of reach in words; a long list is cut."""
        more = len(self.out_of_reach) - NAMED_TOWNS
        words = "、".join(self.out_of_reach[:NAMED_TOWNS])
        return f"{words}、ほか{more}" if more > 0 else words


@dataclass(frozen=True)
class Line:
    """One ability across all areas. ``facilities`` counts those that have it, wherever."""

    ability: Term
    facilities: int
    cells: tuple[Cell, ...]

    @property
    def missing(self) -> list[Cell]:
        """The areas with towns out of reach."""
        return [cell for cell in self.cells if cell.reached < cell.total]


@dataclass(frozen=True)
class Coverage:
    """The whole table. ``without_point`` counts facilities whose place nobody knows."""

    unit: str
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    without_point: int

    @property
    def gaps(self) -> list[Line]:
        """The abilities that some town does without."""
        return [line for line in self.lines if line.missing]


def coverage(region: Region, *, radius_m: float) -> Coverage:
    """What the towns of the region have within ``radius_m`` metres (a fixed number of queries)."""
    unit, areas = areas_of(region)
    places, abilities, without_point = _able(region)
    reach = {town: _within(town.point, places, radius_m) for area in areas for town in area.towns}
    terms = Term.objects.of(Scheme.ABILITY).in_use()
    lines = [_line(term, abilities[term.pk], areas, reach) for term in terms]
    return Coverage(unit, tuple(areas), tuple(lines), without_point)


def _line(
    term: Term, able: set[int], areas: Iterable[Area], reach: Mapping[Town, set[int]]
) -> Line:
    return Line(term, len(able), tuple(_cell(area, able, reach) for area in areas))


def _cell(area: Area, able: set[int], reach: Mapping[Town, set[int]]) -> Cell:
    missing = tuple(town.name for town in area.towns if not reach[town] & able)
    return Cell(area.name, len(area.towns) - len(missing), len(area.towns), missing)


def _able(region: Region) -> tuple[dict[int, Point], Reach, int]:
    """Where the facilities are that can do something, who can do what, and how many lie nowhere."""
    places: dict[int, Point] = {}
    abilities: Reach = defaultdict(set)
    nowhere = set()
    said = Ability.objects.of(region).values_list(
        "facility_id", "term_id", "facility__latitude", "facility__longitude"
    )
    for place, term, latitude, longitude in said:
        abilities[term].add(place)
        if latitude is None:
            nowhere.add(place)
        else:
            places[place] = Point(latitude, longitude)
    return places, abilities, len(nowhere)


def _within(here: Point, places: Mapping[int, Point], radius_m: float) -> set[int]:
    box = box_around(here, radius_m)
    return {
        place
        for place, there in places.items()
        if box.holds(there) and distance_m(here, there) <= radius_m
    }


def areas_of(region: Region) -> tuple[str, list[Area]]:
    """What the columns are called, and the areas in which something can be measured."""
    municipalities = list(region.municipalities.all())
    towns = _towns(municipalities)
    for unit, model in (("校下", SchoolDistrict), ("日常生活圏域", CareArea)):
        outlined = model.objects.filter(municipality__in=municipalities, boundary__isnull=False)
        areas = [_outlined(area, towns) for area in outlined.select_related("boundary")]
        if areas:
            return unit, areas
    whole = [Area(each.name, tuple(towns[each.pk])) for each in municipalities]
    return "市町村", [area for area in whole if area.towns]


def _towns(municipalities: Iterable[Municipality]) -> dict[int, list[Town]]:
    found: dict[int, list[Town]] = defaultdict(list)
    for each in TownPoint.objects.filter(municipality__in=municipalities):
        point = Point(each.latitude, each.longitude)
        found[each.municipality_id].append(Town(each.name, point))
    return found


def _outlined(area: SchoolDistrict | CareArea, towns: Mapping[int, list[Town]]) -> Area:
    """The towns inside the outline; a small area without one is its own middle."""
    outline = area.boundary
    inside = [each for each in towns[area.municipality_id] if holds(outline.rings, each.point)]
    return Area(area.name, tuple(inside or [Town(area.name, _middle(outline))]))


def _middle(outline: Boundary) -> Point:
    return Point((outline.south + outline.north) / 2, (outline.west + outline.east) / 2)
