"""名簿: the people of a region, for its staff."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renkei.accounts import actions, policies
from renkei.accounts.forms import PeopleFilter, SecondFactorForm
from renkei.accounts.http import Request
from renkei.accounts.models import Invitation, Membership
from renkei.core import clock
from renkei.core.errors import DomainError
from renkei.core.guard import guard
from renkei.programme.models import Region

PER_PAGE = 50


@require_safe
@guard(policies.may_manage_people, Region)
def people(request: Request, region: Region) -> HttpResponse:
    """Who acts for the region, and which invitations wait."""
    asked = PeopleFilter(request.GET)
    of_region = Membership.objects.visible_to(request.user).of(region)
    found = asked.narrow(of_region, clock.today()).with_second_factor()
    found = found.select_related("user", "facility", "profession")
    waiting = Invitation.objects.visible_to(request.user).of(region).waiting()
    context = {
        "filter": asked,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "waiting": waiting.select_related("facility", "profession"),
        "now": clock.now(),
    }
    return render(request, "accounts/people.html", context)


@require_safe
@guard(policies.may_manage_people, Membership)
def person(request: Request, membership: Membership) -> HttpResponse:
    """One person with what they do for the region."""
    here = Membership.objects.of(membership.region).filter(user=membership.user)
    context = {
        "membership": membership,
        "person": membership.user,
        "memberships": here.select_related("facility", "profession").order_by("-started_on"),
        "has_second_factor": here.with_second_factor()[0].has_second_factor,
        "may_end": policies.may_end_membership(request.user, membership),
        "may_stop": policies.may_stop_account(request.user, membership),
        "is_active_today": membership.is_active(clock.today()),
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "POST"])
@guard(policies.may_end_membership, Membership)
def membership_end(request: Request, membership: Membership) -> HttpResponse:
    """Ask once, then end the membership today."""
    refusal = ""
    if request.method == "POST":
        try:
            actions.end_membership(membership=membership, by=request.user, at=clock.now())
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(request, f"{membership.user}さんの役割を終えました。")
            return redirect("accounts:people", region=membership.region.slug)
    context = {"membership": membership, "refusal": refusal}
    return render(request, "accounts/membership_end.html", context)


@require_http_methods(["GET", "POST"])
@guard(policies.may_stop_account, Membership)
def person_deactivate(request: Request, membership: Membership) -> HttpResponse:
    """Ask once, then stop the account and sign the person out everywhere."""
    person, region, refusal = membership.user, membership.region, ""
    if request.method == "POST":
        try:
            actions.deactivate(person=person, region=region, by=request.user, at=clock.now())
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(request, f"{person}さんの利用を止めました。")
            return redirect("accounts:people", region=region.slug)
    context = {"membership": membership, "refusal": refusal}
    return render(request, "accounts/person_deactivate.html", context)


@require_http_methods(["POST"])
@guard(policies.may_stop_account, Membership)
def person_reactivate(request: Request, membership: Membership) -> HttpResponse:
    """Let the person sign in again."""
    person, region = membership.user, membership.region
    actions.reactivate(person=person, region=region, by=request.user, at=clock.now())
    messages.success(request, f"{person}さんが、また利用できるようになりました。")
    return redirect("accounts:person", region=region.slug, membership=membership.public_id)


@require_http_methods(["GET", "POST"])
@guard(policies.may_stop_account, Membership)
def person_second_factor(request: Request, membership: Membership) -> HttpResponse:
    """Ask once, then take away the second factor of somebody who lost it."""
    person, region = membership.user, membership.region
    if request.method == "POST":
        actions.remove_second_factor(person=person, region=region, by=request.user, at=clock.now())
        messages.success(request, f"{person}さんの二要素認証を外しました。")
        return redirect("accounts:person", region=region.slug, membership=membership.public_id)
    return render(request, "accounts/person_second_factor.html", {"membership": membership})


@require_http_methods(["GET", "POST"])
@guard(policies.may_manage_people, Region)
def second_factor_rules(request: Request, region: Region) -> HttpResponse:
    """Which roles need a second factor here."""
    # An empty post is a choice too: no role at all.
    form = SecondFactorForm(request.POST if request.method == "POST" else None, region=region)
    if form.is_valid():
        form.keep(by=request.user, at=clock.now())
        messages.success(request, "二要素認証の決まりを記録しました。")
        return redirect("accounts:people", region=region.slug)
    return render(request, "accounts/second_factor_rules.html", {"form": form})
