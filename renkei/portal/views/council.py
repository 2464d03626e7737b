"""The page on which a member of a council begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.guard import guard
from renkei.directory.coverage.reach import coverage
from renkei.directory.coverage.sheet import LEGEND, USUAL_KM, sheet_of
from renkei.portal import seat
from renkei.programme.models import Region
from renkei.programme.policies import may_read_for_council
from renkei.reporting.models import Paper

PAPERS = 5


@require_safe
@guard(may_read_for_council, Region)
def council(request: HttpRequest, region: Region) -> HttpResponse:
    """The meetings to come with their papers, what is within reach, and what was before."""
    actor, today = actor_of(request), clock.today()
    meetings = seat.meetings_for(actor, region)
    papers = Paper.objects.visible_to(actor).of(region).published()
    found = coverage(region, radius_m=USUAL_KM * 1000, on=today)
    context = {
        "today": today,
        "coming": meetings.upcoming(today).prefetch_related("agenda_items"),
        "bodies": seat.by_council(meetings.past(today)[: seat.MOST]),
        "papers": papers.select_related("meeting").prefetch_related("document__editions")[:PAPERS],
        "coverage": found,
        "coverage_url": reverse("directory:coverage", kwargs={"region": region.slug}),
        "kilometres": USUAL_KM,
        "sheet": sheet_of(found),
        "legend": LEGEND,
    }
    return render(request, "portal/council.html", context)
