"""Keep what was typed and not recorded; remember the wish for ふりがな."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from renkei.core import typed
from renkei.core.actors import actor_of
from renkei.core.context import FURIGANA_COOKIE
from renkei.core.errors import DomainError
from renkei.core.wareki import clock as oclock

View = Callable[..., HttpResponse]


class KeepTypedWork:
    """Stands before the sign-in check: lays a posted form aside for its writer.

    A form that says so is kept as a draft and goes no further; one that arrives without
    a session is kept too, and the sign-in check behind this one answers.
    """

    SIGNED_OUT = "ログインが切れました。「記録する」を押すと、ログインのあとに続けられます。"
    CLOSED = "下書きを保存しました。同じ画面をまた開くと、続けられます。"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer only the forms that are to be laid aside."""
        if request.method != "POST":
            return None
        back = request.POST.get(typed.ASIDE)
        if request.user.is_authenticated:
            return None if back is None else self._keep(request, back)
        if back == "":
            return JsonResponse({"said": self.SIGNED_OUT}, status=401)
        typed.lay_aside(request)
        return None

    def _keep(self, request: HttpRequest, back: str) -> HttpResponse:
        try:
            draft = typed.keep_own(request, actor_of(request))
        except DomainError as refusal:
            if back:
                raise PermissionDenied(str(refusal)) from None
            return JsonResponse({"said": str(refusal)}, status=409)
        if not back:
            at = oclock(timezone.localtime(draft.saved_at).time())
            return JsonResponse({"said": f"下書きを {at}に保存しました"})
        messages.success(request, self.CLOSED)
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return redirect(back if is_ours else request.path)


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
