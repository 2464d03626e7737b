"""Pages of the installation itself."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.guard import public
from renkei.portal.doors import doors_of
from renkei.programme.models import Region

SECURITY_TEXT_HOLDS = timedelta(days=180)
WITHOUT_DESK = "あなたの役割で使える仕事のページは、まだありません。公開のページをごらんください。"


@require_safe
@public
def entrance(request: HttpRequest) -> HttpResponse:
    """One way on is taken at once; several are shown. ``?choose=1`` always shows them."""
    actor = actor_of(request)
    doors = doors_of(actor, list(Region.objects.prefetch_related("municipalities")))
    if len(doors) == 1 and "choose" not in request.GET:
        if actor.is_authenticated and not doors[0].is_work:
            messages.info(request, WITHOUT_DESK)
        return redirect(doors[0].url)
    return render(request, "portal/entrance.html", {"doors": doors})


@require_safe
@public
def health(request: HttpRequest) -> HttpResponse:
    """Ready, database included; anything else answers 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """Searching machines may read the public pages only."""
    return render(request, "portal/robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
@public
def security(request: HttpRequest) -> HttpResponse:
    """Where to tell about a weakness (RFC 9116); 404 until a contact is set."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = clock.today() + SECURITY_TEXT_HOLDS
    context = {"settings": settings, "until": until.isoformat()}
    plain = "text/plain; charset=utf-8"
    return render(request, "portal/security.txt", context, content_type=plain)


@require_safe
@public
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask without having read the page."""
    return redirect(static("img/mark.svg"), permanent=False)
