"""The map of one line of the coverage as a drawing: it prints, and asks for no script.

Coordinates are whole units of the drawing, from its upper left corner; north is up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, hypot, radians

from renkei.directory.coverage.areas import Area
from renkei.directory.coverage.reach import Cell, Coverage, Line
from renkei.directory.lettering import Polygon, Spot, emptiest
from renkei.geo.outlines import Polygons, Ring, box_of, thinned
from renkei.geo.points import EARTH_RADIUS_M, Box, Point, box_around, united

# Letters come out equally large whatever the shape of a region: all drawings are as wide.
WIDTH, HIGHEST = 1000, 1000
# The room below for the scale.
FOOT = 80
# A corner nearer to the one before is not drawn: about the width of a line on paper.
FINEST = 2
MARGIN_M = 800
# Half the width of the cross that marks a town out of reach.
ARM = 8
SCALES_M = (20_000, 10_000, 5_000, 2_000, 1_000, 500)
# More names than these would lie on top of each other: numbers of the table stand for them.
NAMED_AREAS = 12
FILLS = {"○": "all", "△": "some", "×": "none", "－": "unknown"}


@dataclass(frozen=True)
class Shape:
    """An area on the map: how it is filled, what is written on it and where."""

    fill: str
    path: str
    label: str
    at: Spot


@dataclass(frozen=True)
class Scale:
    """A line so many units long, and the distance it stands for."""

    units: int
    label: str


@dataclass(frozen=True)
class Drawing:
    """All that is drawn. ``reached``, ``missed`` and ``places`` are spots of towns with and
    without the ability in reach, and of the facilities that have it; ``outside`` counts the
    facilities that lie beyond the edge. ``left`` is where the paper begins, so that a narrow
    map stands in its middle; ``sources`` tell where the outlines come from.
    """

    left: int
    height: int
    shapes: tuple[Shape, ...]
    reached: tuple[Spot, ...]
    missed: tuple[Spot, ...]
    places: tuple[Spot, ...]
    outside: int
    scale: Scale
    sources: tuple[str, ...]

    @property
    def paper(self) -> str:
        """The whole of it, with the scale below the map."""
        return f"{self.left} 0 {WIDTH} {self.height + FOOT}"

    @property
    def is_numbered(self) -> bool:
        """Whether numbers stand on the areas for their names."""
        return len(self.shapes) > NAMED_AREAS

    @property
    def is_incomplete(self) -> bool:
        """Whether the outline of an area is not there."""
        return not all(shape.path for shape in self.shapes)

    @property
    def reached_path(self) -> str:
        return _dots(self.reached)

    @property
    def missed_path(self) -> str:
        return "".join(
            f"M{x - ARM} {y - ARM}l{2 * ARM} {2 * ARM}m0-{2 * ARM}l-{2 * ARM} {2 * ARM}"
            for x, y in self.missed
        )

    @property
    def places_path(self) -> str:
        return _dots(self.places)


def _dots(spots: Iterable[Spot]) -> str:
    """Lines without length: their round ends are dots as thick as the stroke."""
    return "".join(f"M{x} {y}h0" for x, y in spots)


class Frame:
    """What brings degrees onto the paper: so narrow a part of Japan counts as flat."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self._narrowing = cos(radians((box.south + box.north) / 2))
        across = (box.east - box.west) * self._narrowing
        up = box.north - box.south
        self._per_degree = min(WIDTH / across, HIGHEST / up)
        self.width, self.height = self.spot(Point(box.south, box.east))

    @property
    def metres(self) -> float:
        """How many metres a unit stands for."""
        return radians(1) * EARTH_RADIUS_M / self._per_degree

    def spot(self, point: Point) -> Spot:
        across = (point.longitude - self.box.west) * self._narrowing
        down = self.box.north - point.latitude
        return round(across * self._per_degree), round(down * self._per_degree)


def drawing(coverage: Coverage, line: Line) -> Drawing:
    """The areas with what their towns have in reach, and who has it."""
    frame = Frame(_box(coverage.areas))
    both = list(zip(coverage.areas, line.cells, strict=True))
    points = [coverage.places[key] for key in sorted(line.able) if key in coverage.places]
    inside = [point for point in points if frame.box.holds(point)]
    reached, missed, places = (
        _spots(shown, frame)
        for shown in (_towns(both, is_reached=True), _towns(both, is_reached=False), inside)
    )
    return Drawing(
        left=(frame.width - WIDTH) // 2,
        height=frame.height,
        shapes=tuple(_shapes(both, [*reached, *missed, *places], frame)),
        reached=reached,
        missed=missed,
        places=places,
        outside=len(points) - len(inside),
        scale=scale_of(frame),
        sources=tuple(dict.fromkeys(area.source for area in coverage.areas if area.source)),
    )


def _box(areas: Iterable[Area]) -> Box:
    """Around all outlines, with a margin around the towns."""
    outlines = [box_of(area.polygons) for area in areas if area.polygons]
    towns = [box_around(town.point, MARGIN_M) for area in areas for town in area.towns]
    return united([*outlines, *towns])


def _shapes(both: list[tuple[Area, Cell]], taken: list[Spot], frame: Frame) -> Iterator[Shape]:
    is_named = len(both) <= NAMED_AREAS
    for number, (area, cell) in enumerate(both, start=1):
        label = f"{cell.sign} {area.name}" if is_named else str(number)
        polygons = drawn(area.polygons, frame)
        path = path_of(polygons)
        at = emptiest(polygons, taken) if is_named and polygons else _above(_heart(area), frame)
        yield Shape(FILLS[cell.sign], path, label, at)


def drawn(polygons: Polygons, frame: Frame) -> list[Polygon]:
    """The polygons on the paper, without corners that nobody would see."""
    return [[_drawn(ring, frame) for ring in polygon] for polygon in polygons]


def _drawn(ring: Ring, frame: Frame) -> list[Spot]:
    return thinned([frame.spot(Point(north, east)) for east, north in ring], FINEST)


def path_of(polygons: Iterable[Polygon]) -> str:
    """What an SVG draws of them."""
    return "".join(_path(ring) for polygon in polygons for ring in polygon)


def _path(ring: list[Spot]) -> str:
    return f"M{' '.join(f'{x} {y}' for x, y in ring[:-1])}Z"


def _above(point: Point, frame: Frame) -> Spot:
    """Clear of the dot or cross of a town."""
    x, y = frame.spot(point)
    return x, y - 2 * ARM


def _heart(area: Area) -> Point:
    """The town nearest to the middle of all: a curved area need not hold its own middle."""
    points = [town.point for town in area.towns]
    latitude = sum(point.latitude for point in points) / len(points)
    longitude = sum(point.longitude for point in points) / len(points)
    return min(points, key=lambda it: hypot(it.latitude - latitude, it.longitude - longitude))


def _towns(both: list[tuple[Area, Cell]], *, is_reached: bool) -> Iterator[Point]:
    for area, cell in both:
        missing = set(cell.out_of_reach)
        yield from (town.point for town in area.towns if (town.name not in missing) == is_reached)


def _spots(points: Iterable[Point], frame: Frame) -> tuple[Spot, ...]:
    """Each spot once: towns and offices of one place are drawn on top of each other."""
    return tuple(dict.fromkeys(frame.spot(point) for point in points))


def scale_of(frame: Frame) -> Scale:
    """The longest round distance that takes up less than half of the width."""
    room_m = frame.width * frame.metres / 2
    metres = next(metres for metres in SCALES_M if metres < room_m)
    return Scale(round(metres / frame.metres), f"{metres / 1000:g}km")
