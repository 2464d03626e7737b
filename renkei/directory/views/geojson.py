"""What the map fetches: outlines and places, as GeoJSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from renkei.core.guard import anyone, guard
from renkei.directory import asking, mapping
from renkei.programme.models import Region

GEOJSON = "application/geo+json"


@require_safe
@guard(anyone, Region)
def places(request: HttpRequest, region: Region) -> HttpResponse:
    """Places or counts within ``box`` that fit the search."""
    box = asking.read_box(request.GET.get("box", "")) or asking.JAPAN
    found = mapping.places(region, asking.question_of(request), box)
    return JsonResponse(found, content_type=GEOJSON)


@require_safe
@guard(anyone, Region)
def outlines(request: HttpRequest, region: Region) -> HttpResponse:
    """The shapes of the region's municipalities."""
    return JsonResponse(mapping.outlines(region), content_type=GEOJSON)
