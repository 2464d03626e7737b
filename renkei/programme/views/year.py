"""委託と年度: who does what in a year, its undertakings and the words of its page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renkei.audit.history import history_of
from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.fiscal import FiscalYear
from renkei.core.forms import typed_data
from renkei.core.guard import guard
from renkei.organizations.models import Organization
from renkei.programme.matrix import matrix_of, tabs_of, undertakings_of
from renkei.programme.models import ProgrammeYear, Region
from renkei.programme.policies import may_open_desk, may_set_commission, may_set_region
from renkei.programme.year_actions import shares_of
from renkei.programme.year_forms import CommissionForm, YearForm, YearWordsForm, typed_shares

SUGGESTED = 300


@guard(may_open_desk, Region)
def present(request: HttpRequest, region: Region) -> HttpResponse:
    """The year we are in."""
    year = FiscalYear.of(clock.today())
    return redirect("programme:commission-year", region=region.slug, year=year)


@guard(may_open_desk, Region)
def show(request: HttpRequest, region: Region, year: FiscalYear) -> HttpResponse:
    """One year: the matrix, the undertakings, the words, what changed."""
    page = ProgrammeYear.objects.filter(region=region, fiscal_year=int(year)).first()
    matrix = matrix_of(region, year)
    context = {
        "year": year,
        "page": page,
        "tabs": tabs_of(region, year, clock.today()),
        "matrix": matrix,
        "undertakings": undertakings_of(region, year, matrix.names),
        "may_copy": bool(shares_of(region, year.previous)),
        "may_decide": may_set_commission(actor_of(request), region),
        "history": history_of(page)[:20] if page else [],
    }
    return render(request, "programme/settings/year.html", context)


@guard(may_set_commission, Region)
def commission_edit(request: HttpRequest, region: Region, year: FiscalYear) -> HttpResponse:
    """The matrix as a form; ``?from=2015`` fills it from that year, without keeping it."""
    template = "programme/settings/commission_form.html"
    is_asked = request.GET.get("from") == str(int(year) - 1)
    copied = _of_the_year_before(region, year) if is_asked else {}
    form = CommissionForm(
        typed_data(request),
        actor=actor_of(request),
        instance=_page(region, year),
        initial=copied,
    )
    told = {"is_copied": bool(copied), "is_nothing_to_copy": is_asked and not copied}
    return _form_page(request, form, template, "委託の範囲を決めました。", **told)


@guard(may_set_region, Region)
def words_edit(request: HttpRequest, region: Region, year: FiscalYear) -> HttpResponse:
    """The words of the page and the region's names of the items."""
    form = YearWordsForm(typed_data(request), actor=actor_of(request), instance=_page(region, year))
    template = "programme/settings/words_form.html"
    return _form_page(request, form, template, "ページの言葉を書きました。")


def _page(region: Region, year: FiscalYear) -> ProgrammeYear:
    found = ProgrammeYear.objects.filter(region=region, fiscal_year=int(year)).first()
    page = found or ProgrammeYear(fiscal_year=int(year))
    page.region = region
    return page


def _of_the_year_before(region: Region, year: FiscalYear) -> dict[str, str]:
    """Its matrix, as the form shows it; empty where nothing was decided."""
    return typed_shares(shares_of(region, year.previous), str(region.operated_by or ""))


def _form_page(
    request: HttpRequest, form: YearForm, template: str, done: str, **more: Any
) -> HttpResponse:
    page = form.instance
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        messages.success(request, f"{page.year.label}の{done}")
        return redirect("programme:commission-year", region=page.region.slug, year=page.year)
    bodies = Organization.objects.all()[:SUGGESTED]
    context = {"form": form, "year": page.year, "bodies": bodies, **more}
    status = 422 if request.method == "POST" else 200
    return render(request, template, context, status=status)


def _kept(request: HttpRequest, form: YearForm) -> bool:
    return form.keep(by=actor_of(request), at=clock.now()) is not None
