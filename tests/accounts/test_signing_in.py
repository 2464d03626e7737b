"""Signing in and out, and what the log keeps of it."""

import re
import time
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import encrypt
from django.contrib.auth.signals import user_logged_out
from django.urls import reverse

from renkei.accounts.models import User
from renkei.audit.models import AuditEvent
from renkei.core.typed import sign_author
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.keys import passkey

LOGIN = reverse("account_login")


def sign_in(client, person, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": person.email, "password": password, **more})


def prove_again(client):
    """Before what protects the account is changed, the password is asked for again."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def is_signed_in(client) -> bool:
    return client.get(reverse("accounts:me")).status_code == 200


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def person(db):
    return UserFactory()


def test_the_page_says_that_what_was_typed_is_kept(client, person):
    profile = reverse("accounts:profile")
    typed_too_late = {"name": "見本", "author": sign_author(person), "submission": uuid4()}

    assert "書いていたものは残してあります" not in client.get(LOGIN).content.decode()
    answer = client.post(profile, typed_too_late, follow=True)

    assert "書いていたものは残してあります" in answer.content.decode()


@pytest.fixture
def protected(person):
    """A person with an authenticator app; the secret comes along."""
    secret = generate_totp_secret()
    data = {"secret": encrypt(secret)}
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data=data)
    return person, secret


def test_address_and_password_open_the_door(client, person):
    answer = sign_in(client, person)

    assert answer.status_code == 302
    assert is_signed_in(client)
    assert verbs() == ["sign-in"]


def test_the_address_may_be_typed_in_capitals(client, person):
    client.post(LOGIN, {"login": person.email.upper(), "password": PASSWORD})

    assert is_signed_in(client)


def test_one_returns_to_where_one_was_going(client, person):
    assert sign_in(client, person, next="/me/name/").url == "/me/name/"


def test_a_wrong_password_is_written_down(client, person):
    answer = sign_in(client, person, password="wrong")

    assert "メールアドレスとパスワードを確かめて" in answer.content.decode()
    assert not is_signed_in(client)
    event = AuditEvent.objects.get(verb="sign-in-failed")
    assert (event.object_label, event.origin) == (person.email, "127.0.0.0/24")


def test_the_way_to_a_new_password_is_told_in_our_words(client, db):
    link = f'<a href="{reverse("account_reset_password")}">パスワードを忘れたとき</a>'

    assert link in client.get(LOGIN).content.decode()


def test_signing_out_is_written_down(client, person):
    sign_in(client, person)
    client.post(reverse("account_logout"))

    assert not is_signed_in(client)
    assert verbs() == ["sign-in", "sign-out"]


def test_a_stopped_account_does_not_open(client, db):
    answer = client.post(
        LOGIN, {"login": UserFactory(stopped=True).email, "password": PASSWORD}, follow=True
    )

    assert "利用は止まっています" in answer.content.decode()
    assert not is_signed_in(client)
    assert verbs() == ["sign-in-failed"]


def test_the_app_is_asked_for_after_the_password(client, protected):
    person, secret = protected

    asked = sign_in(client, person)
    assert asked.url == reverse("mfa_authenticate")
    assert "認証アプリに出ている6桁の数字" in client.get(asked.url).content.decode()
    assert not is_signed_in(client)

    client.post(asked.url, {"code": code_of(secret)})
    assert is_signed_in(client)


def in_full_width(code: str) -> str:
    wide = code.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    return f" {wide[:3]}　{wide[3:]} "


def test_a_code_may_be_typed_in_full_width_with_a_blank(client, protected):
    person, secret = protected
    sign_in(client, person)

    client.post(reverse("mfa_authenticate"), {"code": in_full_width(code_of(secret))})

    assert is_signed_in(client)


def test_a_wrong_code_is_written_down(client, protected):
    person, _ = protected
    sign_in(client, person)

    answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert "いま出ているものを書いてください" in answer.content.decode()
    assert not is_signed_in(client)
    event = AuditEvent.objects.get(verb="sign-in-failed")
    assert (event.object_label, event.reason) == (person.email, "認証コード")


def test_a_recovery_code_works_once(client, protected):
    person, _ = protected
    [code, *_] = RecoveryCodes.activate(person).generate_codes()

    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_signed_in(client)

    client.post(reverse("account_logout"))
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert not is_signed_in(client)


def test_an_app_is_set_up_with_its_code(client, person, django_capture_on_commit_callbacks):
    sign_in(client, person)
    prove_again(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)[1]

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": in_full_width(code_of(secret))})

    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)
    assert "second-factor" in verbs()


def test_removing_the_app_is_written_down(client, protected):
    person, secret = protected
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    prove_again(client)
    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()
    assert verbs()[-1] == "second-factor"


def test_changing_the_password_is_written_down(client, person):
    sign_in(client, person)
    new = "betsu-no-nagai-kotoba"
    words = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    client.post(reverse("account_change_password"), words)

    person.refresh_from_db()
    assert person.check_password(new)
    assert verbs()[-1] == "change-password"


@pytest.mark.parametrize(
    ("page", "typed", "sentence"),
    [
        ("account_reauthenticate", {"password": "wrong"}, "パスワードを確かめて"),
        (
            "account_change_password",
            {"oldpassword": "wrong", "password1": "a", "password2": "b"},
            "いまのパスワードを確かめて",
        ),
    ],
)
def test_a_wrong_old_password_is_answered_with_what_to_do(client, person, page, typed, sentence):
    sign_in(client, person)

    assert sentence in client.post(reverse(page), typed).content.decode()


def test_a_forgotten_password_is_replaced_through_the_mail(client, person, mailoutbox, settings):
    settings.SITE_URL = "https://renkei.example.jp"
    client.post(reverse("account_reset_password"), {"email": person.email})
    [mail] = mailoutbox
    assert mail.subject == "新しいパスワードを決めるためのご案内"
    link = re.search(rf"{settings.SITE_URL}(/\S+)", mail.body)[1]
    page = client.get(link, follow=True)
    new = "betsu-no-nagai-kotoba"

    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})

    person.refresh_from_db()
    assert person.check_password(new)
    assert verbs() == ["change-password"]


def test_other_devices_can_be_signed_out(client, person):
    from django.test import Client

    elsewhere = Client()
    sign_in(elsewhere, person)
    sign_in(client, person)
    assert "ほかの端末をすべて" in client.get(reverse("usersessions_list")).content.decode()

    client.post(reverse("usersessions_list"))

    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


PAGES = [
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_activate_totp",
    "account_change_password",
    "account_logout",
    "usersessions_list",
]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_account_stands_in_our_frame(client, person, name):
    sign_in(client, person)
    passkey(person)
    RecoveryCodes.activate(person)

    prove_again(client)

    answer = client.get(reverse(name))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="ja"' in page
    assert_nothing_runs_inline(page)


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
    ],
)
def test_every_page_before_the_door_stands_in_our_frame(client, db, name):
    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert '<html lang="ja"' in answer.content.decode()
    assert_nothing_runs_inline(answer.content.decode())


def assert_nothing_runs_inline(page: str) -> None:
    assert "style=" not in page
    scripts = re.findall(r"<script(?P<attributes>[^>]*)>", page)
    assert [one for one in scripts if "src=" not in one and "application/json" not in one] == []


def test_nobody_signs_up_alone(client, db):
    words = {"email": "stranger@example.jp", "password1": PASSWORD}

    answer = client.post(reverse("account_signup"), words)

    assert "登録には招待が要ります" in answer.content.decode()
    assert not User.objects.exists()


def test_an_address_is_not_changed_alone(client, person):
    sign_in(client, person)

    assert client.get("/account/email/").url == reverse("accounts:me")


@pytest.mark.parametrize(
    "name", ["account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"]
)
def test_every_way_to_prove_oneself_stands_in_our_frame(client, protected, name):
    person, secret = protected
    passkey(person)
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    answer = client.get(reverse(name))

    assert "もう一度、本人か確かめます" in answer.content.decode()
    assert_nothing_runs_inline(answer.content.decode())


def test_a_passkey_is_renamed_and_removed(client, person):
    sign_in(client, person)
    prove_again(client)
    key = passkey(person)
    edit = reverse("mfa_edit_webauthn", kwargs={"pk": key.pk})
    remove = reverse("mfa_remove_webauthn", kwargs={"pk": key.pk})

    assert "パスキーの名前を直す" in client.get(edit).content.decode()
    client.post(edit, {"name": "職場の鍵"})
    assert "「職場の鍵」を外しますか" in client.get(remove).content.decode()
    client.post(remove)

    assert not Authenticator.objects.exists()


def test_the_app_is_offered_for_removal(client, protected):
    person, secret = protected
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    prove_again(client)

    assert "認証アプリを外しますか" in client.get(reverse("mfa_deactivate_totp")).content.decode()


def test_the_end_of_a_visitors_session_is_no_signing_out(rf, db):
    user_logged_out.send(sender=User, request=rf.get("/"), user=None)

    assert verbs() == []
