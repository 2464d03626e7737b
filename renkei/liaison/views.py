"""The desk pages of visits."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.guard import guard
from renkei.liaison.figures import as_csv, counts_by_target
from renkei.liaison.filters import VisitFilters
from renkei.liaison.forms import VisitForm
from renkei.liaison.models import Visit
from renkei.programme import desk
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record

VISITS = desk.Noun(
    label="訪問",
    model=Visit,
    form=VisitForm,
    filters=VisitFilters,
    view="liaison:visit",
    list_view="liaison:visits",
    list_template="liaison/visits.html",
    detail_template="liaison/visit.html",
)


@guard(may_open_desk, Region)
def visits(request: HttpRequest, region: Region) -> HttpResponse:
    records = Visit.objects.select_related("target", "region").prefetch_related("purposes")

    return desk.show_list(request, VISITS, region, records, _figure)


def _figure(filters: VisitFilters) -> dict[str, Any]:
    return counts_by_target(filters.qs, filters.targets) | {"counted_at": clock.now()}


@require_safe
@guard(may_open_desk, Region)
def visits_table(request: HttpRequest, region: Region) -> HttpResponse:
    """The table beside the figure, for the same filters, as a file for a spreadsheet."""
    mine = Visit.objects.visible_to(actor_of(request)).of(region).kept()
    filters = VisitFilters(request.GET, mine, region=region, today=clock.today())
    response = HttpResponse(as_csv(_figure(filters)), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="visits-{clock.today()}.csv"'
    return response


@guard(may_record, Region)
def visit_record(request: HttpRequest, region: Region) -> HttpResponse:
    return desk.record(request, VISITS, region)


@guard(may_open_desk, Visit)
def visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    return desk.show(request, VISITS, visit)


@guard(may_record, Visit)
def visit_edit(request: HttpRequest, visit: Visit) -> HttpResponse:
    return desk.edit(request, VISITS, visit)


@guard(may_record, Visit)
def visit_copy(request: HttpRequest, visit: Visit) -> HttpResponse:
    return desk.copy(request, VISITS, visit)


@guard(may_record, Visit)
def visit_cancel(request: HttpRequest, visit: Visit) -> HttpResponse:
    return desk.cancel(request, VISITS, visit)


@guard(may_record, Visit)
def visit_delete(request: HttpRequest, visit: Visit) -> HttpResponse:
    return desk.delete(request, VISITS, visit)


@guard(may_record, Visit)
def visit_restore(request: HttpRequest, visit: Visit) -> HttpResponse:
    return desk.restore(request, VISITS, visit)
