"""The settings of a region."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renkei.audit.history import history_of
from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.forms import typed_data
from renkei.core.guard import guard
from renkei.organizations.models import Organization
from renkei.programme.models import Region
from renkei.programme.policies import may_set_region
from renkei.programme.settings_forms import RegionForm

SUGGESTED = 300


@guard(may_set_region, Region)
def show(request: HttpRequest, region: Region) -> HttpResponse:
    """All that is set, the desks of the municipalities, and what changed."""
    context = {
        "municipalities": region.municipalities.all(),
        "contact_points": region.contact_points.select_related("municipality"),
        "history": history_of(region)[:20],
    }
    return render(request, "programme/settings/region.html", context)


@guard(may_set_region, Region)
def edit(request: HttpRequest, region: Region) -> HttpResponse:
    """The form; a fresh row, so that a refused change does not show in the frame."""
    form = RegionForm(
        typed_data(request),
        request.FILES or None,
        actor=actor_of(request),
        instance=Region.objects.get(pk=region.pk),
    )
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        messages.success(request, "圏域の設定を変えました。公開のページにも出ています。")
        return redirect("programme:settings", region=region.slug)
    context = {"form": form, "bodies": Organization.objects.all()[:SUGGESTED]}
    status = 422 if request.method == "POST" else 200
    return render(request, "programme/settings/region_form.html", context, status=status)


def _kept(request: HttpRequest, form: RegionForm) -> bool:
    return form.keep(by=actor_of(request), at=clock.now()) is not None
