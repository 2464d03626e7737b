"""The desks people of each municipality turn to."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.errors import DomainError
from renkei.core.forms import typed_data
from renkei.core.guard import guard
from renkei.programme import region_actions
from renkei.programme.models import ContactPoint, Region
from renkei.programme.policies import may_set_region
from renkei.programme.settings_forms import ContactPointForm

# What was removed travels in the address of 取り消す; nobody else can make one up.
SALT, UNDO_LASTS_S = "renkei.contact", 24 * 60 * 60


@guard(may_set_region, Region)
def record(request: HttpRequest, region: Region) -> HttpResponse:
    return _form_page(request, region, ContactPoint(region=region), "窓口を加える")


@guard(may_set_region, ContactPoint)
def edit(request: HttpRequest, contactpoint: ContactPoint) -> HttpResponse:
    return _form_page(request, contactpoint.region, contactpoint, f"{contactpoint}を直す")


def _form_page(
    request: HttpRequest, region: Region, contact: ContactPoint, title: str
) -> HttpResponse:
    form = ContactPointForm(
        typed_data(request), actor=actor_of(request), instance=contact, region=region
    )
    if request.method == "POST" and form.is_valid():
        kept = form.keep(by=actor_of(request), at=clock.now())
        if kept is not None:
            messages.success(request, f"{kept}を載せました。")
            return redirect("programme:settings", region=region.slug)
    context = {"form": form, "page_title": title}
    status = 422 if request.method == "POST" else 200
    return render(request, "programme/settings/contact_form.html", context, status=status)


@require_POST
@guard(may_set_region, ContactPoint)
def remove(request: HttpRequest, contactpoint: ContactPoint) -> HttpResponse:
    """At once; the notice on the next page brings it back."""
    region, name = contactpoint.region, str(contactpoint)
    kept = region_actions.remove_contact(contact=contactpoint, by=actor_of(request), at=clock.now())
    keys = {"region": region.slug, "kept": signing.dumps(kept, salt=SALT, compress=True)}
    undo = reverse("programme:contact-restore", kwargs=keys)
    messages.success(request, f"{name}を外しました。", extra_tags=undo)
    return redirect("programme:settings", region=region.slug)


@require_POST
@guard(may_set_region, Region)
def bring_back(request: HttpRequest, region: Region, kept: str) -> HttpResponse:
    """取り消す: as it was before the removal."""
    try:
        values = signing.loads(kept, salt=SALT, max_age=UNDO_LASTS_S)
        contact = region_actions.bring_back_contact(
            region=region, kept=values, by=actor_of(request), at=clock.now()
        )
        messages.success(request, f"{contact}を元に戻しました。")
    except signing.BadSignature as why:
        raise Http404 from why
    except DomainError as refusal:
        messages.info(request, str(refusal))
    return redirect("programme:settings", region=region.slug)
