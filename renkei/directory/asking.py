"""What the address of a search says: words, page, a coarse point or box."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
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
STEPS = 10**DECIMALS


@dataclass(frozen=True)
class Question:
    """A search as its address holds it; nothing else is kept of it anywhere.

    ``within`` is the part of the map that was looked at; it takes the place of ``near`` and
    of the places in the words.
    """

    words: str
    page: int = 1
    near: Point | None = None
    within: Box | None = None
    is_map: bool = False

    def address(self, words: str | None = None, **more: str) -> str:
        """The query string of the same question, or of other words asked in the same way."""
        pairs = [("q", self.words if words is None else words)]
        return urlencode([*pairs, *self.places.items(), *more.items()])

    @property
    def places(self) -> dict[str, str]:
        """Where to look, as the address and the forms that ask anew carry it."""
        known = {"near": self.near_words, "within": self.within_words}
        return {name: words for name, words in known.items() if words}

    @property
    def near_words(self) -> str:
        """The point as the address says it."""
        return ",".join(f"{degrees:.{DECIMALS}f}" for degrees in self.near or ())

    @property
    def within_words(self) -> str:
        """The box as the address says it."""
        return ",".join(f"{edge:.{DECIMALS}f}" for edge in self.within or ())


def question_of(request: HttpRequest) -> Question:
    """Read tolerantly: what cannot be understood is left out."""
    asked = request.GET
    return Question(
        words=tidy(asked.get("q", "")[:LONGEST]),
        page=_page(asked.get("page", "")),
        near=_point(asked.get("near", "")),
        within=_seen(asked.get("within", "")),
        is_map=asked.get("view") == "map",
    )


def read_box(text: str) -> Box | None:
    """West, south, east, north, as far as it lies in Japan; None where it cannot be read."""
    try:
        west, south, east, north = (float(part) for part in text[:80].split(","))
    except ValueError:
        return None
    box = Box(
        max(west, JAPAN.west),
        max(south, JAPAN.south),
        min(east, JAPAN.east),
        min(north, JAPAN.north),
    )
    return box if box.west < box.east and box.south < box.north else None


def _seen(text: str) -> Box | None:
    """The box that was looked at, outwards to the next hundredth of a degree."""
    box = read_box(text)
    if box is None:
        return None
    # Seven decimals first: 136.65 times a hundred is a little more than it should be.
    edges = [round(edge * STEPS, 7) for edge in box]
    least, most = map(floor, edges[:2]), map(ceil, edges[2:])
    return Box(*(edge / STEPS for edge in (*least, *most)))


def _page(text: str) -> int:
    return min(int(text), LAST_PAGE) if text.isdecimal() and 0 < len(text) < 4 and int(text) else 1


def _point(text: str) -> Point | None:
    try:
        latitude, longitude = (round(float(part), DECIMALS) for part in text[:40].split(","))
    except ValueError:
        return None
    point = Point(latitude, longitude)
    return point if JAPAN.holds(point) else None
