"""取り消す for what is not simply deleted: the former state travels in the address."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.errors import DomainError
from renkei.core.guard import guard
from renkei.directory import actions
from renkei.directory.actions.undo import Kept
from renkei.programme.models import Region
from renkei.programme.policies import may_record

SALT, UNDO_LASTS_S = "renkei.directory", 24 * 60 * 60


def undo_address(region: Region, kept: Sequence[Kept], *, back: str) -> str:
    """The address that takes a change back and returns to ``back``; "" when nothing changed."""
    if not kept:
        return ""
    sealed = signing.dumps({"kept": list(kept), "back": back}, salt=SALT, compress=True)
    return reverse("directory:put-back", kwargs={"region": region.slug, "kept": sealed})


def say_done(
    request: HttpRequest, text: str, region: Region, kept: Sequence[Kept], *, back: str
) -> None:
    """Tell what was done on the next page, with 取り消す."""
    messages.success(request, text, extra_tags=undo_address(region, kept, back=back))


@require_POST
@guard(may_record, Region)
def put_back(request: HttpRequest, region: Region, kept: str) -> HttpResponse:
    """As it was before the change."""
    try:
        sealed = signing.loads(kept, salt=SALT, max_age=UNDO_LASTS_S)
    except signing.BadSignature as why:
        raise Http404 from why
    try:
        actions.put_back(region=region, kept=sealed["kept"], by=actor_of(request), at=clock.now())
        messages.success(request, "元に戻しました。")
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(sealed["back"])
