"""A place lies where the address says that the region found; taken back, where it lay before."""

from __future__ import annotations

from typing import Any

from renkei.directory.actions.proposing import ValueUnfit
from renkei.directory.models import Correction
from renkei.geo.addresses import Gazetteer, split
from renkei.geo.models import Municipality
from renkei.geo.settling import settle, surroundings
from renkei.organizations.models import Facility, PointBasis
from renkei.programme.models import Region

PLACE = "facility"
LIES = ("municipality_id", "latitude", "longitude", "point_basis")

Spot = dict[str, Any]


class OutsideRegion(ValueUnfit):
    """この住所は圏域の外です。"""

    def __init__(self, named: Municipality) -> None:
        """Name the municipality of the address."""
        super().__init__(f"{named}はこの圏域の外です。圏域の中の所在地を書いてください")


def spot_of(place: Facility) -> Spot:
    """Municipality, point and its basis, as ``lay`` takes them."""
    return {name: getattr(place, name) for name in LIES}


def lay(place: Facility, spot: Spot) -> None:
    """Let the place lie there. Its own moment stays: it is the day of what is recorded of it."""
    for name, value in spot.items():
        setattr(place, name, value)
    Facility.objects.filter(pk=place.pk).update(**spot)


def move(correction: Correction, *, former: str) -> None:
    """Locate the place by the address of an approved correction, which keeps where it lay.

    ``former`` is the address shown so far. A place outside of the region keeps its point, which
    all regions share: only the address is this region's own. Raises OutsideRegion.
    """
    place = Facility.objects.select_related("municipality").get(pk=correction.facility_id)
    if not correction.region.municipalities.filter(pk=place.municipality_id).exists():
        return
    town = _municipality(correction.region, place.municipality, correction.value)
    before = spot_of(place)
    spot = {"municipality_id": town.pk} | _point(place, town, former, correction.value)
    if before | spot != before:
        correction.moved_from = before
        lay(correction.facility, spot)


def _municipality(region: Region, here: Municipality, address: str) -> Municipality:
    """The one the address names; where it names none, or a town of a city, the present one."""
    gazetteer = Gazetteer(Municipality.objects.values_list("code", "name"))
    code = gazetteer.code_of(address, here.code[:2])
    named: Municipality | None = Municipality.objects.filter(code=code).first()
    if named is None or named.overlaps(here):
        return here
    if region.municipalities.filter(pk=named.pk).exists():
        return named
    if named.name[-1] in "町村" and not split(address).municipality.endswith(named.name):
        return here  # 本町1-2: a town of the city much rather than a whole municipality
    raise OutsideRegion(named)


def _point(place: Facility, town: Municipality, former: str, address: str) -> Spot:
    """The centre of its town (推定), unless it stays in its town or the region found the point."""
    known = surroundings(town.pk)
    centre = settle(town, known, address, None).point
    stays = town == place.municipality and (
        not former or settle(town, known, former, None).point == centre
    )
    if stays or place.point_basis == PointBasis.LOCAL:
        return {}
    if centre is None:
        return {"latitude": None, "longitude": None, "point_basis": ""}
    latitude, longitude = centre
    return {
        "latitude": latitude,
        "longitude": longitude,
        "point_basis": PointBasis.ESTIMATED.value,
    }


def remember_spot(place: Facility, was: Spot) -> dict[str, Any]:
    """What takes a move back, as ``undo.put_back`` reads it."""
    return {"model": PLACE, "id": place.public_id, "version": spot_of(place), "was": was}
