"""The visitor's own list: choose, print in large letters, send by FAX, take as CSV.

Where the person's district or town is named, each row says how far it is, and a doctor
from too far away is only printed with a reason (``visiting``).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renkei.core import clock
from renkei.core.cells import harmless
from renkei.core.guard import anyone, guard
from renkei.directory import detail, listing, picked, visiting
from renkei.directory.forms.picked import WhereForm, WhyForm
from renkei.directory.papers import Paper, papers_of
from renkei.directory.qr import qr_code
from renkei.directory.whereabouts import whereabouts_of
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
    "できること",
    "受入れ",
    "曜日と時間",
    "確認のしかた",
    "確認した日",
)
MEASURED = ("どこから", "直線距離", f"{visiting.LIMIT}を超える理由")


@dataclass(frozen=True)
class Line:
    """A row of the list; ``reach`` where the person's place is named, ``form`` for the reason."""

    row: listing.Row
    reach: visiting.Reach | None = None
    form: WhyForm | None = None

    @property
    def needs_reason(self) -> bool:
        return self.reach is not None and self.reach.needs_reason


@require_http_methods(["GET", "HEAD", "POST"])
@guard(anyone, Region)
def my_list(request: HttpRequest, region: Region) -> HttpResponse:
    """Show the list; a post with ``add`` puts a service on it and goes back."""
    if request.method == "POST":
        return _add(request, region)
    return _page(request, region)


def _page(
    request: HttpRequest,
    region: Region,
    *,
    where: WhereForm | None = None,
    why: WhyForm | None = None,
    is_refused: bool = False,
) -> HttpResponse:
    """The list with its forms; ``is_refused`` where it was to be printed without a reason."""
    lines = _lines(request, region, why)
    context = {
        "lines": lines,
        "missing": [line for line in lines if line.needs_reason],
        "start": picked.start_of(request, region),
        "where": where or WhereForm(places=whereabouts_of(region) if lines else []),
        "rule": visiting,
        "is_refused": is_refused,
        "wrongs": [form for form in (where, why) if form],
    }
    context["is_wrong"] = bool(where or why or is_refused)
    status = 422 if context["is_wrong"] else 200
    return render(request, "directory/public/my_list.html", context, status=status)


def _lines(request: HttpRequest, region: Region, why: WhyForm | None = None) -> list[Line]:
    """The rows of the list, measured where that was asked for."""
    rows = _rows(picked.picked(request, region), region)
    start = picked.start_of(request, region)
    if start is None:
        return [Line(row) for row in rows]
    doctors = visiting.visiting_among([row.facility for row in rows], region)
    reasons = picked.reasons_of(request, region)
    return [_line(row, start, doctors, reasons, why) for row in rows]


def _line(
    row: listing.Row,
    start: visiting.Start,
    doctors: set[int],
    reasons: dict[str, visiting.Why],
    why: WhyForm | None,
) -> Line:
    place = row.facility
    given = reasons.get(place.public_id)
    reach = visiting.reach(start, place, is_visiting=place.pk in doctors, why=given)
    if why is not None and why.prefix == place.public_id:
        return Line(row, reach, why)
    told = {"reason": given.reason, "words": given.words} if given else None
    return Line(row, reach, WhyForm(prefix=place.public_id, initial=told))


@require_POST
@guard(anyone, Region)
def measure(request: HttpRequest, region: Region) -> HttpResponse:
    """Name the district or town of the person; without a name it is forgotten."""
    if "forget" in request.POST:
        picked.measure_from(request, region, None)
        return redirect("directory:list", region=region.slug)
    form = WhereForm(request.POST, places=whereabouts_of(region))
    if not form.is_valid():
        return _page(request, region, where=form)
    picked.measure_from(request, region, form.cleaned_data["place"])
    return redirect("directory:list", region=region.slug)


@require_POST
@guard(anyone, Region)
def give_reason(request: HttpRequest, region: Region, facility: str) -> HttpResponse:
    """Say why a doctor from beyond the limit stands on the list."""
    form = WhyForm(request.POST, prefix=facility)
    if facility in picked.picked(request, region):
        if not form.is_valid():
            return _page(request, region, why=form)
        picked.give_reason(request, region, facility, form.why)
        messages.success(request, "理由を残しました。印刷した紙にも出ます。")
    return redirect("directory:list", region=region.slug)


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
    return redirect(_back(request, region, place))


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
    lines = _asked(request, region)
    if not lines or _is_refused(lines):
        return _page(request, region, is_refused=bool(lines))
    entries = [
        (*entry, qr_code(detail.url_of(entry[0].facility, region)))
        for entry in _entries(lines, region)
    ]
    context = _paper(entries) | {"furigana": True}
    return render(request, "directory/public/sheet.html", context)


@require_safe
@guard(anyone, Region)
def fax(request: HttpRequest, region: Region) -> HttpResponse:
    """The same as a sheet for FAX: black, no thin lines, a place for words by hand."""
    lines = _asked(request, region)
    if not lines or _is_refused(lines):
        return _page(request, region, is_refused=bool(lines))
    return render(request, "directory/public/fax.html", _paper(_entries(lines, region)))


def _entries(
    lines: Sequence[Line], region: Region
) -> list[tuple[listing.Row, visiting.Reach | None, Paper]]:
    """The rows, each with how far it is and what else is known of it."""
    told = papers_of([line.row for line in lines], region, clock.now())
    return [(line.row, line.reach, told[line.row.facility.pk]) for line in lines]


def _paper(entries: Sequence[object]) -> dict[str, Any]:
    """What a sheet of these says beside them."""
    return {"entries": entries, "rule": visiting, "today": clock.today()}


@require_safe
@guard(anyone, Region)
def as_csv(request: HttpRequest, region: Region) -> HttpResponse:
    """For spreadsheets: UTF-8 with a mark, and no cell that could act as a formula."""
    lines = _asked(request, region)
    if _is_refused(lines):
        return _page(request, region, is_refused=True)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="list.csv"'
    writer = csv.writer(response)
    is_measured = any(line.reach for line in lines)
    writer.writerow([*COLUMNS, *(MEASURED if is_measured else ())])
    told = papers_of([line.row for line in lines], region, clock.now())
    for line in lines:
        cells = [*_cells(line.row, told[line.row.facility.pk]), *_measured(line)]
        writer.writerow([harmless(cell) for cell in cells])
    return response


def _is_refused(lines: Sequence[Line]) -> bool:
    """Whether one is too far away, and nobody said why it stands on the list."""
    return any(line.needs_reason for line in lines)


def _measured(line: Line) -> list[str]:
    reach = line.reach
    return [reach.start.label, reach.printed, reach.reason] if reach else []


def _cells(row: listing.Row, paper: Paper) -> list[str]:
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
        paper.abilities,
        paper.rooms,
        paper.hours,
        checked.how,
        checked.on.isoformat() if checked.on else "",
    ]


def _asked(request: HttpRequest, region: Region) -> list[Line]:
    """The list, or the one service that ``only`` names: of that nothing is measured."""
    if only := request.GET.get("only"):
        return [Line(row) for row in _rows([only], region)]
    return _lines(request, region)


def _rows(public_ids: list[str], region: Region) -> list[listing.Row]:
    places: list[Facility] = listing.known(picked.keys_of(public_ids))
    return listing.rows(places, region=region, today=clock.today())


def _back(request: HttpRequest, region: Region, place: Facility) -> str:
    """The page the button stood on, if it is one of ours: there what took its place."""
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return f"{back}#on-list-{place.public_id}"
    return reverse("directory:list", args=[region.slug])
