"""社会資源: the region's facilities, one of them, and what is written about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renkei.audit.history import history_of
from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.errors import DomainError
from renkei.core.forms import typed_data
from renkei.core.guard import guard
from renkei.directory import actions, detail, facts
from renkei.directory.forms.knowledge import (
    AbilitiesForm,
    ClosedForm,
    CorrectionForm,
    LinkForm,
    VacancyForm,
)
from renkei.directory.models import Ability, Correction, FacilityLink, Note, Vacancy
from renkei.directory.notices import update_address
from renkei.directory.proposals import Waiting, proposals
from renkei.directory.resources import ResourceFilters, facility_in, kinds_of, merged_or_standing
from renkei.directory.views.desk.undo import say_done
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record

PER_PAGE = 20
CORRECTABLE = (*facts.FIELDS, *facts.LOCAL_ONLY)


@guard(may_open_desk, Region)
def resources(request: HttpRequest, region: Region) -> HttpResponse:
    """The list with its filters, twenty a page."""
    filters = ResourceFilters(request.GET, region=region, at=clock.now(), today=clock.today())
    page = Paginator(filters.qs, PER_PAGE).get_page(request.GET.get("page"))
    kinds = kinds_of(page.object_list)
    rows = [(place, kinds.get(place.pk, [])) for place in page.object_list]
    return render(
        request, "directory/desk/resources.html", {"filters": filters, "page": page, "rows": rows}
    )


@guard(may_open_desk, Region)
def resource(request: HttpRequest, region: Region, facility: str) -> HttpResponse:
    """Everything the sources and the region know of a place; a merged one leads to the kept."""
    place = merged_or_standing(region, facility)
    if place.merged_into:
        return redirect(address_of(place.merged_into, region))
    return render(request, "directory/desk/resource.html", _known(request, place, region))


def _known(request: HttpRequest, place: Facility, region: Region) -> dict[str, Any]:
    here = {"region": region, "facility": place}
    at = clock.now()
    vacancies = Vacancy.objects.filter(**here).select_related("kind")
    notes = Note.objects.visible_to(actor_of(request))
    return {
        "facility": place,
        "facts": facts.effective(place, region),
        "services": place.services.select_related("kind"),
        "abilities": Ability.objects.filter(**here).select_related("term"),
        "filings": detail.filings_of(place),
        "vacancies": [(row, row.is_fresh(at)) for row in vacancies],
        "states": Vacancy.State,
        "notes": notes.filter(**here),
        "waiting": Waiting.of(proposals(waiting_of(region).filter(facility=place), region)),
        "links": FacilityLink.objects.filter(**here)[:5],
        "now": at,
        "history": history_of(place).filter(region=region.slug)[:50],
    }


def waiting_of(region: Region) -> Any:
    """What waits for a decision in the region, with what it is about."""
    rows = Correction.objects.of(region).waiting()
    return rows.select_related("facility__municipality", "term").order_by(
        "facility__name", "facility_id", "pk"
    )


def address_of(place: Facility, region: Region) -> str:
    """The desk page of a place."""
    keys = {"region": region.slug, "facility": place.public_id}
    return reverse("directory:resource", kwargs=keys)


@guard(may_record, Region)
def resource_correct(
    request: HttpRequest, region: Region, facility: str, field: str
) -> HttpResponse:
    """Give one field a value of the region's own."""
    if field not in CORRECTABLE:
        raise Http404
    place = facility_in(region, facility)
    fact = getattr(facts.effective(place, region), field)
    sheet = ClosedForm if field == Correction.Field.CLOSED else CorrectionForm
    form = sheet(typed_data(request), field=Correction.Field(field), shown=fact.value)
    if request.method == "POST" and form.is_valid():
        if fact.is_local and form.cleaned_data["value"] == fact.public_value:
            show_published(request, place, region, field)
            return redirect(address_of(place, region))
        if _corrected(request, form, place, region):
            return redirect(address_of(place, region))
    verb = "記録する" if field == Correction.Field.CLOSED else "直す"
    return _form_page(request, form, place, region, f"{fact.label}を{verb}", fact=fact)


