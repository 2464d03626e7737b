"""The desk pages of visits."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from renkei.liaison.figures import counts_by_target
from renkei.liaison.filters import VisitFilters
from renkei.liaison.forms import VisitForm
from renkei.liaison.models import Visit
from renkei.core.guard import guard
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
    return desk.show_list(request, VISITS, region, records, counts_by_target)


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


@require_POST
@guard(may_record, Visit)
def visit_delete(request: HttpRequest, visit: Visit) -> HttpResponse:
    return desk.delete(request, VISITS, visit)


@require_POST
@guard(may_record, Visit)
def visit_restore(request: HttpRequest, visit: Visit) -> HttpResponse:
    return desk.restore(request, VISITS, visit)
