"""How to get to a place: links a visitor may press; nothing is asked of a map before that."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

from renkei.organizations.models import Facility, PointBasis

WEB = "https://www.google.com/maps/dir/"


class Directions(NamedTuple):
    """Addresses for the map application of a phone and for a browser; empty where unknown."""

    app: str = ""
    web: str = ""


def directions(place: Facility, name: str, address: str) -> Directions:
    """By the point of the place; where that is an estimate or missing, by its address.

    An estimated point is the middle of a town: whoever follows it stands before another door.
    """
    if place.latitude is not None and place.point_basis != PointBasis.ESTIMATED:
        point = f"{place.latitude},{place.longitude}"
        return Directions(f"geo:{point}?q={point}({quote(name)})", _web(point))
    if address:
        whole = (
            f"{place.municipality.prefecture}{address.removeprefix(place.municipality.prefecture)}"
        )
        return Directions(f"geo:0,0?q={quote(whole)}", _web(whole))
    return Directions()


def _web(destination: str) -> str:
    return f"{WEB}?{urlencode({'api': 1, 'destination': destination})}"
