"""The visitor's own list of services: kept in the session, nothing about a person in it.

Beside it lies from which district or town it is measured, and why a doctor from too far
away stands on it. Neither stands in an address or a log, and both go with the list.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from renkei.directory.visiting import Reason, Start, Why
from renkei.geo.points import Point
from renkei.organizations.models import Facility
from renkei.programme.models import Region

KEY = "picked"
START, WHY = "picked_from", "picked_why"
AT_MOST = 30


def picked(request: HttpRequest, region: Region) -> list[str]:
    """Public ids in the order they were chosen."""
    lists = request.session.get(KEY, {})
    return list(lists.get(region.slug, []))


def pick(request: HttpRequest, region: Region, public_id: str) -> bool:
    """Put a facility at the end of the list; False where the list is full."""
    ids = picked(request, region)
    if public_id in ids:
        return True
    if len(ids) >= AT_MOST:
        return False
    _keep(request, region, [*ids, public_id])
    return True


def unpick(request: HttpRequest, region: Region, public_id: str) -> None:
    _keep(request, region, [one for one in picked(request, region) if one != public_id])
    _put(request, WHY, region, _without(_of(request, WHY, region), public_id))


def clear(request: HttpRequest, region: Region) -> None:
    _keep(request, region, [])
    measure_from(request, region, None)


def measure_from(request: HttpRequest, region: Region, start: Start | None) -> None:
    """Name the place of the person, or forget it; reasons held for the former one."""
    _put(request, START, region, {"label": start.label, "at": [*start.point]} if start else None)
    _put(request, WHY, region, None)


def start_of(request: HttpRequest, region: Region) -> Start | None:
    """From where the list is measured, if anybody said so."""
    kept = _of(request, START, region)
    return Start(kept["label"], Point(*kept["at"])) if kept else None


def give_reason(request: HttpRequest, region: Region, public_id: str, why: Why) -> None:
    reasons = _of(request, WHY, region)
    _put(request, WHY, region, reasons | {public_id: [why.reason.value, why.words]})


def reasons_of(request: HttpRequest, region: Region) -> dict[str, Why]:
    """Why each place from too far away stands on the list."""
    kept = _of(request, WHY, region)
    return {one: Why(Reason(reason), words) for one, (reason, words) in kept.items()}


def keys_of(public_ids: list[str]) -> list[int]:
    """Primary keys in the same order; what no longer exists is left out."""
    standing = Facility.objects.standing().filter(public_id__in=public_ids)
    found = dict(standing.values_list("public_id", "pk"))
    return [found[one] for one in public_ids if one in found]


def _keep(request: HttpRequest, region: Region, ids: list[str]) -> None:
    _put(request, KEY, region, ids)


def _of(request: HttpRequest, key: str, region: Region) -> dict[str, Any]:
    return dict(request.session.get(key, {}).get(region.slug) or {})


def _put(request: HttpRequest, key: str, region: Region, value: Any) -> None:
    """Keep it for this region; the session has to be told that it changed."""
    request.session[key] = dict(request.session.get(key, {})) | {region.slug: value}


def _without(kept: dict[str, Any], public_id: str) -> dict[str, Any]:
    return {one: value for one, value in kept.items() if one != public_id}
