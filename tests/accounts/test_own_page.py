"""わたしの設定."""

from django.urls import reverse

from renkei.audit.models import AuditEvent
from tests.accounts.factories import MembershipFactory, UserFactory

ME, PROFILE = reverse("accounts:me"), reverse("accounts:profile")


def test_it_shows_what_one_does_today(browser, db):
    membership = MembershipFactory(coordinator=True)
    past = MembershipFactory(user=membership.user, gone=True)

    page = browser(membership.user).get(ME).content.decode()

    assert membership.region.name in page
    assert past.region.name not in page


def test_it_shows_what_protects_the_account(browser, db):
    person = UserFactory(kana="みほん")
    person.authenticator_set.create(type="totp", data={})
    person.authenticator_set.create(type="webauthn", data={"name": "見本"})
    person.authenticator_set.create(type="recovery_codes", data={})

    page = browser(person).get(ME).content.decode()

    assert page.count("あり　") == 3
    assert "どの圏域の役割もありません" in page


def test_it_leads_the_operator_to_their_pages(browser, db):
    page = browser(UserFactory(operator=True)).get(ME).content.decode()

    assert reverse("accounts:operator") in page


def test_the_name_is_changed_and_the_change_is_written_down(browser, db):
    person = UserFactory(name="見本 旧子")
    own = browser(person)
    assert "見本 旧子" in own.get(PROFILE).content.decode()

    own.post(PROFILE, {"name": "見本 新子", "kana": ""})

    person.refresh_from_db()
    assert (person.name, person.version) == ("見本 新子", 2)
    assert AuditEvent.objects.get(verb="update").changes == {"氏名": ["見本 旧子", "見本 新子"]}


def test_an_unchanged_name_is_no_change(browser, db):
    person = UserFactory()

    browser(person).post(PROFILE, {"name": person.name, "kana": ""})

    assert not AuditEvent.objects.filter(verb="update").exists()


def test_a_name_is_needed(browser, db):
    answer = browser(UserFactory()).post(PROFILE, {"name": " ", "kana": ""})

    assert "氏名を書いてください" in answer.content.decode()


def test_a_visitor_signs_in_first(client, db):
    assert client.get(ME).url.startswith(reverse("account_login"))
