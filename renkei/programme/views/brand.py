"""Colour and logo of a region as files that browsers keep."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from renkei.core.guard import anyone, guard
from renkei.programme import colour
from renkei.programme.models import Region

A_YEAR_S = 365 * 24 * 60 * 60


def _state(request: HttpRequest, region: Region) -> str:
    return f'"{region.public_id}-{region.version}"'


def _kept(request: HttpRequest, region: Region, response: HttpResponse) -> HttpResponse:
    """For good where the address names this version; else ask again each time."""
    if request.GET.get("v") == str(region.version):
        patch_cache_control(response, public=True, max_age=A_YEAR_S, immutable=True)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    return response


@require_safe
@guard(anyone, Region)
@condition(etag_func=_state)
def stylesheet(request: HttpRequest, region: Region) -> HttpResponse:
    """The three colours of the region as custom properties."""
    context = {"accent": region.accent, **colour.derived(region.accent)}
    css = render_to_string("programme/brand.css", context)  # without the frame: no request
    return _kept(request, region, HttpResponse(css, content_type="text/css; charset=utf-8"))


@require_safe
@guard(anyone, Region)
@condition(etag_func=_state)
def logo(request: HttpRequest, region: Region) -> HttpResponse:
    if not region.logo:
        raise Http404
    return _kept(request, region, HttpResponse(bytes(region.logo), content_type="image/png"))
