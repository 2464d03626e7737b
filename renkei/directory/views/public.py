"""Searching services and looking at one: the pages everybody may open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.context import booklets_of
from renkei.core.guard import anyone, guard
from renkei.directory import asking, conditions, desks, detail, helping, listing, picked, search
from renkei.directory.asking import PER_PAGE, Question
from renkei.directory.models import InformalService
from renkei.directory.search.surroundings import surroundings_of
from renkei.directory.tiles import ATTRIBUTION, TILES, may_fetch_tiles
from renkei.organizations.models import Facility
from renkei.programme.models import Region


@require_safe
@guard(anyone, Region)
def find(request: HttpRequest, region: Region) -> HttpResponse:
    """One box, what was understood as chips, and the services that fit."""
    question = asking.question_of(request)
    if added := request.GET.getlist("add"):
        return redirect(_with_added(question, added, region))
    if not question.words:
        context = {"kinds": conditions.kinds_of(region), "booklets": booklets_of(region)}
        return render(request, "directory/public/begin.html", context)
    show = may_fetch_tiles(_show) if region.uses_gsi_tiles else _show
    return show(request, region, question)


def _show(request: HttpRequest, region: Region, question: Question) -> HttpResponse:
    return render(request, "directory/public/search.html", _results(request, region, question))


def _with_added(question: Question, added: list[str], region: Region) -> str:
    words = " ".join([question.words, *added]).strip()[: asking.LONGEST]
    return f"{reverse('directory:search', args=[region.slug])}?{question.address(words)}"


def _results(request: HttpRequest, region: Region, question: Question) -> dict[str, Any]:
    found = search.find(
        question.words,
        region=region,
        near=question.within or question.near,
        page=question.page,
        per_page=PER_PAGE,
        at=clock.now(),
    )
    helps = _helps(found, region)
    return {
        "question": question,
        "found": found,
        "rows": _rows(found.hits, region, question.page),
        "nearly": _rows(found.nearly, region, 1) if found.nearly else [],
        "chips": _chips(found, question),
        "loosenings": _loosenings(found, question),
        "guesses": [(one.label, f"?{question.address(one.words)}") for one in found.guesses],
        "within": found.within,
        "within_url": f"?{question.address(found.within.words)}" if found.within else "",
        "reach": found.reach,
        "wider_url": f"?{question.address(found.reach.words)}" if found.reach else "",
        "page": _page(found.total, question.page),
        "helps": [(one, one.is_stale(clock.today())) for one in helps],
        "unread": _unread(found),
        "unknown": _unknown(found, helps),
        "unlisted": helping.missing(found.helps, helps, _most(found)),
        "desks": desks.asked_for(found, region),
        "picked": picked.picked(request, region),
        "list_url": f"?{question.address()}",
        "map_url": f"?{question.address(view='map')}",
        "beyond_url": _beyond(question),
        "address": question.address(),
        "tiles": TILES if region.uses_gsi_tiles else "",
        "tiles_from": ATTRIBUTION,
    }


def _helps(found: search.Found, region: Region) -> list[InformalService]:
    """What no insurance pays for: of the kinds that were named, else by words that named
    nothing else. Where few places fit, also by the words that named an ability (見守り).
    """
    words = " ".join([*_said(found, search.Kind.NAME, search.Kind.HELP), *found.not_understood])
    is_few = found.total < PER_PAGE and not found.helps
    return helping.matching(
        words,
        frozenset[int]().union(*found.helps.values()),
        found.municipalities,
        region,
        abilities=_said(found, search.Kind.ABILITY) if is_few else [],
        most=_most(found),
    )


def _unknown(found: search.Found, helps: Sequence[InformalService]) -> list[str]:
    """Words of which nothing that is shown says anything."""
    told = [] if found.helps else helps
    return [
        word
        for word in found.not_understood
        if word not in found.elsewhere and not helping.is_told(word, told)
    ]


def _said(found: search.Found, *kinds: search.Kind) -> list[str]:
    return [chip.label for chip in found.understood if chip.kind in kinds]


def _most(found: search.Found) -> int:
    return helping.SHOWN_ALONE if found.is_for_help else helping.SHOWN


def _unread(found: search.Found) -> list[str]:
    """What nothing on record answers of an informal service."""
    kinds = {search.Kind.TIME, search.Kind.VISIT} if found.helps else ()
    return [chip.label for chip in found.understood if chip.kind in kinds]


def _rows(hits: Sequence[search.Hit], region: Region, page: int) -> list[listing.Row]:
    return listing.rows(
        listing.known(hit.facility_id for hit in hits),
        region=region,
        today=clock.today(),
        first=(page - 1) * PER_PAGE + 1,
        hits=hits,
    )


def _page(total: int, number: int) -> Any:
    shown = min(total, PER_PAGE * asking.LAST_PAGE)
    return Paginator(range(shown), PER_PAGE).get_page(number)


def _chips(found: search.Found, question: Question) -> list[dict[str, str]]:
    """What can be taken away. A box takes the place of the places in the words, and they
    that of where the visitor is."""
    places = [chip for chip in found.understood if chip.kind is search.Kind.PLACE]
    chips = [
        {
            "name": str(chip.kind),
            "value": chip.label,
            "url": f"?{question.address(chip.without)}",
        }
        for chip in found.understood
        if not (question.within and chip.kind in {search.Kind.PLACE, search.Kind.DISTANCE})
    ]
    if question.within:
        chips.insert(0, {"name": "場所", "value": "地図の範囲", "url": _beyond(question)})
    elif question.near and not places:
        chips.insert(0, {"name": "場所", "value": search.HERE, "url": _anywhere(question)})
    return chips


def _beyond(question: Question) -> str:
    """The same search beyond the box."""
    return f"?{replace(question, within=None).address()}"


def _anywhere(question: Question) -> str:
    """The same search, measured from nowhere."""
    return f"?{replace(question, near=None).address()}"


def _loosenings(found: search.Found, question: Question) -> list[dict[str, Any]]:
    return [
        {
            "label": way.label,
            "total": way.total,
            "url": f"?{question.address(way.words)}",
        }
        for way in found.alternatives
    ]


@require_safe
@guard(anyone, Region)
def add_conditions(request: HttpRequest, region: Region) -> HttpResponse:
    """All conditions there are, to tick; those of the words are ticked, the rest stay words."""
    groups = conditions.groups_of(region)
    question = asking.question_of(request)
    words = question.words.split()
    offered = {word for group in groups for word in group.words}
    context = {
        "groups": groups,
        "question": question,
        "chosen": offered.intersection(words),
        "others": " ".join(word for word in words if word not in offered),
    }
    return render(request, "directory/public/conditions.html", context)


@require_safe
@guard(anyone, Region)
def suggest(request: HttpRequest, region: Region) -> HttpResponse:
    """Completions of what is being typed, as JSON for the search box."""
    found = search.suggest(request.GET.get("q", "")[: asking.LONGEST], region)
    answers = [{"words": one.words, "label": one.label, "kind": str(one.kind)} for one in found]
    return JsonResponse({"suggestions": answers})


@require_safe
@guard(anyone, Region)
def services(request: HttpRequest, region: Region) -> HttpResponse:
    """An address cut short leads to the search."""
    return redirect("directory:search", region=region.slug)


def _at_home(place: Facility) -> HttpResponse:
    """A place of another part of the country is shown by its own region, if that is here."""
    home = Region.objects.filter(municipalities=place.municipality_id).first()
    if home is None:
        raise Http404
    return redirect("directory:service", home.slug, place.public_id)


@require_safe
@guard(anyone, Region)
def service(request: HttpRequest, region: Region, facility: str) -> HttpResponse:
    """Everything known of a facility, each fact with source and date."""
    place = detail.facility_or_404(facility)
    if place.merged_into:
        return redirect("directory:service", region.slug, place.merged_into.public_id)
    around = surroundings_of(region)
    if not around.reaches(place.municipality_id):
        return _at_home(place)
    context = detail.of(place, region, actor=actor_of(request), at=clock.now())
    context["is_outside"] = place.municipality_id not in around.municipalities
    context["is_picked"] = facility in picked.picked(request, region)
    response = render(request, "directory/public/service.html", context)
    if context["notes"]:
        add_never_cache_headers(response)  # nothing of them stays on a shared computer
    return response
