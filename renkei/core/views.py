"""The page that shows every component in every state, and the one for an outdated form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renkei.core import typed
from renkei.core.actors import Actor
from renkei.core.guard import guard_site


def may_see_components(actor: Actor) -> bool:
    """部品の一覧は、ログインした職員だけが見られます。"""
    return actor.is_operator or bool(actor.staff_region_ids)


@guard_site(may_see_components)
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build pages."""
    return render(request, "core/styleguide.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show the form again with everything typed, if it names its writer; else tell calmly.

    Signing in again in another window makes the tokens of all open pages old.
    ``reason`` is for the log only.
    """
    if typed.lay_aside(request):
        return redirect(typed.address_of(request))
    return render(request, "403_csrf.html", status=403)
