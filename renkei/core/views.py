"""The page that shows every component in every state."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from renkei.core.actors import Actor
from renkei.core.guard import guard_site


def may_see_components(actor: Actor) -> bool:
    """部品の一覧は、ログインした職員だけが見られます。"""
    return actor.is_operator or bool(actor.staff_region_ids)


@guard_site(may_see_components)
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build pages."""
    return render(request, "core/styleguide.html")
