"""Keep what was typed when a session has ended."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from renkei.core import typed

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
