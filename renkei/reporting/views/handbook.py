"""The handbook of services: the public one, and one of what the staff chose."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.context import booklets_of
from renkei.core.guard import anyone, guard
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk
from renkei.reporting.forms import HandbookForm
from renkei.reporting.handbook.composing import FOR_PROFESSIONALS, book_of
from renkei.reporting.handbook.keeping import handbook_of, pdf_of
from renkei.reporting.views.programme import pdf_response

NAME = "資源ガイドブック"


@require_safe
@conditional_page
@guard(anyone, Region)
def handbook(request: HttpRequest, region: Region) -> HttpResponse:
    """All services and helps of the region on paper."""
    return pdf_response(handbook_of(region, clock.today()), f"{region.name}{NAME}.pdf")


@require_safe
@guard(may_open_desk, Region)
def handbook_choose(request: HttpRequest, region: Region) -> HttpResponse:
    """What the staff may leave out, or add for professionals."""
    return _asked(request, region, HandbookForm(region=region))


def _asked(
    request: HttpRequest, region: Region, form: HandbookForm, status: int = 200
) -> HttpResponse:
    context = {"form": form, "booklets": booklets_of(region)}
    return render(request, "reporting/desk/handbook.html", context, status=status)


@require_safe
@guard(may_open_desk, Region)
def handbook_chosen(request: HttpRequest, region: Region) -> HttpResponse:
    """The handbook of what was chosen, made for this answer and not kept."""
    form = HandbookForm(request.GET, region=region)
    if not form.is_valid():
        return _asked(request, region, form, status=422)
    actor = actor_of(request)
    book = book_of(region, clock.today(), form.choice, actor=actor)
    if not book.entry_count:
        form.add_error(None, "選んだ市町村と種類に、載せるものがありません。選びなおしてください。")
        return _asked(request, region, form, status=422)
    if book.restricted:
        label = f"{NAME}（{FOR_PROFESSIONALS}）"
        audit.record_plain(Verb.DOWNLOAD, by=actor, at=clock.now(), region=region.slug, label=label)
    return pdf_response(pdf_of(book), f"{region.name}{NAME}{book.restricted}.pdf")
