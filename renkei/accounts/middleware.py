"""Nobody works on without the second factor their role requires."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

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
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    return name in _OPEN or name.startswith("mfa_")
