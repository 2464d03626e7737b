import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from renkei.core.actors import ANONYMOUS, SYSTEM, Actor, Role, actor_of
from renkei.core.guard import anyone, guard, guard_site, public
from renkei.core.models import Record, RecordQuerySet
from renkei.council.models import Meeting
from renkei.programme.models import Region
from tests.accounts.factories import MembershipFactory, UserFactory
from tests.council.factories import MeetingFactory
from tests.programme.factories import RegionFactory


def nobody_may(actor: Actor, obj: object) -> bool:
    """見本の理由で、どなたもできません。"""
    return False


def operators_may(actor: Actor) -> bool:
    """運用管理者だけができます。"""
    return actor.is_operator


def request_of(user=None):
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return request


@guard(anyone, Region)
def region_page(request, region):
    return HttpResponse(f"{region.name} {request.region.name}")


@guard(anyone, Meeting)
def meeting_page(request, meeting, part=""):
    return HttpResponse(f"{meeting.title}{part} {request.region.name}")


def test_the_view_is_handed_the_region_of_its_address(db):
    RegionFactory(slug="mihon", name="見本圏域")

    assert region_page(request_of(), region="mihon").content.decode() == "見本圏域 見本圏域"


def test_the_view_is_handed_the_object_and_what_else_the_address_says(db):
    meeting = MeetingFactory(title="見本会議", region__slug="mihon", region__name="見本圏域")

    response = meeting_page(request_of(), region="mihon", meeting=meeting.public_id, part="の2")

    assert response.content.decode() == "見本会議の2 見本圏域"


def test_an_object_is_sought_only_in_the_region_of_the_address(db):
    meeting = MeetingFactory()
    RegionFactory(slug="yoso")

    with pytest.raises(Http404):
        meeting_page(request_of(), region="yoso", meeting=meeting.public_id)


def test_what_one_may_not_know_of_is_not_found_before_any_rule(db):
    meeting = MeetingFactory(internal=True)
    page = guard(nobody_may, Meeting)(lambda request, meeting: HttpResponse())

    with pytest.raises(Http404):
        page(request_of(), region=meeting.region.slug, meeting=meeting.public_id)


def test_a_refused_person_reads_the_sentence_of_the_rule(db):
    region = RegionFactory()
    page = guard(nobody_may, Region)(lambda request, region: HttpResponse())

    with pytest.raises(PermissionDenied, match="見本の理由で"):
        page(request_of(), region=region.slug)


def test_a_page_of_the_installation_asks_about_the_person_alone(db):
    page = guard_site(operators_may)(lambda request: HttpResponse("よ"))

    assert page(request_of(UserFactory(operator=True))).status_code == 200
    with pytest.raises(PermissionDenied, match="運用管理者だけ"):
        page(request_of(UserFactory()))


def test_every_guarded_view_names_its_rule():
    assert public(lambda request: HttpResponse()).guarded_by is anyone
    assert region_page.guarded_by is anyone
    assert guard_site(operators_may)(lambda request: HttpResponse()).guarded_by is operators_may


def test_only_pages_for_anyone_open_without_signing_in():
    view = guard(nobody_may, Region)(lambda request, region: HttpResponse())

    assert region_page.login_required is False
    assert getattr(view, "login_required", True)


def test_a_visitor_and_the_system_have_no_right():
    for actor in (ANONYMOUS, SYSTEM):
        assert isinstance(actor, Actor)
        assert not actor.has_role(1)
        assert actor.staff_region_ids == frozenset()
    assert actor_of(request_of()) is ANONYMOUS


def test_a_person_acts_as_herself(db):
    person = MembershipFactory(coordinator=True).user

    assert actor_of(request_of(person)).label == person.label
    assert person.has_role(person.memberships.get().region_id, Role.COORDINATOR)


def test_where_a_model_says_nothing_nobody_sees_anything(db):
    RegionFactory()

    assert not RecordQuerySet(Region).visible_to(ANONYMOUS)
    assert issubclass(Region, Record)
