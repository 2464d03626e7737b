"""The visitor's own list of services: kept in the session, nothing about a person in it."""

from __future__ import annotations

from django.http import HttpRequest

from renkei.organizations.models import Facility
from renkei.programme.models import Region

KEY = "picked"
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


def clear(request: HttpRequest, region: Region) -> None:
    _keep(request, region, [])


def keys_of(public_ids: list[str]) -> list[int]:
    """Primary keys in the same order; what no longer exists is left out."""
    standing = Facility.objects.standing().filter(public_id__in=public_ids)
    found = dict(standing.values_list("public_id", "pk"))
    return [found[one] for one in public_ids if one in found]


def _keep(request: HttpRequest, region: Region, ids: list[str]) -> None:
    lists = dict(request.session.get(KEY, {}))
    lists[region.slug] = ids
    request.session[KEY] = lists
