"""Nobody learns from outside which addresses have an account."""

import re

import pytest
from django.urls import reverse

from tests.accounts.factories import UserFactory


def answer_to(client, name, words) -> tuple[int, str]:
    """Status and text without what differs in every answer: the token and what was typed."""
    answer = client.post(reverse(name), words, follow=True)
    text = re.sub(r'value="[^"]*"', "", answer.content.decode())
    return answer.status_code, text


@pytest.mark.parametrize(
    ("name", "field", "rest"),
    [
        ("account_login", "login", {"password": "wrong"}),
        ("account_reset_password", "email", {}),
        ("account_signup", "email", {"password1": "mihon-no-nagai-kotoba"}),
    ],
    ids=["sign-in", "forgotten password", "sign-up"],
)
def test_known_and_unknown_addresses_get_the_same_answer(client, db, name, field, rest):
    known = UserFactory().email

    first = answer_to(client, name, {field: known, **rest})
    second = answer_to(client, name, {field: "nobody@example.jp", **rest})

    assert first == second


def test_no_mail_goes_to_an_address_without_account(client, db, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "nobody@example.jp"})

    assert mailoutbox == []
