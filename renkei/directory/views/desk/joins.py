"""Two places that may be one: both shown, decided by a person, reversible."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renkei.audit.history import doers_of
from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.errors import DomainError
from renkei.core.guard import guard
from renkei.directory import actions, joining
from renkei.directory.models import Join
from renkei.directory.resources import kinds_of, numbers_of
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record

PER_PAGE = 20


@guard(may_open_desk, Region)
def joins(request: HttpRequest, region: Region) -> HttpResponse:
    """The undecided pairs, the most alike first."""
    open_ones = Join.objects.of(region).undecided().select_related("kept", "other")
    page = Paginator(open_ones, PER_PAGE).get_page(request.GET.get("page"))
    places = [place for join in page.object_list for place in (join.kept, join.other)]
    kinds, numbers = kinds_of(places), numbers_of(places)
    rows = [
        (join, [_side(place, kinds, numbers) for place in (join.kept, join.other)]) for join in page
    ]
    context = {"page": page, "rows": rows, "decided": Join.objects.of(region).decided().count()}
    return render(request, "directory/desk/joins.html", context)


def _side(place: Any, kinds: dict[int, list[str]], numbers: dict[int, list[str]]) -> Any:
    return place, kinds.get(place.pk, []), numbers.get(place.pk, [])


@require_POST
@guard(may_record, Region)
def joins_look(request: HttpRequest, region: Region) -> HttpResponse:
    """Compare all places of the region anew."""
    number = actions.look_for_joins(region=region, by=actor_of(request), at=clock.now())
    found = f"確かめる2件が、新しく{number}組見つかりました。"
    messages.success(request, found if number else "新しい重なりはありません。")
    return redirect("directory:joins", region=region.slug)


@guard(may_open_desk, Region)
def joins_decided(request: HttpRequest, region: Region) -> HttpResponse:
    """What was decided, by whom and when; each can be taken back."""
    decided = Join.objects.of(region).decided().select_related("kept", "other")
    page = Paginator(decided, PER_PAGE).get_page(request.GET.get("page"))
    deciders = doers_of(page.object_list)
    rows = [(join, deciders.get(join.public_id, "")) for join in page.object_list]
    return render(request, "directory/desk/joins_decided.html", {"page": page, "rows": rows})


@require_POST
@guard(may_record, Region)
def join_same(request: HttpRequest, region: Region, join: str) -> HttpResponse:
    merge = partial(joining.merge, keeps=request.POST.get("keeps", ""))
    return _decide(request, region, join, merge, "1件にまとめました。")


@require_POST
@guard(may_record, Region)
def join_apart(request: HttpRequest, region: Region, join: str) -> HttpResponse:
    return _decide(request, region, join, joining.keep_apart, "別の施設としました。")


def _decide(
    request: HttpRequest, region: Region, join: str, decide: Callable[..., Join], done: str
) -> HttpResponse:
    pair = get_object_or_404(Join.objects.of(region), public_id=join)
    try:
        decide(join=pair, by=actor_of(request), at=clock.now(), region=region.slug)
    except DomainError as refusal:
        messages.info(request, str(refusal))
    else:
        undo = reverse("directory:join-undo", kwargs={"region": region.slug, "join": join})
        messages.success(request, f"{pair}：{done}", extra_tags=undo)
    return redirect("directory:joins", region=region.slug)


@require_POST
@guard(may_record, Region)
def join_undo(request: HttpRequest, region: Region, join: str) -> HttpResponse:
    """The question is open again."""
    pair = get_object_or_404(Join.objects.of(region), public_id=join)
    try:
        actions.undecide(join=pair, by=actor_of(request), at=clock.now(), region=region.slug)
    except DomainError as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, f"{pair}：もう一度、確かめられます。")
    return redirect("directory:joins", region=region.slug)
