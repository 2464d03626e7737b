"""What is within reach and what is missing, at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.guard import guard
from renkei.directory.coverage import Coverage, Line, coverage
from renkei.directory.coverage_map import Drawing, drawing
from renkei.directory.exports.writing import as_csv
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk

# 16 km: how far a visiting doctor's fee reaches (診療報酬 往診料・在宅患者訪問診療料).
RADII_KM = (1, 2, 3, 5, 10, 16)
USUAL_KM = 5
COLUMNS = ("できること", "できる事業所", "区域", "届き方", "届く町", "町", "届かない町")


LEGEND = (
    ("all", "○ すべての町に届く"),
    ("some", "△ 一部の町に届く"),
    ("none", "× どの町にも届かない"),
    ("unknown", "－ できる事業所の記録がない"),
)


class Tab(NamedTuple):
    """A radius to choose."""

    label: str
    url: str
    is_current: bool


class Sheet(NamedTuple):
    """The map of one line, and in words what is drawn on it."""

    line: Line
    drawing: Drawing
    facilities: list[Facility]


@require_safe
@guard(may_open_desk, Region)
def resources_coverage(request: HttpRequest, region: Region) -> HttpResponse:
    """A map of the chosen ability, and a table of all of them, for the chosen radius."""
    kilometres, found = _found(request, region)
    sheet = _sheet(found, request.GET.get("what", ""))
    context = {
        "coverage": found,
        "kilometres": kilometres,
        "today": clock.today(),
        "sheet": sheet,
        "legend": LEGEND,
        "tabs": [_tab(km, km == kilometres, sheet) for km in RADII_KM],
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


def _sheet(found: Coverage, key: str) -> Sheet | None:
    """None where there is nothing to draw: no area, or no ability in the list."""
    line = found.chosen(key)
    if line is None or not found.areas:
        return None
    able = Facility.objects.filter(pk__in=line.able).select_related("municipality")
    return Sheet(line, drawing(found, line), list(able.order_by("municipality__code", "name")))


@require_safe
@guard(may_open_desk, Region)
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
