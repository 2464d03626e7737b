"""Each role of both regions knocks at every door: allowed in, or kept out."""

from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from renkei.accounts.models import Invitation, Membership, User
from renkei.council.models import Council, Meeting
from renkei.demo.accounts import DEMO_ACCOUNTS
from renkei.documents.models import Edition
from renkei.liaison.models import Visit
from renkei.outreach.models import Leaflet, Lecture
from renkei.programme.models import ContactPoint, Region, Undertaking
from renkei.reporting.models import Paper, PaperSection
from renkei.training.models import Training

from tests.accounts.factories import InvitationFactory
from tests.architecture.urls import our_pages

STAFF = {"coordinator", "officer"}
MEMBERS = {*STAFF, "professional", "council-member"}
SIGNED_IN = {*MEMBERS, "operator"}
EVERYONE = {*SIGNED_IN, "anonymous"}

# Who may, by rule, within the own region. Written down a second time on purpose.
IN_OWN_REGION = {
    "anyone": EVERYONE,
    "may_open_desk": STAFF,
    "may_record": STAFF,
    "may_set_region": STAFF,
    "may_set_commission": {"officer"},
    "may_manage_people": {*STAFF, "operator"},
    "may_end_membership": {*STAFF, "operator"},
    "may_stop_account": {*STAFF, "operator"},
    "may_operate": {"operator"},
    "may_read_audit": {"operator"},
    "may_use_own_page": SIGNED_IN,
    "may_see_components": {*STAFF, "operator"},
}
# And from another region: only what does not belong to a region, and the operator's.
FROM_OUTSIDE = IN_OWN_REGION | {
    rule: IN_OWN_REGION[rule] - MEMBERS
    for rule in (
        "may_open_desk",
        "may_record",
        "may_set_region",
        "may_set_commission",
        "may_manage_people",
        "may_end_membership",
        "may_stop_account",
    )
}
LET_IN = {200, 302, 405, 410}
KEPT_OUT = {403, 404}


@dataclass(frozen=True)
class Walker:
    role: str
    region: str
    client: Client


def things_of(region: Region) -> dict[str, str]:
    """One of each kind in the region, by the name addresses give it."""
    professional = Membership.objects.get(region=region, role="professional")
    things = {
        "gathering": Lecture.objects.filter(region=region, is_public=True)[0],
        "meeting": Meeting.objects.filter(region=region)[0],
        "training": Training.objects.filter(region=region)[0],
        "lecture": Lecture.objects.filter(region=region)[0],
        "leaflet": Leaflet.objects.filter(region=region)[0],
        "visit": Visit.objects.filter(region=region)[0],
        "council": Council.objects.filter(region=region)[0],
        "undertaking": Undertaking.objects.filter(region=region)[0],
        "contactpoint": ContactPoint.objects.filter(region=region)[0],
        "membership": professional,
        "invitation": InvitationFactory(region=region),
        "paper": Paper.objects.filter(region=region)[0],
        "papersection": PaperSection.objects.filter(paper__region=region)[0],
        "edition": Edition.objects.filter(document__region_slug=region.slug)[0],
    }
    years = {"year": "2016" if region.slug == "toride" else "2017", "token": "no-such-token"}
    return {name: thing.public_id for name, thing in things.items()} | years


@pytest.fixture
def town(db):
    """Both demo regions with all their people and one of each thing."""
    call_command("seed_demo", verbosity=0)
    return {region.slug: things_of(region) for region in Region.objects.all()}


def walkers():
    yield "anonymous", ""
    for account in DEMO_ACCOUNTS:
        yield account.role or "operator", account.region


@pytest.mark.parametrize(("role", "home"), list(walkers()), ids=lambda part: part or "nowhere")
def test_each_door_opens_to_those_its_rule_names(town, role, home):
    wrong = []
    for slug, things in town.items():
        allowed = IN_OWN_REGION if slug == home or not home else FROM_OUTSIDE
        for page in our_pages():
            client = Client()
            if role != "anonymous":
                client.force_login(person(role, home))
            may = role in allowed[page.view.guarded_by.__name__]
            wrong += knock(client, page, slug, things, may)

    assert wrong == []


def person(role: str, home: str) -> User:
    account = next(a for a in DEMO_ACCOUNTS if (a.role or "operator") == role and a.region == home)
    return User.objects.get(email=account.email)


def knock(client: Client, page, slug: str, things: dict[str, str], may: bool) -> list[str]:
    url = reverse(page.name, kwargs={a: slug if a == "region" else things[a] for a in page.arguments})
    answers = {"GET": client.get(url)} if may else {"GET": client.get(url), "POST": client.post(url)}
    return [
        f"{method} {url}: {answer.status_code}"
        for method, answer in answers.items()
        if not is_right(answer, may, method)
    ]


def is_right(answer, may: bool, method: str) -> bool:
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/account/login/")
    if may:
        return answer.status_code in LET_IN and not to_sign_in
    return answer.status_code in KEPT_OUT or to_sign_in or (method, answer.status_code) == ("GET", 405)
