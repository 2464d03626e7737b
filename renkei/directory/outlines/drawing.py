"""The outlines of a file as a small drawing: whether they lie where they should is seen at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from renkei.directory.coverage.drawing import (
    FOOT,
    WIDTH,
    Frame,
    Scale,
    Shape,
    drawn,
    path_of,
    scale_of,
)
from renkei.directory.lettering import emptiest
from renkei.directory.models import OutlineRun
from renkei.directory.outlines.trial import Planned
from renkei.geo.models import Boundary
from renkei.geo.outlines import Polygons, box_of
from renkei.geo.points import box_around, united

# Half the width of the smallest map: room for its scale, also around a single block.
SMALLEST_M = 1_500


@dataclass(frozen=True)
class Sketch:
    """``ground`` is the path of the municipality, "" where its outline is not known."""

    left: int
    height: int
    ground: str
    shapes: tuple[Shape, ...]
    scale: Scale

    @property
    def paper(self) -> str:
        """The whole of it, with the scale below the map."""
        return f"{self.left} 0 {WIDTH} {self.height + FOOT}"


def sketch(run: OutlineRun, areas: Iterable[Planned]) -> Sketch:
    """Each area with its number in the table, upon the municipality."""
    ground = _ground(run)
    areas = list(areas)
    every = [one.polygons for one in areas] + ([ground] if ground else [])
    whole = united([box_of(polygons) for polygons in every])
    frame = Frame(united([whole, box_around(whole.middle, SMALLEST_M)]))
    return Sketch(
        left=(frame.width - WIDTH) // 2,
        height=frame.height,
        ground=path_of(drawn(ground, frame)),
        shapes=tuple(_shapes(areas, frame)),
        scale=scale_of(frame),
    )


def _ground(run: OutlineRun) -> Polygons:
    outline = Boundary.objects.filter(municipality=run.municipality).first()
    return outline.rings if outline else []


def _shapes(areas: Iterable[Planned], frame: Frame) -> Iterator[Shape]:
    for number, one in enumerate(areas, start=1):
        polygons = drawn(one.polygons, frame)
        at = emptiest(polygons, [])
        yield Shape("some" if one.is_unknown else "all", path_of(polygons), str(number), at)
