"""What the address of a search says: words, page, a coarse point."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from renkei.core.text import tidy
from renkei.geo.points import Box, Point

PER_PAGE = 20
LAST_PAGE = 50
LONGEST = 200
JAPAN = Box(122.0, 20.0, 154.0, 46.0)
# Two decimals are about one kilometre: near enough to sort by, too coarse for a home.
DECIMALS = 2


@dataclass(frozen=True)
class Question:
    """A search as its address holds it; nothing else is kept of it anywhere."""

    words: str
    page: int = 1
    near: Point | None = None
    is_map: bool = False

    def address(self, words: str | None = None, **more: str) -> str:
        """The query string of the same question, or of other words asked in the same way."""
        pairs = [("q", self.words if words is None else words)]
        if self.near:
            pairs.append(("near", f"{self.near.latitude:.2f},{self.near.longitude:.2f}"))
        return urlencode([*pairs, *more.items()])


def question_of(request: HttpRequest) -> Question:
    """Read tolerantly: what cannot be understood is left out."""
    asked = request.GET
    return Question(
        words=tidy(asked.get("q", "")[:LONGEST]),
        page=_page(asked.get("page", "")),
        near=_point(asked.get("near", "")),
        is_map=asked.get("view") == "map",
    )


def _page(text: str) -> int:
    return min(int(text), LAST_PAGE) if text.isdecimal() and 0 < len(text) < 4 and int(text) else 1


def _point(text: str) -> Point | None:
    try:
        latitude, longitude = (round(float(part), DECIMALS) for part in text[:40].split(","))
    except ValueError:
        return None
    point = Point(latitude, longitude)
    return point if JAPAN.holds(point) else None
