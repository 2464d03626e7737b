"""What readers, facilities and staff say is wrong, and the decision on each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.errors import DomainError
from renkei.core.guard import guard
from renkei.directory import actions
from renkei.directory.forms.report import CLOSED_SAID
from renkei.directory.models import Correction
from renkei.directory.proposals import Proposal, Waiting, proposals
from renkei.directory.resources import facility_in
from renkei.directory.views.desk.resources import (
    CORRECTABLE,
    address_of,
    show_published,
    waiting_of,
)
from renkei.directory.views.desk.undo import say_done
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record

AT_MOST = 200


@guard(may_open_desk, Region)
def corrections(request: HttpRequest, region: Region) -> HttpResponse:
    """Everything that waits, place by place."""
    lines = proposals(waiting_of(region)[:AT_MOST], region)
    places = [(place, Waiting.of(some)) for place, some in groupby(lines, key=_place)]
    return render(request, "directory/desk/corrections.html", {"places": places})


def _place(line: Proposal) -> Facility:
    return line.correction.facility


@require_POST
@guard(may_record, Correction)
def correction_approve(request: HttpRequest, correction: Correction) -> HttpResponse:
    """A report that the place closed leads to where that is written down."""
    answer = _decide(request, correction, actions.approve, "採用しました")
    if not correction.value.startswith(CLOSED_SAID):
        return answer
    keys = (correction.region.slug, correction.facility.public_id, Correction.Field.CLOSED.value)
    return redirect("directory:resource-correct", *keys)


@require_POST
@guard(may_record, Correction)
def correction_refuse(request: HttpRequest, correction: Correction) -> HttpResponse:
    return _decide(request, correction, actions.refuse, "見送りました")


def _decide(
    request: HttpRequest, correction: Correction, decide: Callable[..., Any], done: str
) -> HttpResponse:
    back = reverse("directory:corrections", kwargs={"region": correction.region.slug})
    try:
        kept = decide(correction=correction, by=actor_of(request), at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        text = f"{correction}を{done}。"
        say_done(request, text, correction.region, kept, back=back)
    return redirect(back)


@require_POST
@guard(may_record, Region)
def corrections_unchanged(request: HttpRequest, region: Region, facility: str) -> HttpResponse:
    """All answers of a place that change nothing, with one press."""
    place = facility_in(region, facility)
    kept = actions.confirm_unchanged(
        region=region, facility=place, by=actor_of(request), at=clock.now()
    )
    back = reverse("directory:corrections", kwargs={"region": region.slug})
    say_done(request, f"{place}の「変更なし」の答えを確認しました。", region, kept, back=back)
    return redirect(back)


@require_POST
@guard(may_record, Correction)
def correction_take_back(request: HttpRequest, correction: Correction) -> HttpResponse:
    """End the local value: the former one, or the published one, holds again."""
    now: datetime = clock.now()
    try:
        actions.take_back(correction=correction, by=actor_of(request), at=now)
        messages.success(request, f"{correction.get_field_display()}を元に戻しました。")
    except DomainError as refusal:
        messages.info(request, str(refusal))
    return redirect(address_of(correction.facility, correction.region))


@require_POST
@guard(may_record, Region)
def resource_as_published(
    request: HttpRequest, region: Region, facility: str, field: str
) -> HttpResponse:
    """End the local value of a field for good: what is published is shown again."""
    if field not in CORRECTABLE:
        raise Http404
    place = facility_in(region, facility)
    show_published(request, place, region, field)
    return redirect(address_of(place, region))
