"""The desk pages of undertakings (取組)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from renkei.core.guard import guard
from renkei.programme import desk
from renkei.programme.matrix import BY_ITEM
from renkei.programme.models import Region, Undertaking
from renkei.programme.policies import may_open_desk, may_record
from renkei.programme.undertaking_forms import UndertakingFilters, UndertakingForm

UNDERTAKINGS = desk.Noun(
    label="取組",
    model=Undertaking,
    form=UndertakingForm,
    filters=UndertakingFilters,
    view="programme:undertaking",
    list_view="programme:undertakings",
    list_template="programme/undertakings.html",
    detail_template="programme/undertaking.html",
)


@guard(may_open_desk, Region)
def undertakings(request: HttpRequest, region: Region) -> HttpResponse:
    records = Undertaking.objects.order_by("-fiscal_year", BY_ITEM, "position", "pk")
    return desk.show_list(request, UNDERTAKINGS, region, records.select_related("region"))


@guard(may_record, Region)
def record(request: HttpRequest, region: Region) -> HttpResponse:
    return desk.record(request, UNDERTAKINGS, region)


@guard(may_open_desk, Undertaking)
def undertaking(request: HttpRequest, undertaking: Undertaking) -> HttpResponse:
    return desk.show(request, UNDERTAKINGS, undertaking)


@guard(may_record, Undertaking)
def edit(request: HttpRequest, undertaking: Undertaking) -> HttpResponse:
    return desk.edit(request, UNDERTAKINGS, undertaking)


@guard(may_record, Undertaking)
def copy(request: HttpRequest, undertaking: Undertaking) -> HttpResponse:
    return desk.copy(request, UNDERTAKINGS, undertaking)


@guard(may_record, Undertaking)
def cancel(request: HttpRequest, undertaking: Undertaking) -> HttpResponse:
    return desk.cancel(request, UNDERTAKINGS, undertaking)


@require_POST
@guard(may_record, Undertaking)
def delete(request: HttpRequest, undertaking: Undertaking) -> HttpResponse:
    return desk.delete(request, UNDERTAKINGS, undertaking)


@require_POST
@guard(may_record, Undertaking)
def restore(request: HttpRequest, undertaking: Undertaking) -> HttpResponse:
    return desk.restore(request, UNDERTAKINGS, undertaking)
