"""What the map draws: places of a box, or counts per cell where there are too many."""

from __future__ import annotations

from math import ceil, log2
from typing import Any

from django.db.models import Avg, Count, F, FloatField, IntegerField, QuerySet
from django.db.models.functions import Cast, Floor
from django.urls import reverse

from renkei.directory import search
from renkei.directory.asking import JAPAN, Question
from renkei.directory.search.found import MOST
from renkei.geo.models import Boundary
from renkei.geo.points import Box
from renkei.organizations.models import Facility
from renkei.programme.models import Region

POINTS_AT_MOST = 150
CELLS_ACROSS = 10
DECIMALS = 4
# About 50 metres: an outline for orientation, not for measuring.
THINNEST = 0.0005


def read_box(text: str) -> Box:
    """West, south, east, north; all of Japan where it cannot be read."""
    try:
        west, south, east, north = (float(part) for part in text[:80].split(","))
    except ValueError:
        return JAPAN
    box = Box(
        max(west, JAPAN.west),
        max(south, JAPAN.south),
        min(east, JAPAN.east),
        min(north, JAPAN.north),
    )
    return box if box.west < box.east and box.south < box.north else JAPAN


def places(region: Region, question: Question, box: Box) -> dict[str, Any]:
    """GeoJSON: each place of the box by itself, or one point with a count per cell."""
    within = _asked(region, question).filter(
        longitude__range=(box.west, box.east), latitude__range=(box.south, box.north)
    )
    cells = _cells(within, _size(box))
    if sum(cell["total"] for cell in cells) > POINTS_AT_MOST:
        return _collection([_counted(cell) for cell in cells])
    return _collection([_single(place, region) for place in within.order_by("pk")])


def _asked(region: Region, question: Question) -> QuerySet[Facility]:
    if not question.words:
        return Facility.objects.standing().filter(municipality__in=region.municipalities.all())
    found = search.find(
        question.words,
        region=region,
        near=question.near,
        per_page=MOST,
        without=question.without,
    )
    return Facility.objects.filter(pk__in=[hit.facility_id for hit in found.hits])


def _size(box: Box) -> float:
    """The side of a cell in degrees: a power of two, so that cells stay when the map moves."""
    return float(2.0 ** ceil(log2((box.east - box.west) / CELLS_ACROSS)))


def _cells(within: QuerySet[Facility], size: float) -> list[dict[str, Any]]:
    column = Cast(Floor(F("longitude") / size, output_field=FloatField()), IntegerField())
    row = Cast(Floor(F("latitude") / size, output_field=FloatField()), IntegerField())
    counted = within.order_by().annotate(column=column, row=row).values("column", "row")
    totals = counted.annotate(total=Count("pk"), x=Avg("longitude"), y=Avg("latitude"))
    return [dict(cell) for cell in totals.order_by("column", "row")]


def _counted(cell: dict[str, Any]) -> dict[str, Any]:
    return _feature(cell["x"], cell["y"], {"total": cell["total"]})


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
    shape = [[_thinned(ring) for ring in polygon] for polygon in boundary.rings]
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": shape},
        "properties": {"name": str(boundary), "source": boundary.source},
    }


def _thinned(ring: list[list[float]]) -> list[list[float]]:
    """Without the points that lie next to the one before; closed as it was."""
    kept = [ring[0]]
    for point in ring[1:-1]:
        if max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= THINNEST:
            kept.append(point)
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in [*kept, ring[-1]]]
