"""The page a facility's one-time link opens, on a phone and without an account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from renkei.core import clock
from renkei.core.errors import DomainError
from renkei.core.guard import anyone, guard
from renkei.directory import actions, facts
from renkei.directory.forms.update import UpdateForm
from renkei.directory.models import Ability, FacilityLink, Note, Vacancy
from renkei.programme.models import Region


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guard(anyone, Region)
def facility_update(request: HttpRequest, region: Region, token: str) -> HttpResponse:
    """What is shown of the place, ready to be corrected; the link is the key."""
    link = _link(region, token)
    try:
        actions.open_link(link=link, at=clock.now())
    except DomainError as refusal:
        return _closed(request, link, refusal)
    form = _form(request, link)
    if request.method == "POST" and form.is_valid() and form.keep(link=link, at=clock.now()):
        return redirect("directory:facility-update", region=region.slug, token=token)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "link": link, "holds": link.expires_at}
    return _quiet(render(request, "directory/update/form.html", context, status=status))


def _link(region: Region, token: str) -> FacilityLink:
    rows = FacilityLink.objects.with_token(token).filter(region=region)
    found: FacilityLink | None = rows.select_related("region", "facility__municipality").first()
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, link: FacilityLink) -> UpdateForm:
    here = {"region": link.region, "facility": link.facility}
    at = clock.now()
    told = Vacancy.objects.filter(**here)
    return UpdateForm(
        request.POST if request.method == "POST" else None,
        facts=facts.effective(link.facility, link.region),
        states={row.kind_id: row.state if row.is_fresh(at) else "" for row in told},
        able=list(Ability.objects.filter(**here).values_list("term", flat=True)),
        services=link.facility.services.listed().values_list("kind__code", flat=True),
        notes=Note.objects.filter(**here),
    )


def _closed(request: HttpRequest, link: FacilityLink, refusal: DomainError) -> HttpResponse:
    context = {"link": link, "refusal": refusal, "is_answered": link.used_at is not None}
    status = 200 if link.used_at else 410
    return _quiet(render(request, "directory/update/closed.html", context, status=status))


def _quiet(response: HttpResponse) -> HttpResponse:
    """No search engine keeps it, and the key does not travel to other sites."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not "no-referrer": the form would then come with the origin "null" and be refused.
    response["Referrer-Policy"] = "same-origin"
    return response
