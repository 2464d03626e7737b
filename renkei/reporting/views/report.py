"""The year's report at the desk: page, PDF, CSV and the records behind a number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.fiscal import FiscalYear
from renkei.core.guard import guard
from renkei.programme.models import Region
from renkei.reporting.evidence import state_of
from renkei.reporting.pdf import pdf_of
from renkei.reporting.policies import may_read_report
from renkei.reporting.report import Report, report_of
from renkei.reporting.spreadsheet import csv_of
from renkei.reporting.views.programme import pdf_response

FACTS = ("kind", "item", "step", "scene", "basis", "counts")


@require_safe
@guard(may_read_report, Region)
def report(request: HttpRequest, region: Region, year: FiscalYear) -> HttpResponse:
    """Counts and gaps of one year."""
    made = _report(region, year)
    return render(request, "reporting/desk/report.html", {"tree": made.tree, "year": year})


@require_safe
@guard(may_read_report, Region)
def report_pdf(request: HttpRequest, region: Region, year: FiscalYear) -> HttpResponse:
    """The same on paper."""
    return pdf_response(pdf_of(_report(region, year).tree), f"{region.name}{year.label}報告.pdf")


@require_safe
@guard(may_read_report, Region)
def report_csv(request: HttpRequest, region: Region, year: FiscalYear) -> HttpResponse:
    """One line an activity."""
    name = f"{region.name}{year.label}.csv"
    return HttpResponse(
        csv_of(_report(region, year).rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )


@require_safe
@guard(may_read_report, Region)
def report_records(request: HttpRequest, region: Region, year: FiscalYear) -> HttpResponse:
    """The records behind one number of the report."""
    made = _report(region, year)
    rows = made.matching(**{name: request.GET.get(name, "") for name in FACTS})
    listed = [(row, row.url(region)) for row in rows]
    people = sum(row.people or 0 for row in rows)
    context = {"rows": listed, "people": people, "year": year}
    return render(request, "reporting/desk/report_records.html", context)


def _report(region: Region, year: FiscalYear) -> Report:
    return report_of(region, year, state_of(region, is_public=False).of(year), clock.today())
