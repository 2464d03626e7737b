"""The region's own desks among what is searched for: whose telephone number it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from renkei.core.text import search_key
from renkei.directory.search import Found, Kind
from renkei.programme.models import Region


class Desk(NamedTuple):
    """Where people turn to, and when somebody answers."""

    name: str
    telephone: str
    note: str


def asked_for(found: Found, region: Region) -> list[Desk]:
    """The region's centre and 相談先 whose telephone or FAX is in the phrase."""
    said = {search_key(one.label) for one in found.understood if one.kind is Kind.TELEPHONE}
    if not said:
        return []
    numbers = (
        (desk, {search_key(desk.telephone), search_key(fax)}) for desk, fax in _desks(region)
    )
    return [desk for desk, own in numbers if said & own]


def _desks(region: Region) -> Iterator[tuple[Desk, str]]:
    yield Desk(region.contact_name, region.telephone, region.office_hours), region.fax
    for point in region.contact_points.all():
        yield Desk(point.name, point.telephone, point.telephone_note), point.fax
