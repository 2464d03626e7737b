"""運用: the installation, for its operator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renkei.accounts import policies
from renkei.accounts.forms import RegionForm
from renkei.accounts.http import Request
from renkei.accounts.models import Membership
from renkei.core import clock
from renkei.core.guard import guard_site
from renkei.geo.models import Municipality
from renkei.programme.models import Region


@require_safe
@guard_site(policies.may_operate)
def operator(request: Request) -> HttpResponse:
    """All regions, which of them have nobody yet, and of what the map knows nothing."""
    staff = Membership.objects.active(clock.today()).of_staff().able()
    context = {
        "regions": Region.objects.prefetch_related("municipalities"),
        "staffed": set(staff.values_list("region_id", flat=True)),
        "unmapped": Municipality.objects.filter(regions__isnull=False).unmapped().distinct(),
    }
    return render(request, "accounts/operator.html", context)


@require_http_methods(["GET", "POST"])
@guard_site(policies.may_operate)
def region_new(request: Request) -> HttpResponse:
    """Found a region, then invite its first coordinator."""
    form = RegionForm(request.POST or None)
    if form.is_valid():
        region = form.keep(by=request.user, at=clock.now())
        messages.success(request, f"{region}を作りました。最初のコーディネーターを招いてください。")
        return redirect("accounts:invite", region=region.slug)
    return render(request, "accounts/region_new.html", {"form": form})
