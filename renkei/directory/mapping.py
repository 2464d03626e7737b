"""What the map draws: places of a box, or counts per square where there are too many."""

from __future__ import annotations

from math import floor, log2
from typing import Any

from django.urls import reverse

from renkei.directory import search
from renkei.directory.asking import Question
from renkei.directory.search import viewing
from renkei.directory.search.grid import CELL_WIDTH
from renkei.directory.search.viewing import Spot
from renkei.geo.models import Boundary
from renkei.geo.outlines import Ring, thinned
from renkei.geo.points import Box
from renkei.organizations.models import Facility
from renkei.programme.models import Region

POINTS_AT_MOST = 150
SQUARES = 10
DECIMALS = 4
# About 50 metres: an outline for orientation, not for measuring.
THINNEST = 0.0005


def places(region: Region, question: Question, box: Box) -> dict[str, Any]:
    """GeoJSON: each place of the box by itself, or one point with a count per square."""
    asked = search.question_of(
        question.words, region=region, near=box if question.within else question.near
    )
    spots = viewing.spots(asked, box, _across(box))
    if sum(spot.total for spot in spots) > POINTS_AT_MOST:
        return _collection([_counted(spot) for spot in spots])
    there = Facility.objects.filter(pk__in=viewing.facilities(asked, box)).order_by("pk")
    return _collection([_single(place, region) for place in there])


def _across(box: Box) -> float:
    """How many squares lie across a cell of the grid: a power of two, so that they stay
    where they are when the map moves."""
    return float(2.0 ** floor(log2(SQUARES * CELL_WIDTH / (box.east - box.west))))


def _counted(spot: Spot) -> dict[str, Any]:
    return _feature(spot.point.longitude, spot.point.latitude, {"total": spot.total})


def _single(place: Facility, region: Region) -> dict[str, Any]:
    url = reverse("directory:service", args=[region.slug, place.public_id])
    properties = {"id": place.public_id, "name": place.name, "url": url}
    return _feature(place.longitude, place.latitude, properties)


def _feature(longitude: Any, latitude: Any, properties: dict[str, Any]) -> dict[str, Any]:
    point = [round(longitude, DECIMALS), round(latitude, DECIMALS)]
    geometry = {"type": "Point", "coordinates": point}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def outlines(region: Region) -> dict[str, Any]:
    """The municipalities of the region as GeoJSON, thinned out for a background."""
    known = Boundary.objects.filter(municipality__in=region.municipalities.all())
    return _collection([_outline(one) for one in known.select_related("municipality")])


def _outline(boundary: Boundary) -> dict[str, Any]:
    shape = [[_rounded(thinned(ring, THINNEST)) for ring in polygon] for polygon in boundary.rings]
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": shape},
        "properties": {"name": str(boundary), "source": boundary.source},
    }


def _rounded(ring: Ring) -> Ring:
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring]
