"""The public pages of a region that join several apps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.guard import anyone, guard
from renkei.events.listing import LISTED, entries
from renkei.events.models import Gathering
from renkei.portal.news import latest_news
from renkei.programme.models import Region

NEXT = 4


@require_safe
@guard(anyone, Region)
def home(request: HttpRequest, region: Region) -> HttpResponse:
    """Welcome, telephone, next gatherings, latest changes, desks of the municipalities."""
    today = clock.today()
    known = Gathering.objects.of(region).published().of_family(*LISTED)
    context = {
        "lead": _lead(region),
        "upcoming": entries(known.for_lists().upcoming(today)[:NEXT], today),
        "news": latest_news(region, today),
        "contact_points": region.contact_points.select_related("municipality"),
    }
    return render(request, "portal/home.html", context)


def _lead(region: Region) -> str:
    """The first lines about the region; where it wrote none, those of its latest year."""
    words = region.about
    if not words:
        told = region.years.exclude(introduction="").values_list("introduction", flat=True)
        words = told.first() or ""
    return words.partition("\n")[0]


@require_safe
@guard(anyone, Region)
def contact(request: HttpRequest, region: Region) -> HttpResponse:
    points = region.contact_points.select_related("municipality")
    return render(request, "portal/contact.html", {"contact_points": points})


@require_safe
@guard(anyone, Region)
def about(request: HttpRequest, region: Region) -> HttpResponse:
    context = {
        "municipalities": region.municipalities.all(),
        "decisions": region.brand_decisions.all(),
    }
    return render(request, "portal/about.html", context)


@require_safe
@guard(anyone, Region)
def accessibility(request: HttpRequest, region: Region) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@require_safe
@guard(anyone, Region)
def privacy(request: HttpRequest, region: Region) -> HttpResponse:
    return render(request, "portal/privacy.html")
