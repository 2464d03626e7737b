"""The programme pages anyone may read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.fiscal import FiscalYear
from renkei.core.guard import anyone, guard
from renkei.programme.models import Region
from renkei.reporting.evidence import State, state_of
from renkei.reporting.pdf import Pdf
from renkei.reporting.programme import TITLE, ProgrammePage, page_of

PDF_TYPE = "application/pdf"


@require_safe
@guard(anyone, Region)
def programmes(request: HttpRequest, region: Region) -> HttpResponse:
    """The years there are."""
    years = _tabs(region, state_of(region), None)
    return render(request, "reporting/programmes.html", {"years": years})


@require_safe
@guard(anyone, Region)
def programme(request: HttpRequest, region: Region, year: FiscalYear) -> HttpResponse:
    """One year on a page."""
    state = state_of(region)
    page = _page(region, year, state)
    context = {
        "page": page,
        "title": TITLE,
        "year": year,
        "years": _tabs(region, state, year),
        "pdf_url": reverse("reporting:programme-pdf", args=[region.slug, year]),
    }
    return render(request, "reporting/programme.html", context)


@require_safe
@guard(anyone, Region)
def programme_pdf(request: HttpRequest, region: Region, year: FiscalYear) -> HttpResponse:
    """The same year on paper."""
    page = _page(region, year, state_of(region))
    return pdf_response(page.pdf, f"{region.name}{year.label}.pdf")


def pdf_response(pdf: Pdf, file_name: str) -> HttpResponse:
    """A PDF that the browser shows, kept under a name people understand."""
    shown = content_disposition_header(as_attachment=False, filename=file_name) or "inline"
    return HttpResponse(pdf.content, content_type=PDF_TYPE, headers={"Content-Disposition": shown})


def _page(region: Region, year: FiscalYear, state: State) -> ProgrammePage:
    if year not in state.years:
        raise Http404
    return page_of(region, year, state.of(year), clock.today())


def _tabs(region: Region, state: State, here: FiscalYear | None) -> list[dict[str, Any]]:
    return [
        {
            "label": year.label,
            "url": reverse("reporting:programme", args=[region.slug, year]),
            "is_current": year == here,
        }
        for year in state.years
    ]
