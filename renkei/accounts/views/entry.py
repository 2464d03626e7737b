"""The two doors: an invitation, and the first run."""

from allauth.account.utils import perform_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from renkei.accounts import actions, setup
from renkei.accounts.forms import AcceptForm, SetupForm
from renkei.accounts.models import Invitation, User
from renkei.core import clock
from renkei.core.errors import DomainError
from renkei.core.guard import public


@never_cache
@require_http_methods(["GET", "POST"])
@public
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Answer an invitation: as a new person, or with the account one has."""
    invited = get_object_or_404(Invitation.objects.with_token(token).select_related("region"))
    if isinstance(request.user, User) and request.user.email != invited.email:
        return render(request, "accounts/invitation_of_another.html", {"invitation": invited})
    try:
        actions.refuse_unless_usable(invited, clock.now())
        if isinstance(request.user, User):
            return _accept_as(request, request.user, invited)
        if User.objects.filter(email=invited.email).exists():
            return render(request, "accounts/invitation_sign_in.html", {"invitation": invited})
        return _accept_as_new(request, invited)
    except DomainError as refusal:
        context = {"invitation": invited, "refusal": str(refusal)}
        return render(request, "accounts/invitation_closed.html", context, status=410)


def _accept_as(request: HttpRequest, person: User, invited: Invitation) -> HttpResponse:
    if request.method == "POST":
        actions.accept(invitation=invited, by=person, at=clock.now())
        return redirect("accounts:me")
    return render(request, "accounts/invitation_accept.html", {"invitation": invited})


def _accept_as_new(request: HttpRequest, invited: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, invitation=invited)
    person = form.is_valid() and form.keep(at=clock.now())
    if person:
        return _sign_in(request, person)
    context = {"invitation": invited, "form": form}
    return render(request, "accounts/invitation_new.html", context)


@require_safe
@public
def setup_where(request: HttpRequest) -> HttpResponse:
    """Say where the address of the first run is found; gone once it was used."""
    if not setup.is_open():
        raise Http404
    return render(request, "accounts/setup_where.html")


@never_cache
@require_http_methods(["GET", "POST"])
@public
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first operator."""
    if not setup.is_right(token):
        return redirect("accounts:setup-where")
    form = SetupForm(request.POST or None, token=token)
    operator = form.is_valid() and form.keep(at=clock.now())
    if operator:
        return _sign_in(request, operator)
    return render(request, "accounts/setup.html", {"form": form})


def _sign_in(request: HttpRequest, person: User) -> HttpResponse:
    """Through allauth, so that the session is listed and the sign-in written down."""
    response: HttpResponse = perform_login(request, person, email_verification="none")
    return response
