import pytest
from django.urls import reverse

from tests.accounts.factories import MembershipFactory, UserFactory
from tests.portal.conftest import signed_in
from tests.programme.factories import RegionFactory

pytestmark = pytest.mark.django_db


def test_with_one_region_the_entrance_leads_straight_to_it(client, region):
    assert client.get("/").headers["Location"] == "/mihon/"


def test_with_several_regions_a_visitor_chooses(client, region):
    RegionFactory(slug="tonari", name="となり圏域")

    page = client.get("/").content.decode()

    assert 'href="/mihon/"' in page
    assert 'href="/tonari/"' in page
    assert page.count(f'href="tel:{region.telephone}"') == 2


def test_without_a_region_the_entrance_says_so(client, db):
    assert "地域はまだ登録されていません" in client.get("/").content.decode()


def test_a_coordinator_goes_straight_to_the_desk(desk):
    assert desk.get("/").headers["Location"] == "/mihon/desk/"


def test_choosing_again_shows_the_doors_even_where_there_is_one(desk):
    assert 'href="/mihon/desk/"' in desk.get("/?choose=1").content.decode()


def test_who_works_for_two_regions_chooses_the_desk(region):
    member = MembershipFactory(coordinator=True, region=region)
    MembershipFactory(officer=True, user=member.user, region=RegionFactory(slug="tonari"))

    page = signed_in(member.user).get("/").content.decode()

    assert 'href="/mihon/desk/"' in page
    assert 'href="/tonari/desk/"' in page


def test_the_operator_goes_to_the_operators_page(region):
    operator = UserFactory(operator=True)

    assert signed_in(operator).get("/").headers["Location"] == reverse("accounts:operator")


def test_a_council_member_goes_straight_to_the_councils_page(region):
    RegionFactory(slug="tonari")
    person = MembershipFactory(council_member=True, region=region).user

    assert signed_in(person).get("/").headers["Location"] == "/mihon/desk/council/"


def test_who_also_records_the_work_goes_to_the_desk(region):
    person = MembershipFactory(coordinator=True, region=region).user
    MembershipFactory(council_member=True, region=region, user=person)

    assert signed_in(person).get("/").headers["Location"] == "/mihon/desk/"


def test_a_role_without_a_desk_is_led_to_the_public_page_and_told_so(region):
    RegionFactory(slug="tonari")
    person = MembershipFactory(region=region, professional=True).user

    page = signed_in(person).get("/", follow=True)

    assert page.redirect_chain == [("/mihon/", 302)]
    assert "公開のページをごらんください" in page.content.decode()
