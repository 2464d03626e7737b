"""Which abilities are within reach of each area, and which are missing (for the council).

An area stands for its towns: an ability is within reach of a town when a facility that
has it lies within the radius of the town's centre, as the crow flies. It has it where the
region says so, or where a 届出 that holds on the day proves it; groups of 届出 (24 時間の
診療所 …) are lines of their own. Areas are the school districts with an outline, else the
care areas with one, else the municipalities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from renkei.directory.filing_kinds import filing_kinds
from renkei.directory.models import Ability, Filing
from renkei.geo.models import Boundary, CareArea, Municipality, SchoolDistrict, TownPoint
from renkei.geo.outlines import holds
from renkei.geo.points import Box, Point, box_around, distance_m
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

NAMED_TOWNS = 12

Reach = dict[str, set[int]]


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
    """One ability, or group of 届出, across all areas.

    ``facilities`` counts those that have it, wherever.
    """

    what: str
    facilities: int
    cells: tuple[Cell, ...]

    @property
    def missing(self) -> list[Cell]:
        """The areas with towns out of reach."""
        return [cell for cell in self.cells if cell.reached < cell.total]


@dataclass(frozen=True)
class Coverage:
    """The whole table. ``without_point`` counts facilities whose place nobody knows.

    ``filed_on`` is the day of the newest edition whose 届出 are counted, None without any.
    """

    unit: str
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    without_point: int
    filed_on: date | None = None

    @property
    def gaps(self) -> list[Line]:
        """The abilities that some town does without."""
        return [line for line in self.lines if line.missing]


@dataclass
class Able:
    """Who can do what: places by their point, and those without one."""

    places: dict[int, Point] = field(default_factory=dict)
    by_what: Reach = field(default_factory=lambda: defaultdict(set))
    nowhere: set[int] = field(default_factory=set)
    filed_on: date | None = None

    def add(self, place: int, point: Point | None, what: Iterable[str]) -> None:
        for each in what:
            self.by_what[each].add(place)
        if point is None:
            self.nowhere.add(place)
        else:
            self.places[place] = point


def coverage(region: Region, *, radius_m: float, on: date) -> Coverage:
    """What the towns of the region have within ``radius_m`` metres (a fixed number of queries)."""
    unit, areas = areas_of(region)
    towns = [town for area in areas for town in area.towns]
    able = Able()
    _add_said(able, region)
    _add_filed(able, region, _box_around(towns, radius_m), on)
    reach = {town: _within(town.point, able.places, radius_m) for town in towns}
    terms = Term.objects.of(Scheme.ABILITY).in_use()
    what = [(term.code, term.label) for term in terms]
    what += [(group, group) for group in (_groups() if able.filed_on else ())]
    lines = tuple(_line(label, able.by_what[key], areas, reach) for key, label in what)
    return Coverage(unit, tuple(areas), lines, len(able.nowhere), able.filed_on)


def _groups() -> list[str]:
    """The groups of 届出 in the order of their table."""
    return list(dict.fromkeys(kind.group for kind in filing_kinds().values() if kind.group))


def _line(what: str, able: set[int], areas: Iterable[Area], reach: Mapping[Town, set[int]]) -> Line:
    return Line(what, len(able), tuple(_cell(area, able, reach) for area in areas))


def _cell(area: Area, able: set[int], reach: Mapping[Town, set[int]]) -> Cell:
    missing = tuple(town.name for town in area.towns if not reach[town] & able)
    return Cell(area.name, len(area.towns) - len(missing), len(area.towns), missing)


def _add_said(able: Able, region: Region) -> None:
    """What the region says of facilities."""
    said = Ability.objects.of(region).values_list(
        "facility_id", "term__code", "facility__latitude", "facility__longitude"
    )
    for place, code, latitude, longitude in said:
        able.add(place, _point(latitude, longitude), [code])


def _add_filed(able: Able, region: Region, box: Box | None, on: date) -> None:
    """What 届出 that hold on the day prove, of facilities in the region and in reach of it."""
    near = Q(row__facility__municipality__in=region.municipalities.all())
    if box is not None:
        near |= Q(
            row__facility__latitude__range=(box.south, box.north),
            row__facility__longitude__range=(box.west, box.east),
        )
    rows = Filing.objects.on(on).coded().filter(near, row__facility__merged_into__isnull=True)
    columns = ("row__facility_id", "term__code", "seen_on")
    point = ("row__facility__latitude", "row__facility__longitude")
    for place, code, seen_on, latitude, longitude in rows.values_list(*columns, *point):
        if kind := filing_kinds().get(code):
            proved = filter(None, (*kind.proves, kind.group))
            able.add(place, _point(latitude, longitude), proved)
            able.filed_on = max(filter(None, (able.filed_on, seen_on)))


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def _box_around(towns: Iterable[Town], radius_m: float) -> Box | None:
    """The box that holds all that lies within reach of the towns."""
    boxes = [box_around(town.point, radius_m) for town in towns]
    if not boxes:
        return None
    return Box(
        min(box.west for box in boxes),
        min(box.south for box in boxes),
        max(box.east for box in boxes),
        max(box.north for box in boxes),
    )


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
