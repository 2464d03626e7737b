"""Telling the region that something on a page is wrong."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.guard import anyone, guard
from renkei.directory.detail import facility_or_404
from renkei.directory.facts import effective
from renkei.directory.forms.report import ReportForm
from renkei.directory.search.surroundings import surroundings_of
from renkei.programme.models import Region

THANKS = "お知らせを受け取りました。確かめてから直します。"


@require_http_methods(["GET", "HEAD", "POST"])
@guard(anyone, Region)
def report(request: HttpRequest, region: Region, facility: str) -> HttpResponse:
    """One wrong thing at a time; it waits for somebody of a region that reaches the place."""
    place = facility_or_404(facility)
    if not surroundings_of(region).reaches(place.municipality_id):
        raise Http404
    form = ReportForm(request.POST or None)
    if form.is_valid() and form.store(
        region=region, facility=place, by=actor_of(request), at=clock.now()
    ):
        messages.success(request, THANKS)
        return redirect("directory:service", region=region.slug, facility=facility)
    context = {"form": form, "place": place, "facts": effective(place, region)}
    return render(request, "directory/public/report.html", context)
