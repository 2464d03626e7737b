"""Too many wrong passwords close the door for a while, with a sentence that helps."""

import time

import pytest
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt
from django.urls import reverse

from renkei.audit.models import AuditEvent
from tests.accounts.factories import PASSWORD, UserFactory
from tests.programme.factories import RegionFactory

LOGIN = reverse("account_login")
WRONG = "wrong"


@pytest.fixture
def person(db):
    return UserFactory()


def try_in(client, person, password=WRONG, at="127.0.0.1", **more):
    words = {"login": person.email, "password": password, **more}
    return client.post(LOGIN, words, REMOTE_ADDR=at).content.decode()


def is_signed_in(client) -> bool:
    return client.get(reverse("accounts:me")).status_code == 200


def lock(client, person):
    for _ in range(5):
        try_in(client, person)


def test_after_five_failures_even_the_right_password_waits(client, person):
    lock(client, person)

    answer = try_in(client, person, password=PASSWORD)

    assert "いまはログインを受け付けていません" in answer
    assert "あと5分ほどお待ちになり、10時05分を過ぎてから" in answer
    assert "間違え" not in answer
    assert "直してください" not in answer
    assert client.get(reverse("accounts:me")).status_code == 302
    assert AuditEvent.objects.get(verb="lock-out").object_label == person.email


def test_the_sentence_gives_the_telephone_of_the_regions(client, person):
    RegionFactory(contact_name="見本の窓口", telephone="0297-00-1111")
    lock(client, person)

    assert "見本の窓口 0297-00-1111" in try_in(client, person)


def test_the_sentence_gives_the_telephone_of_where_one_was_going(client, person):
    RegionFactory(contact_name="見本の窓口")
    RegionFactory(slug="there", contact_name="行き先の窓口")
    lock(client, person)

    answer = try_in(client, person, next="/there/desk/")

    assert "行き先の窓口" in answer
    assert "見本の窓口" not in answer


def test_another_person_is_not_locked_out(client, person):
    lock(client, person)

    try_in(client, UserFactory(), password=PASSWORD)

    assert is_signed_in(client)


def test_an_office_full_of_typing_errors_locks_nobody_out(client, person):
    for colleague in UserFactory.create_batch(6):
        try_in(client, colleague)
        try_in(client, colleague)

    try_in(client, person, password=PASSWORD)

    assert is_signed_in(client)


def test_nobody_is_locked_out_by_failures_elsewhere(client, person):
    lock(client, person)

    try_in(client, person, password=PASSWORD, at="192.0.2.7")

    assert is_signed_in(client)


def test_one_network_of_the_new_kind_is_one_address(client, person):
    for number in range(5):
        try_in(client, person, at=f"2001:db8::{number + 1}")

    assert "いまはログインを受け付けていません" in try_in(client, person, at="2001:db8::9")


def test_one_account_is_guarded_against_guessing_from_many_addresses(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "login_failed_anywhere": "2/h/key"
    }
    for number in range(2):
        try_in(client, person, at=f"192.0.2.{number}")

    answer = try_in(client, person, password=PASSWORD, at="198.51.100.1")

    assert "11時00分を過ぎてから" in answer
    assert not is_signed_in(client)


def test_an_address_that_fails_with_many_accounts_waits(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "login_failed": "5/5m/key,2/m/ip"
    }
    for stranger in UserFactory.create_batch(2):
        try_in(client, stranger)

    assert "あと1分ほど" in try_in(client, person, password=PASSWORD)


def test_a_success_takes_its_try_back_from_every_count(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "login_failed_anywhere": "1/h/key"
    }
    try_in(client, person, password=PASSWORD)
    client.post(reverse("account_logout"))

    try_in(client, person, password=PASSWORD)

    assert is_signed_in(client)


def test_the_sentence_tells_what_is_left_of_the_wait(client, person, monkeypatch):
    began = time.time()
    lock(client, person)

    monkeypatch.setattr(time, "time", lambda: began + 130)

    assert "あと3分ほど" in try_in(client, person)


def test_after_five_wrong_codes_the_sentence_is_the_same(client, person):
    RegionFactory(contact_name="見本の窓口")
    secret = {"secret": encrypt(generate_totp_secret())}
    person.authenticator_set.create(type="totp", data=secret)
    try_in(client, person, password=PASSWORD)

    for _ in range(6):
        answer = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()

    assert "あと5分ほどお待ちになり" in answer
    assert "見本の窓口" in answer
    assert AuditEvent.objects.get(verb="lock-out").object_label == person.email


def test_behind_a_proxy_each_sender_is_counted_alone(client, person, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(5):
        client.post(
            LOGIN,
            {"login": person.email, "password": WRONG},
            headers={"x-forwarded-for": "192.0.2.7"},
        )

    client.post(
        LOGIN,
        {"login": person.email, "password": PASSWORD},
        headers={"x-forwarded-for": "192.0.2.8"},
    )

    assert is_signed_in(client)
    assert person.usersession_set.get().ip == "192.0.2.8"
