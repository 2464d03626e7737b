"""Each role of both regions knocks at every door: allowed in, or kept out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from renkei.accounts.models import Membership, User
from renkei.core.actors import SYSTEM, Role
from renkei.core.fiscal import FiscalYear
from renkei.core.guard import anyone
from renkei.core.models import Record
from renkei.demo.accounts import DEMO_ACCOUNTS
from renkei.events.actions import attach_handout
from renkei.programme.models import Region
from renkei.reporting import actions as reporting
from renkei.reporting.models import Paper
from renkei.reporting.outline import Plan
from tests.accounts.factories import InvitationFactory
from tests.architecture.urls import our_pages
from tests.clock import NOW
from tests.council.factories import CouncilFactory, MeetingFactory
from tests.directory.factories import (
    CorrectionFactory,
    ImportRunFactory,
    InformalServiceFactory,
    JoinFactory,
    NoteFactory,
    OutlineRunFactory,
    VacancyFactory,
)
from tests.liaison.factories import VisitFactory
from tests.organizations.factories import FacilityFactory
from tests.outreach.factories import LeafletFactory, LectureFactory, SchoolDistrictFactory
from tests.programme.factories import ContactPointFactory, UndertakingFactory
from tests.training.factories import TrainingFactory

STAFF = {"coordinator", "officer"}
MEMBERS = {*STAFF, "professional", "council-member"}
SIGNED_IN = {*MEMBERS, "operator"}
EVERYONE = {*SIGNED_IN, "anonymous"}

# Who may, by rule, within the own region. Written down a second time on purpose.
IN_OWN_REGION = {
    "anyone": EVERYONE,
    "may_open_desk": STAFF,
    "may_read_for_council": {*STAFF, "council-member"},
    "may_record": STAFF,
    "may_set_region": STAFF,
    "may_set_commission": {"officer"},
    "may_manage_people": {*STAFF, "operator"},
    "may_end_membership": {*STAFF, "operator"},
    "may_stop_account": {*STAFF, "operator"},
    "may_operate": {"operator"},
    "may_read_audit": {"operator"},
    "may_use_own_page": SIGNED_IN,
    "may_discard_draft": SIGNED_IN,
    "may_see_components": {*STAFF, "operator"},
    "may_make_papers": STAFF,
    "may_read_report": STAFF,
    "may_correct_note": STAFF,
}
# And from another region: only what does not belong to a region, and the operator's.
FROM_OUTSIDE = IN_OWN_REGION | {
    rule: IN_OWN_REGION[rule] - MEMBERS
    for rule in (
        "may_open_desk",
        "may_read_for_council",
        "may_record",
        "may_set_region",
        "may_set_commission",
        "may_manage_people",
        "may_end_membership",
        "may_stop_account",
        "may_make_papers",
        "may_read_report",
        "may_correct_note",
    )
}
LET_IN = {200, 302, 405, 410}
KEPT_OUT = {403, 404, 405}
# Open to all, but nothing is there: no logo, no such token, nobody to report to.
MAY_BE_ABSENT = {
    "directory:facility-update",
    "accounts:invitation",
    "accounts:setup",
    "accounts:setup-where",
    "events:gathering-fax",
    "openreferral:organization",
    "openreferral:service",
    "openreferral:service-at-location",
    "openreferral:taxonomy",
    "openreferral:taxonomy-term",
    "openreferral:unknown",
    "portal:draft-discard",
    "portal:security",
    "programme:logo",
}


def things_of(region: Region) -> dict[str, str]:
    """One of each kind in the region, by the name addresses give it."""
    gathering = LectureFactory(region=region)
    upload = SimpleUploadedFile("mihon.txt", "見本".encode())
    attached = attach_handout(
        gathering=gathering, upload=upload, title="見本", is_public=True, by=SYSTEM, at=NOW
    )
    things = {
        "gathering": gathering,
        "meeting": MeetingFactory(region=region),
        "training": TrainingFactory(region=region),
        "lecture": gathering,
        "leaflet": LeafletFactory(region=region),
        "visit": VisitFactory(region=region),
        "council": CouncilFactory(region=region),
        "undertaking": UndertakingFactory(region=region),
        "contactpoint": ContactPointFactory(region=region),
        "membership": Membership.objects.get(region=region, role=Role.PROFESSIONAL),
        "invitation": InvitationFactory(region=region),
        "attached": attached,
        "paper": paper_of(region),
        "district": SchoolDistrictFactory(municipality=region.municipalities.all()[0]),
        **directory_of(region),
    }
    section = things["paper"].sections.all()[0].pk
    ids = {name: thing.public_id for name, thing in things.items()}
    rest = {"year": 2016, "token": "no-such-token", "number": 1, "kept": "no-such-thing"}
    rest["uuid"] = "00000000-0000-4000-8000-000000000000"
    rest["name"] = "care-services.csv"
    rest["rest"] = "no/such/thing"
    rest["field"] = "telephone"
    return ids | rest | {"section": section, "region": region.slug}


def directory_of(region: Region) -> dict[str, Record]:
    """A place of the region with everything that is known of it."""
    town = region.municipalities.all()[0]
    here = {"region": region, "facility": FacilityFactory(municipality=town)}
    return {
        "facility": here["facility"],
        "vacancy": VacancyFactory(**here),
        "note": NoteFactory(**here),
        "correction": CorrectionFactory(**here),
        "informalservice": InformalServiceFactory(region=region),
        "join": JoinFactory(kept=here["facility"]),
        "importrun": ImportRunFactory(region=region),
        "outlinerun": OutlineRunFactory(region=region, municipality=town),
    }


def paper_of(region: Region) -> Paper:
    """A paper with one section, published as a final edition."""
    by_renkei = {"by": SYSTEM, "at": NOW}
    paper = reporting.begin(
        region=region,
        year=FiscalYear(2016),
        title="見本の資料",
        plans=[Plan(1, "text", "見本の節")],
        **by_renkei,
    )
    reporting.rewrite(section=paper.sections.all()[0], body="見本の文。", **by_renkei)
    reporting.finalise(paper=paper, **by_renkei)
    return paper


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Both demo regions with all their people and one of each thing, for all walks."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", verbosity=0)
        yield {region.slug: things_of(region) for region in Region.objects.all()}
        transaction.set_rollback(True)


def walkers() -> list[tuple[str, str]]:
    codes = {label: code for code, label in Role.choices}
    people = [(codes.get(who.role, "operator"), who.region) for who in DEMO_ACCOUNTS]
    return [("anonymous", ""), *people]


@pytest.mark.parametrize(("role", "home"), walkers(), ids=lambda part: part or "nowhere")
def test_each_door_opens_to_those_its_rule_names(town, db, role, home):
    client = Client()
    if role != "anonymous":
        client.force_login(person(role, home))
    wrong = []
    for slug, things in town.items():
        allowed = IN_OWN_REGION if slug == home or not home else FROM_OUTSIDE
        for page in our_pages():
            if slug != home and role in MEMBERS and page.view.guarded_by is anyone:
                continue  # for a member of another region the same as for a stranger
            may = role in allowed[page.view.guarded_by.__name__]
            wrong += knock(client, page, things, may)

    assert "\n".join(wrong) == ""


def person(role: str, home: str) -> User:
    if role == "operator":
        return User.objects.get(is_operator=True)
    return User.objects.get(memberships__role=role, memberships__region__slug=home)


def knock(client: Client, page, things: dict[str, str], may: bool) -> list[str]:
    if page.name.startswith("events:handout"):
        things = things | {"handout": things["attached"]}
    url = reverse(page.name, kwargs={a: things[a] for a in page.arguments})
    methods = [client.get] if may else [client.get, client.post]
    answers = [method(url) for method in methods]
    for answer in answers:
        answer.getvalue()  # a file handed out stays open until it is read
    if may:
        if not answers[0].streaming and forgets_what_is_typed(answers[0].content):
            return [f"keeps no draft: {url}"]
        return [] if page.name in MAY_BE_ABSENT or is_let_in(answers[0]) else [f"shut: {url}"]
    return [] if are_refused(answers) else [f"open: {url} {[a.status_code for a in answers]}"]


def forgets_what_is_typed(html: bytes) -> bool:
    """A form of a record without the component that keeps what is typed."""
    return b'name="author"' in html and b"data-draft" not in html


def is_let_in(answer) -> bool:
    if answer.streaming:
        answer.getvalue()  # read to its end, so that the file is closed
    return answer.status_code in LET_IN and not is_sent_to_sign_in(answer)


def are_refused(answers) -> bool:
    """Each kept out, and at least one by the rule, not only because of its method."""
    by_rule = [is_sent_to_sign_in(a) or a.status_code in {403, 404} for a in answers]
    return any(by_rule) and all(
        refused or a.status_code in KEPT_OUT for refused, a in zip(by_rule, answers, strict=True)
    )


def is_sent_to_sign_in(answer) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/account/login/")
