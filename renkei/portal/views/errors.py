"""The page for an address where nothing is."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from renkei.core.actors import actor_of
from renkei.programme.models import Region

_CALLED = 5  # more telephone numbers than this would only confuse


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """In the frame of the region the address begins with; else with the telephones of all."""
    regions = Region.objects.visible_to(actor_of(request))
    if not hasattr(request, "region"):
        slug = request.path.split("/", 2)[1]
        cast("Any", request).region = regions.filter(slug=slug).first()
    return render(request, "404.html", {"regions": regions[:_CALLED]}, status=404)
