"""The pages every kind of activity has at the desk; each app names its own rules and words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renkei.audit.history import history_of
from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.errors import DomainError
from renkei.core.fiscal import FiscalYear
from renkei.core.forms import typed_data
from renkei.programme import actions
from renkei.programme.filters import ActivityFilters
from renkei.programme.forms import ActivityForm, CancelForm
from renkei.programme.models import Activity, Region

PER_PAGE = 20
CANCELLATION = "?cancelled=1"


@dataclass(frozen=True)
class Noun:
    """One kind of activity in words, forms and addresses.

    ``view`` is the url name of its page; ``-record``, ``-edit``, ``-copy``,
    ``-cancel``, ``-delete`` and ``-restore`` follow it. ``folder`` holds the
    templates ``list``, ``form`` and ``detail`` where they differ from the shared.
    """

    label: str
    model: type[Activity]
    form: type[ActivityForm[Any]]
    filters: type[ActivityFilters]
    view: str
    list_view: str
    list_template: str
    detail_template: str
    form_template: str = "programme/desk/form.html"
    help: str = ""

    def url(self, record: Activity, verb: str = "") -> str:
        """Address of a record, or of something to do with it."""
        name = f"{self.view}-{verb}" if verb else self.view
        key = self.view.rpartition(":")[2]
        return reverse(name, kwargs={"region": record.region.slug, key: record.public_id})

    def list_url(self, region: Region) -> str:
        return reverse(self.list_view, kwargs={"region": region.slug})

    def record_url(self, region: Region) -> str:
        return reverse(f"{self.view}-record", kwargs={"region": region.slug})


def show_list(
    request: HttpRequest,
    noun: Noun,
    region: Region,
    records: QuerySet[Any],
    more: Callable[[Any], dict[str, Any]] = lambda filters: {},
) -> HttpResponse:
    """The list with its filters, twenty a page; ``more`` adds what the filtered rows tell."""
    mine = records.visible_to(actor_of(request)).of(region).kept()  # type: ignore[attr-defined]
    today = clock.today()
    filters = noun.filters(request.GET, mine, region=region, today=today)
    page = Paginator(filters.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "noun": noun,
        "filters": filters,
        "page": page,
        "new_url": noun.record_url(region),
        "this_year": int(FiscalYear.of(today)),
        "last_year": int(FiscalYear.of(today).previous),
    }
    return render(request, noun.list_template, context | more(filters))


def record(
    request: HttpRequest, noun: Noun, region: Region, initial: dict[str, Any] | None = None
) -> HttpResponse:
    """The empty form, or one filled from another record, and keeping it."""
    form = noun.form(
        typed_data(request),
        request.FILES or None,
        actor=actor_of(request),
        region=region,
        today=clock.today(),
        initial=initial,
    )
    steps = [(noun.label, noun.list_url(region))]
    return _form_page(request, noun, form, f"{noun.label}を記録する", steps)


def edit(request: HttpRequest, noun: Noun, record: Activity) -> HttpResponse:
    """The filled form and keeping the change."""
    form = noun.form(
        typed_data(request),
        request.FILES or None,
        actor=actor_of(request),
        instance=record,
        region=record.region,
        today=clock.today(),
    )
    steps = [(noun.label, noun.list_url(record.region)), (str(record), noun.url(record))]
    return _form_page(request, noun, form, f"{record}を直す", steps)


def copy(request: HttpRequest, noun: Noun, source: Activity) -> HttpResponse:
    """A new record that begins as ``source``, without its days and results."""
    initial = noun.form.initial_of(source)
    for name in noun.form.NOT_COPIED:
        initial.pop(name, None)
    return record(request, noun, source.region, initial)


def _form_page(
    request: HttpRequest,
    noun: Noun,
    form: ActivityForm[Any],
    title: str,
    steps: list[tuple[str, str]],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        kept = form.keep(by=actor_of(request), at=clock.now())
        if kept is not None:
            messages.success(request, f"{kept}を記録しました。")
            return redirect(noun.url(kept))
    context = {"noun": noun, "form": form, "page_title": title, "steps": steps}
    context["back"] = steps[-1][1]
    status = 422 if request.method == "POST" else 200
    return render(request, noun.form_template, context, status=status)


def show(request: HttpRequest, noun: Noun, record: Activity, **more: Any) -> HttpResponse:
    """One record with everything known of it and its history."""
    context = {"noun": noun, "record": record, "history": history_of(record)[:50]}
    return render(request, noun.detail_template, context | more)


def cancel(request: HttpRequest, noun: Noun, record: Activity) -> HttpResponse:
    """Ask for the reason, then call it off; the notice on the next page takes it back."""
    form = CancelForm(request.POST if request.method == "POST" else None, record=record)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        try:
            actions.cancel(record=record, because=because, by=actor_of(request), at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            undo = noun.url(record, "restore") + CANCELLATION
            messages.success(request, f"{record}を中止にしました。", extra_tags=undo)
            return redirect(noun.url(record))
    context = {"noun": noun, "record": record, "form": form, "back": noun.url(record)}
    status = 422 if request.method == "POST" else 200
    return render(request, "programme/desk/cancel.html", context, status=status)


def delete(request: HttpRequest, noun: Noun, record: Activity) -> HttpResponse:
    """Delete at once; the notice on the next page takes it back."""
    if request.method != "POST":  # back from signing in: press again
        return redirect(noun.url(record))
    actions.delete(record=record, by=actor_of(request), at=clock.now())
    undo = noun.url(record, "restore")
    messages.success(request, f"{record}を削除しました。", extra_tags=undo)
    return redirect(noun.list_url(record.region))


def restore(request: HttpRequest, noun: Noun, record: Activity) -> HttpResponse:
    """Take a deletion back; with ``CANCELLATION`` in the address, a cancellation."""
    if request.method != "POST":
        return redirect(noun.url(record))
    undo = actions.uncancel if "cancelled" in request.GET else actions.restore
    try:
        undo(record=record, by=actor_of(request), at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{record}を元に戻しました。")
    return redirect(noun.url(record))
