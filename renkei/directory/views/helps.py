"""お助けサービス: the list and one of them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.guard import anyone, guard
from renkei.directory.helping import HelpChoice, shown_of
from renkei.directory.models import InformalService
from renkei.programme.models import Region

PER_PAGE = 30


@require_safe
@guard(anyone, Region)
def helps(request: HttpRequest, region: Region) -> HttpResponse:
    """By municipality and kind; what nobody checked for a year says so."""
    today = clock.today()
    choice = HelpChoice(request.GET, shown_of(region), region=region)
    page = Paginator(choice.qs.distinct(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "choice": choice,
        "is_narrowed": any(request.GET.get(name) for name in choice.filters),
        "page": page,
        "helps": [(one, one.is_stale(today)) for one in page.object_list],
    }
    return render(request, "directory/public/helps.html", context)


@require_safe
@guard(anyone, InformalService)
def help_(request: HttpRequest, informalservice: InformalService) -> HttpResponse:
    """Who, what, where, when, price, how to apply."""
    shown = shown_of(informalservice.region).filter(pk=informalservice.pk).first()
    if shown is None:
        raise Http404
    context = {"help": shown, "is_stale": shown.is_stale(clock.today())}
    return render(request, "directory/public/help.html", context)
