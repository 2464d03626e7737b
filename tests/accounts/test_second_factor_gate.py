"""Nobody works on without the second factor their role requires."""

import pytest
from django.urls import reverse

from renkei.accounts.models import SecondFactorRule
from renkei.core.actors import Role
from tests.accounts.factories import MembershipFactory, UserFactory

GATE = reverse("mfa_index")


@pytest.fixture
def coordinator(db):
    """A coordinator of whom a second factor is required, and who has none."""
    membership = MembershipFactory(coordinator=True)
    SecondFactorRule.objects.create(region=membership.region, role=Role.COORDINATOR)
    return membership.user


def test_the_way_leads_to_the_second_factor(browser, coordinator):
    answer = browser(coordinator).get(reverse("accounts:me"))

    assert (answer.status_code, answer.url) == (302, GATE)


def test_the_gate_says_why(browser, coordinator):
    assert (
        "あなたの役割では、二要素認証が必要です" in browser(coordinator).get(GATE).content.decode()
    )


@pytest.mark.parametrize("name", ["account_logout", "mfa_index", "account_reauthenticate"])
def test_the_gate_itself_stays_open(browser, coordinator, name):
    answer = browser(coordinator).get(reverse(name))

    assert answer.status_code == 200 or answer.url != GATE


def test_the_gate_leads_out_and_not_back_to_itself(browser, coordinator):
    page = browser(coordinator).get(GATE).content.decode()

    assert "わたしの設定に戻る" not in page
    assert page.count(f'action="{reverse("account_logout")}"') == 2  # menu and text


def test_the_public_pages_stay_open(browser, coordinator):
    region = SecondFactorRule.objects.get().region

    answer = browser(coordinator).get(f"/{region.slug}/")

    assert answer.status_code == 200
    assert "今日の画面へ" not in answer.content.decode()


def test_an_operator_with_such_a_role_is_led_to_the_gate_everywhere(browser, coordinator):
    coordinator.is_operator = True
    coordinator.save()
    region = SecondFactorRule.objects.get().region

    assert browser(coordinator).get(f"/{region.slug}/").url == GATE


@pytest.mark.parametrize("page", ["desk/", "desk/people/"])
def test_the_desk_stays_closed(browser, coordinator, page):
    region = SecondFactorRule.objects.get().region

    assert browser(coordinator).get(f"/{region.slug}/{page}").url == GATE


def test_without_the_factor_a_role_gives_no_right(coordinator):
    region = SecondFactorRule.objects.get().region

    assert not coordinator.has_role(region.pk)
    assert coordinator.staff_region_ids == coordinator.working_region_ids == frozenset()
    assert coordinator.workplaces == frozenset()


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_a_second_factor_opens_the_way(browser, coordinator, kind):
    coordinator.authenticator_set.create(type=kind, data={"name": "見本"})

    assert browser(coordinator).get(reverse("accounts:me")).status_code == 200
    assert "わたしの設定に戻る" in browser(coordinator).get(GATE).content.decode()


def test_recovery_codes_alone_are_no_second_factor(browser, coordinator):
    coordinator.authenticator_set.create(type="recovery_codes", data={})

    assert browser(coordinator).get(reverse("accounts:me")).url == GATE


def test_another_role_of_the_region_is_not_asked(browser, coordinator):
    region = SecondFactorRule.objects.get().region
    officer = MembershipFactory(region=region, officer=True).user

    assert browser(officer).get(reverse("accounts:me")).status_code == 200


def test_the_same_role_elsewhere_is_not_asked(browser, coordinator):
    elsewhere = MembershipFactory(coordinator=True).user

    assert browser(elsewhere).get(reverse("accounts:me")).status_code == 200


def test_who_has_no_role_is_not_asked(browser, coordinator):
    assert browser(UserFactory()).get(reverse("accounts:me")).status_code == 200


def test_a_visitor_is_not_asked(client, coordinator):
    assert client.get(reverse("account_login")).status_code == 200
