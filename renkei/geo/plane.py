"""Japanese plane rectangular coordinates (平面直角座標系) into degrees.

Formula: Kawase (2011), Bulletin of the Geospatial Information Authority of Japan 59,
as GSI publishes it for "平面直角座標を緯度・経度に換算する計算"; GRS 80 ellipsoid. JGD 2000,
JGD 2011 and WGS 84 differ by less than what an outline is drawn with.
"""

from __future__ import annotations

from functools import lru_cache
from math import asin, atan2, cos, cosh, degrees, radians, sin, sinh
from typing import NamedTuple

from renkei.geo.points import Point

SEMI_MAJOR_M = 6_378_137.0
FLATTENING = 1 / 298.257222101


class Plane(NamedTuple):
    """A transverse Mercator plane: its origin in degrees, its scale, false origin in metres."""

    latitude: float
    longitude: float
    scale: float = 0.9999
    false_easting: float = 0.0
    false_northing: float = 0.0


# 国土交通省告示第9号 (平成14年): the nineteen origins.
SYSTEMS = {
    number: Plane(latitude, longitude)
    for number, (latitude, longitude) in enumerate(
        [
            (33, 129 + 30 / 60),
            (33, 131),
            (36, 132 + 10 / 60),
            (33, 133 + 30 / 60),
            (36, 134 + 20 / 60),
            (36, 136),
            (36, 137 + 10 / 60),
            (36, 138 + 30 / 60),
            (36, 139 + 50 / 60),
            (40, 140 + 50 / 60),
            (44, 140 + 15 / 60),
            (44, 142 + 15 / 60),
            (44, 144 + 15 / 60),
            (26, 142),
            (26, 127 + 30 / 60),
            (26, 124),
            (26, 131),
            (20, 136),
            (26, 154),
        ],
        1,
    )
}

N = FLATTENING / (2 - FLATTENING)
_RADIUS = SEMI_MAJOR_M / (1 + N) * (1 + N**2 / 4 + N**4 / 64)
_ARC = (
    -3 / 2 * (N - N**3 / 8 - N**5 / 64),
    15 / 16 * (N**2 - N**4 / 4),
    -35 / 48 * (N**3 - 5 / 16 * N**5),
    315 / 512 * N**4,
    -693 / 1280 * N**5,
)
_BETA = (
    N / 2 - 2 / 3 * N**2 + 37 / 96 * N**3 - N**4 / 360 - 81 / 512 * N**5,
    N**2 / 48 + N**3 / 15 - 437 / 1440 * N**4 + 46 / 105 * N**5,
    17 / 480 * N**3 - 37 / 840 * N**4 - 209 / 4480 * N**5,
    4397 / 161280 * N**4 - 11 / 504 * N**5,
    4583 / 161280 * N**5,
)
_DELTA = (
    2 * N - 2 / 3 * N**2 - 2 * N**3 + 116 / 45 * N**4 + 26 / 45 * N**5,
    7 / 3 * N**2 - 8 / 5 * N**3 - 227 / 45 * N**4 + 2704 / 315 * N**5,
    56 / 15 * N**3 - 136 / 35 * N**4 - 1262 / 105 * N**5,
    4279 / 630 * N**4 - 332 / 35 * N**5,
    4174 / 315 * N**5,
)


@lru_cache
def _meridian_arc(latitude: float) -> float:
    """Metres from the equator to the latitude (degrees) along a meridian."""
    phi = radians(latitude)
    series = sum(a * sin(2 * j * phi) for j, a in enumerate(_ARC, 1))
    return SEMI_MAJOR_M / (1 + N) * ((1 + N**2 / 4 + N**4 / 64) * phi + series)


def in_degrees(plane: Plane, *, east: float, north: float) -> Point:
    """The point in degrees of plane coordinates in metres (east is GSI's Y, north its X)."""
    radius = plane.scale * _RADIUS
    xi = (north - plane.false_northing + plane.scale * _meridian_arc(plane.latitude)) / radius
    eta = (east - plane.false_easting) / radius
    steps = list(enumerate(_BETA, 1))
    xi_flat = xi - sum(b * sin(2 * j * xi) * cosh(2 * j * eta) for j, b in steps)
    eta_flat = eta - sum(b * cos(2 * j * xi) * sinh(2 * j * eta) for j, b in steps)
    chi = asin(sin(xi_flat) / cosh(eta_flat))
    latitude = chi + sum(d * sin(2 * j * chi) for j, d in enumerate(_DELTA, 1))
    longitude = radians(plane.longitude) + atan2(sinh(eta_flat), cos(xi_flat))
    return Point(degrees(latitude), degrees(longitude))


def from_tokyo(point: Point) -> Point:
    """The point in today's degrees of one in those before 2002 (旧日本測地系, Bessel ellipsoid).

    Formula: the linear one that is in general use for Japan; it is off by a few metres,
    the two systems by about 400.
    """
    latitude, longitude = point
    return Point(
        latitude - 0.00010695 * latitude + 0.000017464 * longitude + 0.0046017,
        longitude - 0.000046038 * latitude - 0.000083043 * longitude + 0.010040,
    )
