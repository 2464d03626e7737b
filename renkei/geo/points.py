"""Points on the earth: WGS 84 degrees, distances in metres."""

from __future__ import annotations

from collections.abc import Collection
from math import asin, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

# IUGG mean radius; against the ellipsoid a distance inside Japan is off by less than 0.5 %.
EARTH_RADIUS_M = 6_371_008.8


class Point(NamedTuple):
    """A place in WGS 84 degrees, latitude first."""

    latitude: float
    longitude: float


class Box(NamedTuple):
    """A rectangle between two meridians and two parallels, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Point:
        return Point((self.south + self.north) / 2, (self.west + self.east) / 2)

    def holds(self, point: Point) -> bool:
        """Whether the point lies in it or on its edge."""
        return (
            self.west <= point.longitude <= self.east and self.south <= point.latitude <= self.north
        )


def distance_m(here: Point, there: Point) -> float:
    """Metres along the surface of the earth (haversine), as the crow flies."""
    south, north = radians(here.latitude), radians(there.latitude)
    height = sin((north - south) / 2) ** 2
    width = sin(radians(there.longitude - here.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(height + cos(south) * cos(north) * width)))


def box_around(point: Point, metres: float) -> Box:
    """The smallest box that holds everything within ``metres`` of the point.

    For asking an index before measuring: nothing within reach lies outside of it. Holds
    anywhere but near the poles and the 180th meridian, where Japan has nothing.
    """
    angle = metres / EARTH_RADIUS_M
    height = degrees(angle)
    width = degrees(asin(min(1.0, sin(min(angle, 1.5)) / cos(radians(point.latitude)))))
    return Box(
        west=point.longitude - width,
        south=point.latitude - height,
        east=point.longitude + width,
        north=point.latitude + height,
    )


def united(boxes: Collection[Box]) -> Box:
    """The smallest box that holds all of these; there has to be one."""
    return Box(
        west=min(box.west for box in boxes),
        south=min(box.south for box in boxes),
        east=max(box.east for box in boxes),
        north=max(box.north for box in boxes),
    )
