"""Who stands before nothing, or before a closed page, is told whom to call and where to go."""

import io
import logging

import pytest
from django.conf import settings
from django.urls import reverse

from renkei.core.log import OneLinePerRefusal
from tests.accounts.factories import MembershipFactory, UserFactory
from tests.portal.conftest import signed_in
from tests.programme.factories import RegionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/mihon/nai/", "/mihon/events/nai/", "/mihon/desk/nai/"])
def test_an_unknown_page_of_a_region_stands_in_its_frame(client, region, path):
    answer = client.get(path)

    page = answer.content.decode()
    assert answer.status_code == 404
    assert "<title>ページが見つかりません | 見本圏域</title>" in page
    assert page.count(f'href="tel:{region.telephone}"') >= 2
    assert "トップへ戻る" in page
    ways = page.partition("<h1>ページが見つかりません</h1>")[2].partition("</ul>")[0]
    assert ways.count("<li>") == 3


def test_an_unknown_page_of_no_region_gives_the_telephones_of_all(client, region):
    RegionFactory(name="となり圏域", telephone="0297-00-2222")

    page = client.get("/nai/").content.decode()

    assert 'href="tel:0297-00-1234"' in page
    assert 'href="tel:0297-00-2222"' in page
    assert "地域をえらぶ" in page


def test_without_any_region_an_unknown_page_gives_no_telephone(client, db):
    assert "お電話ください" not in client.get("/nai/").content.decode()


def test_staff_are_led_back_to_their_desk(desk):
    assert "今日へ戻る" in desk.get("/mihon/nai/").content.decode()


def test_who_is_refused_by_the_installation_asks_its_operator(desk):
    page = desk.get(reverse("accounts:operator")).content.decode()

    assert "この仕組みの運用管理者に、役割の変更を頼んでください" in page
    assert "お住まいの地域" not in page


def test_who_is_refused_by_a_region_asks_its_office(region):
    person = MembershipFactory(region=region, professional=True).user

    assert "見本相談窓口に、役割の変更を" in signed_in(person).get("/mihon/desk/").content.decode()


def test_a_refusal_is_one_line_of_the_log(client, db):
    log = logging.getLogger("django.request")
    told = logging.StreamHandler(io.StringIO())
    told.addFilter(OneLinePerRefusal())
    log.addHandler(told)

    try:
        signed_in(UserFactory()).get(reverse("accounts:operator"))
    finally:
        log.removeHandler(told)

    [line] = told.stream.getvalue().splitlines()
    assert line.endswith(reverse("accounts:operator"))
    assert "one_line_per_refusal" in settings.LOGGING["handlers"]["stderr"]["filters"]


def test_a_fault_keeps_its_traceback():
    fault = ValueError("見本")
    record = logging.LogRecord("x", 40, "x", 1, "x", (), (ValueError, fault, None))

    assert OneLinePerRefusal().filter(record)
    assert record.exc_info[1] is fault
