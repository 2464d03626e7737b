"""What the page frame needs: region, person and the navigations."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from renkei.core.actors import Actor, actor_of
from renkei.core.registry import GROUPS, registry

FURIGANA_COOKIE = "ruby"


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every page; lazy where a page may not need it."""
    region = getattr(request, "region", None)
    actor = actor_of(request)
    shortcuts = _shortcuts(region, actor, request.path)
    return {
        "region": region,
        "actor": actor,
        "here": request.path,
        "furigana": _wants_furigana(request),
        "public_navigation": _public_navigation(region, request.path),
        "navigation": _navigation(region, actor, request.path),
        "shortcuts": shortcuts,
        "is_at_shortcut": any(one["is_current"] for one in shortcuts),
        "search_url": next((one["url"] for one in shortcuts if one["icon"] == "search"), ""),
    }


def _wants_furigana(request: HttpRequest) -> bool:
    asked = request.GET.get("ruby") or request.COOKIES.get(FURIGANA_COOKIE)
    return asked == "1"


def _public_navigation(region: Any, here: str) -> list[dict[str, Any]]:
    if region is None:
        return []
    return [
        _placed(place.label, place.view, place.covers, region, here) | {"help": place.help}
        for place in sorted(registry.public_places, key=lambda place: place.order)
    ]


def booklets_of(region: Any) -> list[dict[str, str]]:
    """What can be printed of a region, for the pages that offer it."""
    return [
        {
            "label": booklet.label,
            "url": reverse(booklet.view, kwargs={"region": region.slug}),
            "help": booklet.help,
            "size": booklet.size(region),
        }
        for booklet in registry.booklets
    ]


def _navigation(region: Any, actor: Actor, here: str) -> list[list[dict[str, Any]]]:
    if region is None or not actor.is_authenticated:
        return []
    allowed = sorted(
        (place for place in registry.places if place.rule(actor, region)), key=lambda p: p.order
    )
    groups = [
        [
            _placed(place.label, place.view, place.covers, region, here)
            for place in allowed
            if place.group == group
        ]
        for group in GROUPS
    ]
    return [group for group in groups if group]


def _shortcuts(region: Any, actor: Actor, here: str) -> list[dict[str, Any]]:
    if region is None or not actor.is_authenticated:
        return []
    return [
        _placed(one.label, one.view, one.covers(), region, here) | {"icon": one.icon}
        for one in sorted(registry.shortcuts, key=lambda one: one.order)
        if one.rule(actor, region)
    ]


def _placed(label: str, view: str, covers: Iterable[str], region: Any, here: str) -> dict[str, Any]:
    """The entry of a place; it is current also on the pages it covers."""
    url, *covered = (reverse(name, kwargs={"region": region.slug}) for name in (view, *covers))
    entry = _entry(label, url, here)
    return entry | {"is_current": entry["is_current"] or any(map(here.startswith, covered))}


def _entry(label: str, url: str, here: str) -> dict[str, Any]:
    is_home = url.endswith("/desk/")
    is_current = here == url if is_home else here.startswith(url)
    return {"label": label, "url": url, "is_current": is_current}
