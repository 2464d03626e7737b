"""Final papers anyone may read: shown from what was frozen, never made anew."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renkei.core.fiscal import FiscalYear
from renkei.core.guard import anyone, guard
from renkei.documents.downloads import download
from renkei.documents.models import Edition
from renkei.programme.models import Region
from renkei.reporting.blocks import thawed
from renkei.reporting.models import Paper


@require_safe
@guard(anyone, Region)
def papers(request: HttpRequest, region: Region) -> HttpResponse:
    """The public papers of all years, by year."""
    return _list(request, Paper.objects.of(region).published(), None)


@require_safe
@guard(anyone, Region)
def papers_of_year(request: HttpRequest, region: Region, year: FiscalYear) -> HttpResponse:
    """The public papers of one year."""
    found = Paper.objects.of(region).published().filter(fiscal_year=year)
    return _list(request, found, year)


def _list(request: HttpRequest, found: Iterable[Paper], year: FiscalYear | None) -> HttpResponse:
    rows = found.select_related("meeting", "document").prefetch_related(  # type: ignore[attr-defined]
        "document__editions"
    )
    by_year = [(label, list(group)) for label, group in groupby(rows, key=lambda paper: paper.year)]
    return render(request, "reporting/papers.html", {"by_year": by_year, "year": year})


@require_safe
@guard(anyone, Paper)
def paper(request: HttpRequest, paper: Paper, number: int | None = None) -> HttpResponse:
    """One edition as a page; the latest unless one is asked for."""
    edition = _edition(paper, number)
    latest = paper.editions.first()
    context = {
        "paper": paper,
        "edition": edition,
        "editions": paper.editions,
        "is_latest": edition == latest,
        "tree": thawed((edition.frozen or {})["tree"]),
    }
    return render(request, "reporting/paper.html", context)


@require_safe
@guard(anyone, Paper)
def paper_pdf(request: HttpRequest, paper: Paper, number: int) -> FileResponse:
    """The kept file of one edition."""
    return download(_edition(paper, number))


def _edition(paper: Paper, number: int | None) -> Edition:
    """A final edition of a public paper; 404 for all else, staff included."""
    wanted = {"number": number} if number is not None else {}
    edition: Edition | None = paper.editions.filter(**wanted).first()
    if edition is None or not paper.is_public:
        raise Http404
    return edition
