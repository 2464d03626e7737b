"""Too many wrong passwords close the door for a while, with a sentence that helps."""

import pytest
from django.urls import reverse

from renkei.audit.models import AuditEvent
from tests.accounts.factories import PASSWORD, UserFactory
from tests.programme.factories import RegionFactory

LOGIN = reverse("account_login")
WRONG = "wrong"


@pytest.fixture
def person(db):
    return UserFactory()


def try_in(client, person, password=WRONG, **more):
    words = {"login": person.email, "password": password, **more}
    return client.post(LOGIN, words).content.decode()


def lock(client, person):
    for _ in range(5):
        try_in(client, person)


def test_after_five_failures_even_the_right_password_waits(client, person):
    lock(client, person)

    answer = try_in(client, person, password=PASSWORD)

    assert "いまはログインできません" in answer
    assert "10時05分を過ぎてから" in answer
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

    assert client.get(reverse("accounts:me")).status_code == 200
