"""Which abilities are within reach of each area, and which are missing (for the council).

An area stands for its towns: an ability is within reach of a town when a facility that
has it lies within the radius of the town's centre, as the crow flies. It has it where the
region says so, or where a 届出 that holds on the day proves it; groups of 届出 (24 時間の
診療所 …) are lines of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from renkei.directory.coverage.areas import Area, Division, Town, division_of
from renkei.directory.filing_kinds import filing_kinds
from renkei.directory.models import Ability, Filing
from renkei.geo.points import Box, Point, box_around, distance_m, united
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

NAMED_TOWNS = 12

Reach = dict[str, set[int]]


@dataclass(frozen=True)
class Cell:
    """How many towns of an area have an ability within reach, and the names of the others.

    ``is_known``: somebody, wherever, is known to have it.
    """

    area: str
    reached: int
    total: int
    out_of_reach: tuple[str, ...]
    is_known: bool = True

    @property
    def sign(self) -> str:
        """All of them, some, none; or nothing is on record."""
        if not self.is_known:
            return "－"
        if self.reached == self.total:
            return "○"
        return "△" if self.reached else "×"

    @property
    def named(self) -> str:
        """The first towns out of reach in words."""
        return "、".join(self.out_of_reach[:NAMED_TOWNS])

    @property
    def others(self) -> tuple[str, ...]:
        """The towns beyond those."""
        return self.out_of_reach[NAMED_TOWNS:]


@dataclass(frozen=True)
class Line:
    """One ability, or group of 届出, across all areas.

    ``able`` are the keys of the facilities that have it, wherever.
    """

    key: str
    what: str
    able: frozenset[int]
    cells: tuple[Cell, ...]

    @property
    def facilities(self) -> int:
        """How many have it."""
        return len(self.able)

    @property
    def missing(self) -> list[Cell]:
        """The areas with towns out of reach."""
        return [cell for cell in self.cells if cell.reached < cell.total]


@dataclass(frozen=True)
class Coverage:
    """The whole table. ``places`` are the facilities of any line whose point is known.

    ``without_point`` counts those whose place nobody knows. ``filed_on`` is the day of the newest
    edition whose 届出 are counted, None without any.
    """

    division: Division
    lines: tuple[Line, ...]
    places: Mapping[int, Point]
    without_point: int
    filed_on: date | None = None

    @property
    def areas(self) -> tuple[Area, ...]:
        """All areas, in the order of the cells of each line."""
        return self.division.areas

    @property
    def unit(self) -> str:
        """What the areas are called."""
        return self.division.unit

    @property
    def gaps(self) -> list[Line]:
        """The abilities that some town does without, though somebody has them."""
        return [line for line in self.lines if line.able and line.missing]

    @property
    def unknown(self) -> list[Line]:
        """The abilities that nobody is known to have: missing, or only not on record."""
        return [line for line in self.lines if not line.able]

    def chosen(self, key: str) -> Line | None:
        """The line of that key; else one that helps some towns only, else the first."""
        asked = [line for line in self.lines if line.key == key]
        return next(iter([*asked, *self.gaps, *self.lines]), None)


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
    division = division_of(region)
    areas = division.areas
    towns = [town for area in areas for town in area.towns]
    able = Able()
    _add_said(able, region)
    _add_filed(able, region, _box_around(towns, radius_m), on)
    reach = {town: _within(town.point, able.places, radius_m) for town in towns}
    terms = Term.objects.of(Scheme.ABILITY).in_use()
    what = [(term.code, term.label) for term in terms]
    what += [(group, group) for group in (_groups() if able.filed_on else ())]
    lines = tuple(_line(key, label, able.by_what[key], areas, reach) for key, label in what)
    return Coverage(division, lines, able.places, len(able.nowhere), able.filed_on)


def _groups() -> list[str]:
    """The groups of 届出 in the order of their table."""
    return list(dict.fromkeys(kind.group for kind in filing_kinds().values() if kind.group))


def _line(
    key: str, what: str, able: set[int], areas: Iterable[Area], reach: Mapping[Town, set[int]]
) -> Line:
    return Line(key, what, frozenset(able), tuple(_cell(area, able, reach) for area in areas))


def _cell(area: Area, able: set[int], reach: Mapping[Town, set[int]]) -> Cell:
    missing = tuple(town.name for town in area.towns if not reach[town] & able)
    reached = len(area.towns) - len(missing)
    return Cell(area.name, reached, len(area.towns), missing, is_known=bool(able))


def _add_said(able: Able, region: Region) -> None:
    """What the region says of facilities."""
    standing = Ability.objects.of(region).filter(facility__merged_into__isnull=True)
    said = standing.values_list(
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
    return united(boxes) if boxes else None


def _within(here: Point, places: Mapping[int, Point], radius_m: float) -> set[int]:
    box = box_around(here, radius_m)
    return {
        place
        for place, there in places.items()
        if box.holds(there) and distance_m(here, there) <= radius_m
    }
