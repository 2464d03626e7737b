"""One line of the coverage as people look at it: radius, map, and who is drawn on it."""

from __future__ import annotations

from typing import NamedTuple

from renkei.directory.coverage.drawing import Drawing, drawing
from renkei.directory.coverage.reach import Coverage, Line
from renkei.organizations.models import Facility

# 16 km: how far a visiting doctor's fee reaches (診療報酬 往診料・在宅患者訪問診療料).
RADII_KM = (1, 2, 3, 5, 10, 16)
USUAL_KM = 5

LEGEND = (
    ("all", "○ すべての町に届く"),
    ("some", "△ 一部の町に届く"),
    ("none", "× どの町にも届かない"),
    ("unknown", "－ できる事業所の記録がない"),
)


class Sheet(NamedTuple):
    """The map of one line, and in words what is drawn on it."""

    line: Line
    drawing: Drawing
    facilities: list[Facility]


def sheet_of(found: Coverage, key: str = "") -> Sheet | None:
    """The line of that key, else the first gap; None where there is nothing to draw."""
    line = found.chosen(key)
    if line is None or not found.areas:
        return None
    able = Facility.objects.filter(pk__in=line.able).select_related("municipality")
    return Sheet(line, drawing(found, line), list(able.order_by("municipality__code", "name")))
