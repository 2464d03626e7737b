"""Refusals of the domain, and the pages that answer when something went wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renkei.core import typed


class DomainError(Exception):
    """いまは、この操作ができません。"""

    def __init__(self, message: str = "") -> None:
        """Without a message the docstring of the class is the sentence people read."""
        super().__init__(message or self.__class__.__doc__ or "")


class RecordChanged(DomainError):
    """ほかの人が先に直しました。両方を見くらべて、残すほうを選んでください。"""

    nothing_to_choose = (
        "ほかの人が先に直しましたが、あなたの書いたところとは重なりません。"
        "もう一度「記録する」を押してください。"
    )

    def __init__(self, current: Any) -> None:
        super().__init__()
        self.current = current

    def told(self, *, differs: bool) -> str:
        """What stands above the form, with or without texts to choose between."""
        return str(self) if differs else self.nothing_to_choose


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show the form again with everything typed, if it names its writer; else tell calmly.

    Signing in again in another window makes the tokens of all open pages old.
    ``reason`` is for the log only.
    """
    if typed.lay_aside(request):
        return redirect(request.get_full_path())
    return render(request, "403_csrf.html", status=403)
