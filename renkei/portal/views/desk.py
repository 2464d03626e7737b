"""The day and the month at the desk of a region."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.fiscal import FiscalYear
from renkei.core.guard import guard
from renkei.core.models import Draft
from renkei.core.text import tidy
from renkei.core.words import LONGEST, is_too_short
from renkei.liaison import actions as liaison
from renkei.liaison.models import Visit
from renkei.portal import searching
from renkei.portal.deleted import deleted_lately
from renkei.portal.gaps import gaps_of, is_undecided
from renkei.portal.happenings import happenings
from renkei.portal.months import Month
from renkei.portal.places import starts
from renkei.portal.tasks import day_of
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record

START_GROUPS = (("work", "事業の記録"), ("resources", "社会資源の記録"))


@require_safe
@guard(may_open_desk, Region)
def today(request: HttpRequest, region: Region) -> HttpResponse:
    """What waits, what happens, what the year still lacks, what can be brought back."""
    actor, now, on = actor_of(request), clock.now(), clock.today()
    year = FiscalYear.of(on)
    context = {
        "on": on,
        "year": year,
        "days_left": (year.ends_on - on).days,
        "day": day_of(region, on),
        "drafts": Draft.objects.visible_to(actor).of(region).lasting(now),
        "gaps": gaps_of(region, year, on),
        "is_undecided": is_undecided(region, year),
        "deleted": deleted_lately(region, now),
        "starts": starts(actor, region, "work"),
    }
    return render(request, "portal/today.html", context)


@require_safe
@guard(may_record, Region)
def record(request: HttpRequest, region: Region) -> HttpResponse:
    """Everything this person may record, with a line on what belongs where."""
    groups = [(label, starts(actor_of(request), region, group)) for group, label in START_GROUPS]
    return render(request, "portal/record.html", {"groups": groups})


@require_safe
@guard(may_open_desk, Region)
def calendar(request: HttpRequest, region: Region) -> HttpResponse:
    """One month as a list of days."""
    month = Month.read(request.GET.get("month", ""), clock.today())
    found = happenings(region, month.first, month.last)
    begin = starts(actor_of(request), region, "work")
    context = {"month": month, "happenings": found, "starts": begin}
    return render(request, "portal/calendar.html", context)


@require_safe
@guard(may_open_desk, Region)
def search(request: HttpRequest, region: Region) -> HttpResponse:
    """Records, people and bodies that hold the words, kind by kind."""
    phrase = tidy(request.GET.get("q", ""))[:LONGEST]
    is_enough = not is_too_short(phrase)
    groups = searching.search(actor_of(request), region, phrase, clock.today()) if is_enough else []
    context = {
        "search_words": phrase,
        "is_enough": is_enough,
        "groups": groups,
        "total": sum(group.hits.total for group in groups),
        "shorter": searching.shorter(phrase),
        "elsewhere": searching.elsewhere(phrase) if is_enough else "",
        "this_year": int(FiscalYear.of(clock.today())),
    }
    return render(request, "portal/search.html", context)


@require_POST
@guard(may_record, Visit)
def follow_up_finish(request: HttpRequest, visit: Visit) -> HttpResponse:
    """済んだ, with the way back."""
    liaison.finish_follow_up(visit=visit, by=actor_of(request), at=clock.now())
    keys = {"region": visit.region.slug, "visit": visit.public_id}
    undo = reverse("portal:follow-up-reopen", kwargs=keys)
    messages.success(request, f"「{visit.follow_up}」を済みにしました。", extra_tags=undo)
    return redirect("portal:today", region=visit.region.slug)


@require_POST
@guard(may_record, Visit)
def follow_up_reopen(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Not done after all."""
    liaison.reopen_follow_up(visit=visit, by=actor_of(request), at=clock.now())
    messages.success(request, f"「{visit.follow_up}」を、またすることに戻しました。")
    return redirect("portal:today", region=visit.region.slug)
