"""What is within reach and what is missing, for the staff and for the council."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.guard import guard
from renkei.directory.coverage.reach import Coverage, coverage
from renkei.directory.coverage.sheet import LEGEND, RADII_KM, USUAL_KM, Sheet, sheet_of
from renkei.directory.exports.writing import as_csv
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_read_for_council, may_record

COLUMNS = ("できること", "できる事業所", "区域", "届き方", "届く町", "町", "届かない町")


class Tab(NamedTuple):
    """A radius to choose."""

    label: str
    url: str
    is_current: bool


@require_safe
@guard(may_read_for_council, Region)
def resources_coverage(request: HttpRequest, region: Region) -> HttpResponse:
    """A map of the chosen ability, and a table of all of them, for the chosen radius."""
    actor = actor_of(request)
    kilometres, found = _found(request, region)
    sheet = sheet_of(found, request.GET.get("what", ""))
    context = {
        "coverage": found,
        "kilometres": kilometres,
        "today": clock.today(),
        "sheet": sheet,
        "legend": LEGEND,
        "tabs": [_tab(km, km == kilometres, sheet) for km in RADII_KM],
        "is_at_desk": may_open_desk(actor, region),
        "may_draw": may_record(actor, region),
    }
    return render(request, "directory/desk/coverage.html", context)


def _found(request: HttpRequest, region: Region) -> tuple[int, Coverage]:
    """The chosen radius, and what lies within it."""
    asked = request.GET.get("km", "")
    kilometres = next((km for km in RADII_KM if str(km) == asked), USUAL_KM)
    return kilometres, coverage(region, radius_m=kilometres * 1000, on=clock.today())


def _tab(km: int, is_current: bool, sheet: Sheet | None) -> Tab:
    asked: dict[str, Any] = {"km": km}
    if sheet:
        asked["what"] = sheet.line.key
    return Tab(f"{km}km", f"?{urlencode(asked)}", is_current)


@require_safe
@guard(may_read_for_council, Region)
def coverage_table(request: HttpRequest, region: Region) -> HttpResponse:
    """All that the page says as a file: a row for each ability and area."""
    kilometres, found = _found(request, region)
    response = HttpResponse(as_csv(COLUMNS, list(_rows(found))), content_type="text/csv")
    name = f"coverage-{kilometres}km-{clock.today()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(found: Coverage) -> Iterator[tuple[str, ...]]:
    for line in found.lines:
        for cell in line.cells:
            numbers = (str(cell.reached), str(cell.total))
            missing = "、".join(cell.out_of_reach)
            yield (line.what, str(line.facilities), cell.area, cell.sign, *numbers, missing)
