"""The school districts of a region: how often each had a lecture, and putting names right."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.errors import DomainError
from renkei.core.fiscal import FiscalYear
from renkei.core.forms import typed_data
from renkei.core.guard import guard
from renkei.geo.actions import remove_school_district
from renkei.geo.models import SchoolDistrict
from renkei.outreach.forms import SchoolDistrictForm
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record


@require_safe
@guard(may_open_desk, Region)
def districts(request: HttpRequest, region: Region) -> HttpResponse:
    """Every district with its lectures of this year and of all years."""
    year = FiscalYear.of(clock.today())
    held = Q(
        lectures__region=region,
        lectures__deleted_at__isnull=True,
        lectures__cancelled_at__isnull=True,
    )
    rows = _districts(region).annotate(
        this_year=Count("lectures", filter=held & Q(lectures__fiscal_year=int(year))),
        ever=Count("lectures", filter=held),
    )
    # A query that counts forgets the order of the model.
    ordered = rows.select_related("municipality").order_by("municipality__code", "pk")
    context = {"districts": ordered, "year": year}
    return render(request, "outreach/districts.html", context)


@require_http_methods(["GET", "POST"])
@guard(may_record, Region)
def district_edit(request: HttpRequest, region: Region, district: str) -> HttpResponse:
    found = get_object_or_404(_districts(region), public_id=district)
    title = f"{found}を直す"
    form = SchoolDistrictForm(
        typed_data(request), actor=actor_of(request), instance=found, region=region
    )
    if request.method == "POST" and form.is_valid():
        kept = form.keep(by=actor_of(request), at=clock.now())
        if kept is not None:
            messages.success(request, f"校下「{kept}」を直しました。")
            return redirect("outreach:districts", region=region.slug)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "page_title": title}
    return render(request, "outreach/district_form.html", context, status=status)


@require_POST
@guard(may_record, Region)
def district_remove(request: HttpRequest, region: Region, district: str) -> HttpResponse:
    found = get_object_or_404(_districts(region), public_id=district)
    try:
        remove_school_district(
            district=found, by=actor_of(request), at=clock.now(), region=region.slug
        )
        messages.success(request, f"校下「{found}」を外しました。")
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("outreach:districts", region=region.slug)


def _districts(region: Region) -> QuerySet[SchoolDistrict]:
    return SchoolDistrict.objects.filter(municipality__regions=region)
