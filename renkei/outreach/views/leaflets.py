"""The desk pages of leaflets."""

from django.http import HttpRequest, HttpResponse

from renkei.core.guard import guard
from renkei.outreach.filters import LeafletFilters
from renkei.outreach.forms import LeafletForm
from renkei.outreach.models import Leaflet
from renkei.programme import desk
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record

LEAFLETS = desk.Noun(
    label="リーフレット",
    model=Leaflet,
    form=LeafletForm,
    filters=LeafletFilters,
    view="outreach:leaflet",
    list_view="outreach:leaflets",
    list_template="outreach/leaflets.html",
    detail_template="outreach/leaflet.html",
)


@guard(may_open_desk, Region)
def leaflets(request: HttpRequest, region: Region) -> HttpResponse:
    records = Leaflet.objects.select_related("region").prefetch_related("places")
    return desk.show_list(request, LEAFLETS, region, records)


@guard(may_record, Region)
def leaflet_record(request: HttpRequest, region: Region) -> HttpResponse:
    return desk.record(request, LEAFLETS, region)


@guard(may_open_desk, Leaflet)
def leaflet(request: HttpRequest, leaflet: Leaflet) -> HttpResponse:
    return desk.show(request, LEAFLETS, leaflet)


@guard(may_record, Leaflet)
def leaflet_edit(request: HttpRequest, leaflet: Leaflet) -> HttpResponse:
    return desk.edit(request, LEAFLETS, leaflet)


@guard(may_record, Leaflet)
def leaflet_copy(request: HttpRequest, leaflet: Leaflet) -> HttpResponse:
    return desk.copy(request, LEAFLETS, leaflet)


@guard(may_record, Leaflet)
def leaflet_cancel(request: HttpRequest, leaflet: Leaflet) -> HttpResponse:
    return desk.cancel(request, LEAFLETS, leaflet)


@guard(may_record, Leaflet)
def leaflet_delete(request: HttpRequest, leaflet: Leaflet) -> HttpResponse:
    return desk.delete(request, LEAFLETS, leaflet)


@guard(may_record, Leaflet)
def leaflet_restore(request: HttpRequest, leaflet: Leaflet) -> HttpResponse:
    return desk.restore(request, LEAFLETS, leaflet)
