"""Whoever is signed in reaches their own page and the way out from every page."""

import pytest
from django.urls import reverse

from tests.accounts.factories import MembershipFactory
from tests.portal.conftest import signed_in

pytestmark = pytest.mark.django_db

WAY_OUT = f'action="{reverse("account_logout")}"'
OWN_PAGE = f'href="{reverse("accounts:me")}"'


def test_a_person_without_a_desk_finds_both_on_the_public_pages(region):
    person = MembershipFactory(region=region, professional=True).user

    page = signed_in(person).get("/mihon/").content.decode()

    assert page.count(WAY_OUT) == 2  # in the header, and in the phone's menu
    assert page.count(OWN_PAGE) == 3  # and in the footer
    assert f"<summary>{person.name}" in page
    assert "の画面へ" not in page


def test_staff_find_the_way_back_to_the_desk_too(desk):
    page = desk.get("/mihon/").content.decode()

    assert page.count('<a href="/mihon/desk/">今日の画面へ</a>') == 2
    assert "公開ページを見る" not in page


def test_a_council_member_finds_the_way_back_to_the_councils_page(region):
    person = MembershipFactory(region=region, council_member=True).user

    page = signed_in(person).get("/mihon/").content.decode()

    assert page.count('<a href="/mihon/desk/council/">協議会の画面へ</a>') == 2


def test_the_desk_leads_to_the_public_page(desk):
    assert '<a href="/mihon/">公開ページを見る</a>' in desk.get("/mihon/desk/").content.decode()


def test_a_visitor_finds_the_door_in(client, region):
    page = client.get("/mihon/").content.decode()

    assert "専門職の方のログイン" in page
    assert WAY_OUT not in page
    assert OWN_PAGE not in page


def test_who_chooses_a_region_can_leave_instead(desk):
    page = desk.get("/?choose=1").content.decode()

    assert WAY_OUT in page
    assert OWN_PAGE in page
