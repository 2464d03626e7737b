"""What is within reach and what is missing, at the desk."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.guard import guard
from renkei.directory.coverage import coverage
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk

# 16 km: how far a visiting doctor's fee reaches (診療報酬 往診料・在宅患者訪問診療料).
RADII_KM = (1, 2, 3, 5, 10, 16)
USUAL_KM = 5


class Tab(NamedTuple):
    """A radius to choose."""

    label: str
    url: str
    is_current: bool


@require_safe
@guard(may_open_desk, Region)
def resources_coverage(request: HttpRequest, region: Region) -> HttpResponse:
    """A table of abilities and areas for the chosen radius."""
    asked = request.GET.get("km", "")
    kilometres = next((km for km in RADII_KM if str(km) == asked), USUAL_KM)
    context = {
        "coverage": coverage(region, radius_m=kilometres * 1000, on=clock.today()),
        "kilometres": kilometres,
        "tabs": [Tab(f"{km}km", f"?km={km}", km == kilometres) for km in RADII_KM],
    }
    return render(request, "directory/desk/coverage.html", context)
