"""取込み: a list is tried out, confirmed, and taken in chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.errors import DomainError
from renkei.core.guard import guard
from renkei.directory.actions import bringing
from renkei.directory.forms.bringing import BringingForm
from renkei.directory.imports import overtaking, telling
from renkei.directory.models import ImportRun
from renkei.programme.models import Region
from renkei.programme.policies import may_record

PER_PAGE = 20
REASONS_PER_PAGE = 100


@guard(may_record, Region)
def imports(request: HttpRequest, region: Region) -> HttpResponse:
    """The form, and the runs so far."""
    actor = actor_of(request)
    form = BringingForm(request.POST or None, request.FILES or None, region=region, actor=actor)
    if request.method == "POST" and form.is_valid():
        run = form.keep(by=actor, at=clock.now())
        if run:
            return _to(run)
    runs = ImportRun.objects.filter(region=region).select_related("publication")
    page = Paginator(runs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/desk/imports.html", {"form": form, "page": page})


@guard(may_record, ImportRun)
def import_run(request: HttpRequest, importrun: ImportRun) -> HttpResponse:
    """One run: what it would do or did, how far it is, and what was said about its rows."""
    is_tried = importrun.state == ImportRun.State.DRY
    told = telling.told_of(importrun)
    page = Paginator(told, REASONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "run": importrun,
        "page": page,
        "is_overtaken": overtaking.is_overtaken(importrun),
        "newer": overtaking.newer_edition(importrun),
        "rejected": sum(len(said.lines) for said in told if said.is_rejected),
        "told": sum(len(said.lines) for said in told),
        "unread": bringing.unread_columns(importrun) if is_tried else [],
    }
    return render(request, "directory/desk/import_run.html", context)


@require_POST
@guard(may_record, ImportRun)
def import_confirm(request: HttpRequest, importrun: ImportRun) -> HttpResponse:
    """Begin to take the tried list in."""
    is_aware, takes_older = "is_aware" in request.POST, "takes_older" in request.POST
    begin = partial(bringing.confirm, at=clock.now(), is_aware=is_aware, takes_older=takes_older)
    return _done(request, importrun, begin)


@require_POST
@guard(may_record, ImportRun)
def import_advance(request: HttpRequest, importrun: ImportRun) -> HttpResponse:
    """Take the next rows in; the page asks again until all are done."""
    if not importrun.is_under_way:
        return _to(importrun)
    step = partial(bringing.advance, by=actor_of(request), at=clock.now())
    return _done(request, importrun, step)


@require_POST
@guard(may_record, ImportRun)
def import_again(request: HttpRequest, importrun: ImportRun) -> HttpResponse:
    """Count anew what the tried list would do."""
    again = partial(bringing.try_again, by=actor_of(request), at=clock.now())
    return _done(request, importrun, again)


@require_POST
@guard(may_record, ImportRun)
def import_give_up(request: HttpRequest, importrun: ImportRun) -> HttpResponse:
    """Take no more of this list in."""
    end = partial(bringing.give_up, by=actor_of(request), at=clock.now())
    return _done(request, importrun, end)


def _done(request: HttpRequest, run: ImportRun, action: Callable[..., ImportRun]) -> HttpResponse:
    """The page of the run the action returns, or of this one with the refusal."""
    try:
        run = action(run=run)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _to(run)


def _to(run: ImportRun) -> HttpResponse:
    slug = run.region.slug if run.region else ""
    return redirect("directory:import-run", region=slug, importrun=run.public_id)
