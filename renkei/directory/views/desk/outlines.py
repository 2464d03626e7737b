"""区域の形: outlines of school districts and care areas, tried out, taken in, taken back."""

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
from renkei.directory.actions import outlines as actions
from renkei.directory.forms.outlines import OutlinesForm
from renkei.directory.models import OutlineRun
from renkei.directory.outlines import trial
from renkei.directory.outlines.drawing import sketch
from renkei.programme.models import Region
from renkei.programme.policies import may_record

PER_PAGE = 20


@guard(may_record, Region)
def outlines(request: HttpRequest, region: Region) -> HttpResponse:
    """The form, how many areas have an outline, and the files so far."""
    form = OutlinesForm(request.POST or None, request.FILES or None, region=region)
    if request.method == "POST" and form.is_valid():
        run = form.keep(by=actor_of(request), at=clock.now())
        if run:
            return _to(run)
    runs = OutlineRun.objects.filter(region=region).select_related("municipality")
    page = Paginator(runs.defer("shapes", "before"), PER_PAGE).get_page(request.GET.get("page"))
    held = list(trial.held(region.municipalities.all()))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "page": page, "held": held}
    return render(request, "directory/desk/outlines.html", context, status=status)


@guard(may_record, OutlineRun)
def outline_run(request: HttpRequest, outlinerun: OutlineRun) -> HttpResponse:
    """One file: what it does to each area, drawn, and what was said about its entries."""
    plan = trial.plan(outlinerun)
    context = {"run": outlinerun, "plan": plan, "sketch": sketch(outlinerun, plan.areas)}
    return render(request, "directory/desk/outline_run.html", context)


@require_POST
@guard(may_record, OutlineRun)
def outline_take(request: HttpRequest, outlinerun: OutlineRun) -> HttpResponse:
    """Draw the areas."""
    registers = "registers" in request.POST
    take = partial(actions.take, by=actor_of(request), at=clock.now(), registers=registers)
    return _done(request, outlinerun, take, "区域の形を取り込みました。")


@require_POST
@guard(may_record, OutlineRun)
def outline_take_back(request: HttpRequest, outlinerun: OutlineRun) -> HttpResponse:
    """Put back what was there before."""
    back = partial(actions.take_back, by=actor_of(request), at=clock.now())
    return _done(request, outlinerun, back, "取り込む前の形に戻しました。")


def _done(
    request: HttpRequest, run: OutlineRun, action: Callable[..., OutlineRun], done: str
) -> HttpResponse:
    try:
        action(run=run)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return _to(run)


def _to(run: OutlineRun) -> HttpResponse:
    return redirect("directory:outline-run", region=run.region.slug, outlinerun=run.public_id)
