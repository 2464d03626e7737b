"""Keep what was typed when a session has ended; remember the wish for ふりがな."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from renkei.core import typed
from renkei.core.context import FURIGANA_COOKIE

View = Callable[..., HttpResponse]


class KeepTypedWork:
    """Stands before the sign-in check: lays a posted form aside for its writer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer nothing: the sign-in check behind this one does."""
        if request.method == "POST" and not request.user.is_authenticated:
            typed.lay_aside(request)
        return None


class RememberFurigana:
    """``?ruby=1`` on any page switches the readings on for a year, ``?ruby=0`` off."""

    LASTS_S = 365 * 24 * 60 * 60

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        asked = request.GET.get("ruby")
        if asked in ("0", "1"):
            response.set_cookie(
                FURIGANA_COOKIE, asked, max_age=self.LASTS_S, httponly=True, samesite="Lax"
            )
        return response