def _corrected(request: HttpRequest, form: CorrectionForm, place: Facility, region: Region) -> bool:
    kept = form.keep(region=region, facility=place, by=actor_of(request), at=clock.now())
    if kept is None:
        return False
    _say_kept(request, kept, region)
    return True


def show_published(request: HttpRequest, place: Facility, region: Region, field: str) -> None:
    """Show what is published, and say so with 取り消す."""
    try:
        kept = actions.show_published(
            region=region, facility=place, field=field, by=actor_of(request), at=clock.now()
        )
    except DomainError as refusal:
        messages.info(request, str(refusal))
        return
    done = "の圏域の内容をやめました" if field in facts.LOCAL_ONLY else "を公表の内容に戻しました"
    text = f"{Correction.Field(field).label}{done}。"
    say_done(request, text, region, kept, back=address_of(place, region))


def _say_kept(request: HttpRequest, kept: Correction, region: Region) -> None:
    keys = {"region": region.slug, "correction": kept.public_id}
    undo = reverse("directory:correction-take-back", kwargs=keys)
    done = "記録しました" if kept.field == Correction.Field.CLOSED else "直しました"
    text = f"{kept.get_field_display()}を{done}。公開のページにも出ています。"
    if kept.moved_from:
        text += "市町村と地図の場所も、所在地に合わせました。"
    messages.success(request, text, extra_tags=undo)


@guard(may_record, Region)
def resource_abilities(request: HttpRequest, region: Region, facility: str) -> HttpResponse:
    """The grid of abilities."""
    place = facility_in(region, facility)
    known = Ability.objects.filter(region=region, facility=place).select_related("term")
    form = AbilitiesForm(typed_data(request), known=list(known), today=clock.today())
    if request.method == "POST" and form.is_valid():
        kept = form.keep(region=region, facility=place, by=actor_of(request), at=clock.now())
        back = address_of(place, region)
        say_done(request, "できることを記録しました。", region, kept, back=back)
        return redirect(back)
    return _form_page(
        request, form, place, region, "できること", template="directory/desk/abilities.html"
    )


@guard(may_record, Region)
def resource_vacancy(request: HttpRequest, region: Region, facility: str) -> HttpResponse:
    """Tell of one kind of room."""
    place = facility_in(region, facility)
    initial = {"told_by": actor_of(request).label, "kind": request.GET.get("kind")}
    form = VacancyForm(typed_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        kept = form.keep(region=region, facility=place, by=actor_of(request), at=clock.now())
        back = address_of(place, region)
        say_done(request, "空きを記録しました。", region, kept, back=back)
        return redirect(back)
    return _form_page(request, form, place, region, "空きを記録する")


@guard(may_record, Region)
def resource_link(request: HttpRequest, region: Region, facility: str) -> HttpResponse:
    """Ask the facility by mail; the link is shown on the answer, and never again."""
    place = facility_in(region, facility)
    form = LinkForm(typed_data(request))
    if request.method == "POST" and form.is_valid():
        link, token = form.keep(region=region, facility=place, by=actor_of(request), at=clock.now())
        if not token:
            messages.success(request, "確認のお願いは、もう送りました。")
            return redirect(address_of(place, region))
        earlier = FacilityLink.objects.filter(region=region, facility=place)
        context = {
            "link": link,
            "address": update_address(link, token),
            "facility": place,
            "ends_earlier": earlier.filter(ended_at=link.created_at).exists(),
        }
        return render(request, "directory/desk/link_sent.html", context)
    return _form_page(request, form, place, region, "確認のお願いを送る", verb="送る")


def _form_page(
    request: HttpRequest,
    form: Any,
    place: Facility,
    region: Region,
    title: str,
    template: str = "directory/desk/form.html",
    **more: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "facility": place,
        "name": facts.effective(place, region).name.value,
        "page_title": title,
        "back": address_of(place, region),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, template, context | more, status=status)
