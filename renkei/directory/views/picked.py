"""The visitor's own list: choose, print in large letters, send by FAX, take as CSV."""

from __future__ import annotations

import csv

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renkei.core import clock
from renkei.core.cells import harmless
from renkei.core.guard import anyone, guard
from renkei.directory import detail, listing, picked
from renkei.directory.qr import qr_code
from renkei.organizations.models import Facility
from renkei.programme.models import Region

FULL = f"リストは{picked.AT_MOST}件までです。使わないものを外してから、もう一度入れてください。"
COLUMNS = (
    "番号",
    "名称",
    "ふりがな",
    "種類",
    "所在地",
    "電話",
    "FAX",
    "確認のしかた",
    "確認した日",
)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(anyone, Region)
def my_list(request: HttpRequest, region: Region) -> HttpResponse:
    """Show the list; a post with ``add`` puts a service on it and goes back."""
    if request.method == "POST":
        return _add(request, region)
    rows = _rows(picked.picked(request, region), region)
    return render(request, "directory/public/my_list.html", {"rows": rows})


def _add(request: HttpRequest, region: Region) -> HttpResponse:
    place = detail.facility_or_404(request.POST.get("add", ""))
    if picked.pick(request, region, place.public_id):
        messages.success(
            request,
            f"「{place.name}」をリストに入れました。",
            extra_tags=reverse("directory:unpick", args=[region.slug, place.public_id]),
        )
    else:
        messages.error(request, FULL)
    return redirect(_back(request, region))


@require_POST
@guard(anyone, Region)
def unpick(request: HttpRequest, region: Region, facility: str) -> HttpResponse:
    picked.unpick(request, region, facility)
    messages.success(request, "リストから外しました。")
    return redirect("directory:list", region=region.slug)


@require_POST
@guard(anyone, Region)
def clear(request: HttpRequest, region: Region) -> HttpResponse:
    picked.clear(request, region)
    messages.success(request, "リストを空にしました。")
    return redirect("directory:list", region=region.slug)


@require_safe
@guard(anyone, Region)
def sheet(request: HttpRequest, region: Region) -> HttpResponse:
    """Large letters with readings and a QR code for each; ``only`` names one service."""
    rows = _rows(_asked(request, region), region)
    pairs = [(row, qr_code(detail.url_of(row.facility, region))) for row in rows]
    context = {"pairs": pairs, "furigana": True, "today": clock.today()}
    return render(request, "directory/public/sheet.html", context)


@require_safe
@guard(anyone, Region)
def fax(request: HttpRequest, region: Region) -> HttpResponse:
    """The same as a sheet for FAX: black, no thin lines, a place for words by hand."""
    rows = _rows(_asked(request, region), region)
    return render(request, "directory/public/fax.html", {"rows": rows, "today": clock.today()})


@require_safe
@guard(anyone, Region)
def as_csv(request: HttpRequest, region: Region) -> HttpResponse:
    """For spreadsheets: UTF-8 with a mark, and no cell that could act as a formula."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="list.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for row in _rows(_asked(request, region), region):
        writer.writerow([harmless(cell) for cell in _cells(row)])
    return response


def _cells(row: listing.Row) -> list[str]:
    facts = row.facts
    checked = row.checked
    return [
        str(row.number),
        facts.name.value,
        facts.kana.value,
        "・".join(row.kinds),
        row.address,
        facts.telephone.value,
        facts.fax.value,
        checked.how,
        checked.on.isoformat() if checked.on else "",
    ]


def _asked(request: HttpRequest, region: Region) -> list[str]:
    only = request.GET.get("only")
    return [only] if only else picked.picked(request, region)


def _rows(public_ids: list[str], region: Region) -> list[listing.Row]:
    places: list[Facility] = listing.known(picked.keys_of(public_ids))
    return listing.rows(places, region=region, today=clock.today())


def _back(request: HttpRequest, region: Region) -> str:
    """The page the button stood on, if it is one of ours."""
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return reverse("directory:list", args=[region.slug])
