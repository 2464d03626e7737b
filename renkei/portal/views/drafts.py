"""Throwing a draft away: asked once, since nothing brings it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from renkei.core.actions import discard_draft
from renkei.core.actors import actor_of
from renkei.core.guard import guard
from renkei.core.models import Draft
from renkei.portal.policies import may_discard_draft
from renkei.programme.models import Region


@require_http_methods(["GET", "POST"])
@guard(may_discard_draft, Region)
def discard(request: HttpRequest, region: Region, uuid: UUID) -> HttpResponse:
    """Show what it is, then throw it away and go back to the empty form."""
    actor = actor_of(request)
    draft = get_object_or_404(Draft.objects.visible_to(actor).of(region), sheet=uuid)
    if request.method == "POST":
        discard_draft(author=actor.public_id, sheet=draft.sheet)
        messages.success(request, "下書きを捨てました。")
        return redirect(draft.address)
    return render(request, "portal/draft_discard.html", {"draft": draft})
