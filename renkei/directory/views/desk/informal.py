"""お助けサービス at the desk: list, form, and the list to telephone through."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renkei.audit.history import history_of
from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.forms import typed_data
from renkei.core.guard import guard
from renkei.core.once import mark_of
from renkei.directory import actions
from renkei.directory.forms.informal import InformalFilters, InformalForm
from renkei.directory.models import CallOutcome, InformalService
from renkei.directory.views.desk.undo import say_done
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record

PER_PAGE = 20


def _kept(region: Region) -> Any:
    rows = InformalService.objects.of(region).kept()
    return rows.select_related("kind").prefetch_related("municipalities")


@guard(may_open_desk, Region)
def informal(request: HttpRequest, region: Region) -> HttpResponse:
    """The list with its filters."""
    today = clock.today()
    filters = InformalFilters(request.GET, _kept(region), region=region, today=today)
    page = Paginator(filters.qs, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, one.is_stale(today)) for one in page.object_list]
    context = {"filters": filters, "page": page, "rows": rows}
    return render(request, "directory/desk/informal.html", context)


@guard(may_open_desk, Region)
def informal_calls(request: HttpRequest, region: Region) -> HttpResponse:
    """To telephone through: those checked longest ago first."""
    today = clock.today()
    rows = _kept(region).order_by("checked_on", "called_on", "name")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, one.is_stale(today)) for one in page.object_list],
        "stale": InformalService.objects.of(region).kept().unchecked_since(today).count(),
        "outcomes": CallOutcome.choices,
        "mark": uuid4(),
    }
    return render(request, "directory/desk/informal_calls.html", context)


@require_POST
@guard(may_record, InformalService)
def informal_call(request: HttpRequest, informalservice: InformalService) -> HttpResponse:
    """One press per call; after 内容が変わった the form follows."""
    region = informalservice.region
    back = reverse("directory:informal-calls", kwargs={"region": region.slug})
    pressed = request.POST.get("outcome", "")
    if pressed not in CallOutcome.values:
        return redirect(back)
    outcome = CallOutcome(pressed)
    kept = actions.note_call(
        service=informalservice,
        outcome=outcome,
        submission=mark_of(request.POST),
        by=actor_of(request),
        at=clock.now(),
    )
    text = f"{informalservice}：{outcome.label}と記録しました。"
    say_done(request, text, region, kept, back=back)
    return redirect(_address(informalservice) if outcome == CallOutcome.CHANGED else back)


def _address(service: InformalService, verb: str = "edit") -> str:
    keys = {"region": service.region.slug, "informalservice": service.public_id}
    return reverse(f"directory:informal-{verb}", kwargs=keys)


@guard(may_record, Region)
def informal_record(request: HttpRequest, region: Region) -> HttpResponse:
    return _form_page(request, InformalService(region=region), "お助けサービスを登録する")


@guard(may_record, InformalService)
def informal_edit(request: HttpRequest, informalservice: InformalService) -> HttpResponse:
    return _form_page(request, informalservice, f"{informalservice}を直す")


@guard(may_record, InformalService)
def informal_copy(request: HttpRequest, informalservice: InformalService) -> HttpResponse:
    """A new service that begins as another, without its name, numbers and check."""
    initial = InformalForm.initial_of(informalservice)
    for name in InformalForm.NOT_COPIED:
        initial.pop(name, None)
    new = InformalService(region=informalservice.region)
    return _form_page(request, new, f"{informalservice}を写して登録する", initial)


def _form_page(
    request: HttpRequest,
    service: InformalService,
    title: str,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    form = InformalForm(
        typed_data(request),
        actor=actor_of(request),
        instance=service,
        region=service.region,
        today=clock.today(),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        kept = form.keep(by=actor_of(request), at=clock.now())
        if kept is not None:
            messages.success(request, f"{kept}を記録しました。")
            return redirect("directory:informal", region=service.region.slug)
    is_kept = service.pk is not None
    history = history_of(service)[:50] if is_kept else []
    context = {"form": form, "page_title": title, "service": service, "history": history}
    status = 422 if request.method == "POST" else 200
    context["is_kept"] = is_kept
    return render(request, "directory/desk/informal_form.html", context, status=status)


@require_POST
@guard(may_record, InformalService)
def informal_delete(request: HttpRequest, informalservice: InformalService) -> HttpResponse:
    """At once; the notice on the next page brings it back."""
    actions.delete_informal(service=informalservice, by=actor_of(request), at=clock.now())
    undo = _address(informalservice, "restore")
    messages.success(request, f"{informalservice}を消しました。", extra_tags=undo)
    return redirect("directory:informal", region=informalservice.region.slug)


@require_POST
@guard(may_record, InformalService)
def informal_restore(request: HttpRequest, informalservice: InformalService) -> HttpResponse:
    actions.restore_informal(service=informalservice, by=actor_of(request), at=clock.now())
    messages.success(request, f"{informalservice}を元に戻しました。")
    return redirect(_address(informalservice))
