"""Where a person lives, as coarsely as a distance needs it: a school district or a town."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from renkei.directory.search.called import without_block, without_rank
from renkei.directory.search.tokens import fold
from renkei.geo.models import SchoolDistrict, TownPoint
from renkei.geo.points import Box, Point
from renkei.programme.models import Region

MOST_OFFERED = 8


class Whereabouts(NamedTuple):
    """A place to measure from: its name alone and with its municipality, and its middle."""

    name: str
    label: str
    point: Point


def whereabouts_of(region: Region) -> list[Whereabouts]:
    """All there are: districts whose outline is known, then towns without their 丁目."""
    return [*_districts(region), *_towns(region)]


def _districts(region: Region) -> list[Whereabouts]:
    outlined = SchoolDistrict.objects.filter(
        municipality__in=region.municipalities.all(), boundary__isnull=False
    )
    sides = ("boundary__west", "boundary__south", "boundary__east", "boundary__north")
    found = []
    for name, municipality, *box in outlined.values_list("name", "municipality__name", *sides):
        called = name if name.endswith(("校下", "校区")) else f"{name}校下"
        found.append(Whereabouts(called, f"{municipality}{called}", Box(*box).middle))
    return found


def _towns(region: Region) -> list[Whereabouts]:
    """The middle of a town is that of its blocks."""
    blocks: defaultdict[tuple[str, str], list[Point]] = defaultdict(list)
    towns = TownPoint.objects.filter(municipality__in=region.municipalities.all())
    for municipality, name, latitude, longitude in towns.order_by(
        "municipality", "name"
    ).values_list("municipality__name", "name", "latitude", "longitude"):
        blocks[municipality, without_block(name)].append(Point(latitude, longitude))
    return [
        Whereabouts(without_rank(name), f"{municipality}{without_rank(name)}", _middle(points))
        for (municipality, name), points in blocks.items()
    ]


def _middle(points: list[Point]) -> Point:
    return Point(
        sum(point.latitude for point in points) / len(points),
        sum(point.longitude for point in points) / len(points),
    )


def called(text: str, places: Sequence[Whereabouts]) -> list[Whereabouts]:
    """The places a person may mean: of exactly this name, else up to eight that hold it.

    A district whose outline nobody has loaded is looked for among the towns: 瓢箪町 for 瓢箪校下.
    """
    found = _called(text, places)
    return found or _called(text.strip().removesuffix("校下").removesuffix("校区"), places)


def _called(text: str, places: Iterable[Whereabouts]) -> list[Whereabouts]:
    key = fold(without_rank(without_block(text.strip())))
    if not key:
        return []
    known = [(place, {fold(place.name), fold(place.label)}) for place in places]
    exact = [place for place, names in known if key in names]
    holding = (place for place, names in known if any(key in name for name in names))
    return exact or [place for place, _ in zip(holding, range(MOST_OFFERED), strict=False)]
