"""The public pages of gatherings."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.guard import anyone, guard
from renkei.events.calendar import calendar_of, has_days
from renkei.events.listing import LISTED, Entry, GatheringChoice, agenda_of, entries
from renkei.events.models import Gathering
from renkei.programme.models import Region


@require_safe
@guard(anyone, Region)
def gatherings(request: HttpRequest, region: Region) -> HttpResponse:
    """What comes, what has no day yet, and what was, twenty a page."""
    today = clock.today()
    known = Gathering.objects.of(region).published().of_family(*LISTED)
    choice = GatheringChoice(request.GET, known, today)
    agenda = agenda_of(choice, request.GET.get("page"), today)
    context = {"choice": choice, "agenda": agenda, "page": agenda.page}
    return render(request, "events/public/list.html", context)


@require_safe
@guard(anyone, Gathering)
def gathering(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """When, where, what, how to apply; afterwards what came of it."""
    shown = _published(gathering)
    today = clock.today()
    entry = entries([shown], today)[0]
    context = {
        "gathering": shown,
        "entry": entry,
        "is_open": entry.is_open and shown.takes_applications,
        "has_days": has_days(shown),
        "is_over": shown.is_over(today),
        "updated_on": timezone.localdate(shown.updated_at),
        "handouts": shown.handouts.published().with_files(),
        "same_title": _same_title(shown),
    }
    return render(request, "events/public/gathering.html", context)


@require_safe
@guard(anyone, Gathering)
def gathering_calendar(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """The file for a calendar; 404 while no day is known."""
    shown = _published(gathering)
    if not has_days(shown):
        raise Http404
    keys = {"region": shown.region.slug, "gathering": shown.public_id}
    page = settings.SITE_URL + reverse("events:gathering", kwargs=keys)
    response = HttpResponse(calendar_of(shown, page=page), content_type="text/calendar")
    response["Content-Disposition"] = f'attachment; filename="{shown.public_id}.ics"'
    return response


@require_safe
@guard(anyone, Gathering)
def gathering_fax(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """The sheet to fill in by hand; 404 where no FAX takes applications."""
    shown = _published(gathering)
    if not shown.apply_fax or shown.is_cancelled:
        raise Http404
    entry: Entry = entries([shown], clock.today())[0]
    return render(request, "events/public/fax.html", {"gathering": shown, "entry": entry})


def _published(gathering: Gathering) -> Any:
    """With its details, if everybody may see it; staff look at others at the desk."""
    found = Gathering.objects.published().with_details().filter(pk=gathering.pk).first()
    if found is None:
        raise Http404
    return found


def _same_title(gathering: Gathering) -> Any:
    """Other dates of the same title, latest first."""
    return (
        Gathering.objects.of(gathering.region)
        .published()
        .filter(title=gathering.title, starts_on__isnull=False)
        .exclude(pk=gathering.pk)
        .order_by("-starts_on")
    )
