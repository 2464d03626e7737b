"""Inviting people into a region."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renkei.accounts import actions, notices, policies
from renkei.accounts.forms import InvitationForm
from renkei.accounts.http import Request
from renkei.accounts.models import Invitation
from renkei.core import clock
from renkei.core.errors import DomainError
from renkei.core.guard import guard
from renkei.programme.models import Region


@require_http_methods(["GET", "POST"])
@guard(policies.may_manage_people, Region)
def invite(request: Request, region: Region) -> HttpResponse:
    """Invite an address; the link is shown on the answer, and never again."""
    form = InvitationForm(request.POST or None, region=region)
    invited = form.is_valid() and form.keep(by=request.user, at=clock.now())
    if invited:
        return _show_link(request, *invited)
    return render(request, "accounts/invite.html", {"form": form})


@require_http_methods(["POST"])
@guard(policies.may_manage_people, Invitation)
def invitation_send_again(request: Request, invitation: Invitation) -> HttpResponse:
    """Make a new link and show it."""
    try:
        again = actions.send_again(invitation=invitation, by=request.user, at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:people", region=invitation.region.slug)
    return _show_link(request, *again)


@require_http_methods(["POST"])
@guard(policies.may_manage_people, Invitation)
def invitation_withdraw(request: Request, invitation: Invitation) -> HttpResponse:
    """Take the invitation back."""
    try:
        actions.withdraw(invitation=invitation, by=request.user, at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "招待を取り消しました。前のリンクは使えません。")
    return redirect("accounts:people", region=invitation.region.slug)


def _show_link(request: Request, invitation: Invitation, token: str) -> HttpResponse:
    """Not after a redirect: then the token would have to be kept somewhere."""
    link = notices.invitation_link(token)
    context = {"invitation": invitation, "link": link}
    return render(request, "accounts/invited.html", context)
