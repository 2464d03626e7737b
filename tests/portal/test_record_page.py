"""記録する: one page with all that can be recorded, and the bar that leads there."""

import re

import pytest

from renkei.core.actors import ANONYMOUS
from renkei.portal.places import starts
from tests.accounts.factories import MembershipFactory, UserFactory
from tests.portal.conftest import signed_in

pytestmark = pytest.mark.django_db


def offered(desk) -> list[tuple[str, str]]:
    groups = desk.get("/mihon/desk/record/").context["groups"]
    return [(start.label, url) for _, found in groups for start, url in found]


def bar(browser, path: str = "desk/") -> list[str]:
    return [entry["label"] for entry in browser.get(f"/mihon/{path}").context["shortcuts"]]


def test_everything_that_can_be_recorded_stands_on_one_page(desk):
    assert [label for label, _ in offered(desk)] == [
        "訪問",
        "会議",
        "研修",
        "講座・催し",
        "リーフレット",
        "取組",
        "空き",
        "お助けサービス",
        "お助けサービスの確認",
    ]


def test_each_entry_leads_to_a_page_its_person_may_open(desk):
    assert {desk.get(url).status_code for _, url in offered(desk)} == {200}


def test_what_a_role_may_not_record_is_absent(region):
    nurse = MembershipFactory(professional=True, region=region).user

    assert starts(nurse, region, "work") == starts(ANONYMOUS, region, "resources") == []


def test_each_entry_says_what_belongs_there(desk):
    page = desk.get("/mihon/desk/record/").content.decode()

    assert "医療機関や事業所を訪ねたこと" in page


def test_the_day_leads_to_it(desk):
    assert 'href="/mihon/desk/record/"' in desk.get("/mihon/desk/").content.decode()


def test_the_bar_of_the_phone_holds_the_same_few_places_everywhere(desk):
    assert bar(desk) == bar(desk, "desk/visits/") == ["今日", "予定", "記録する", "さがす"]


def test_the_bar_holds_nothing_a_person_may_not_use(region):
    operator = signed_in(UserFactory(operator=True))

    assert bar(operator, "desk/people/") == []


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("desk/", "今日"),
        ("desk/calendar/", "予定"),
        ("desk/record/", "記録する"),
        ("desk/visits/new/", "記録する"),
        ("desk/search/", "さがす"),
        ("desk/resources/", "社会資源"),
        ("desk/resources/vacancies/", "社会資源"),
        ("desk/resources/informal/calls/", "社会資源"),
        ("desk/resources/informal/new/", "記録する"),
    ],
)
def test_the_bar_of_the_phone_shows_one_place_where_one_is(desk, path, label):
    page = desk.get(f"/mihon/{path}").content.decode()

    bar = page[page.index('<nav class="c-bottombar"') :]
    marked = re.findall(r'aria-current="page">(?:<svg.*?</svg>)?([^<]+)</a>', bar, re.DOTALL)
    assert marked == [label]


def test_a_visitor_has_no_bar(client, region):
    assert client.get("/mihon/contact/").context["shortcuts"] == []
