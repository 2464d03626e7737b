"""Nobody works on without the second factor their role requires."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch

from renkei.core.actors import actor_of
from renkei.core.guard import anyone

# What a person needs to set a second factor up, or to leave.
_OPEN = frozenset({"account_logout", "account_reauthenticate", "health", "brand", "logo"})


class SecondFactorRequired:
    """Send a signed-in person to the second factor as long as a role of today lacks it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Decide once the address is resolved, so that the pages needed stay open."""
        if _is_open(request) or not request.user.is_authenticated:
            return None
        lacks = getattr(request.user, "lacks_second_factor", False)
        return redirect("mfa_index") if lacks else None


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    name = (match and match.url_name) or ""
    return name in _OPEN or name.startswith("mfa_") or _shows_what_all_see(request, match)


def _shows_what_all_see(request: HttpRequest, match: ResolverMatch | None) -> bool:
    """A public page of a region: roles give no right without the factor, but the operator has."""
    return (
        match is not None
        and "region" in match.kwargs
        and getattr(match.func, "guarded_by", None) is anyone
        and not actor_of(request).is_operator
    )
