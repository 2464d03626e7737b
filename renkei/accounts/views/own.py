"""わたしの設定: one's own account."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renkei.accounts import policies
from renkei.accounts.forms import ProfileForm
from renkei.accounts.http import Request
from renkei.core import clock
from renkei.core.guard import guard_site


@require_safe
@guard_site(policies.may_use_own_page)
def me(request: Request) -> HttpResponse:
    """What protects the account and what the person does."""
    memberships = request.user.memberships.active(clock.today())
    authenticators = Authenticator.objects.filter(user=request.user)
    context = {
        "memberships": memberships.select_related("region", "facility", "profession"),
        "kinds": set(authenticators.values_list("type", flat=True)),
        "session_count": UserSession.objects.filter(user=request.user).count(),
    }
    return render(request, "accounts/me.html", context)


@require_http_methods(["GET", "POST"])
@guard_site(policies.may_use_own_page)
def profile(request: Request) -> HttpResponse:
    """Change one's own name."""
    initial = {"name": request.user.name, "kana": request.user.kana}
    form = ProfileForm(request.POST or None, initial=initial)
    if form.is_valid():
        form.keep(person=request.user, by=request.user, at=clock.now())
        messages.success(request, "名前を直しました。")
        return redirect("accounts:me")
    return render(request, "accounts/profile.html", {"form": form})


@require_safe
@guard_site(policies.may_use_own_page)
def address(request: Request) -> HttpResponse:
    """An address is proven by its invitation, so allauth's page for changing it stays closed."""
    return redirect("accounts:me")
