"""The first run makes one operator, once."""

import stat

import pytest
from django.urls import reverse

from renkei.accounts import setup
from renkei.accounts.models import User
from tests.accounts.factories import PASSWORD, UserFactory
from tests.clock import NOW

FIRST = {"email": "Op@example.jp", "name": "見本 運用", "kana": "", "password": PASSWORD}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"


def path_of(address: str) -> str:
    return address[address.index("/setup/") :]


def test_the_address_stays_until_it_is_used(db, tmp_path):
    assert setup.setup_url() == setup.setup_url()

    file = tmp_path / "data" / "setup-token"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_first_operator_is_made_and_signed_in(client, db, tmp_path):
    address = path_of(setup.setup_url())
    assert "運用管理者の登録" in client.get(address).content.decode()

    client.post(address, FIRST)

    operator = User.objects.get()
    assert (operator.email, operator.is_operator) == ("op@example.jp", True)
    assert client.get(reverse("accounts:operator")).status_code == 200
    assert not (tmp_path / "data" / "setup-token").exists()


def test_the_address_works_once(client, db):
    address = path_of(setup.setup_url())
    client.post(address, FIRST)

    client.post(address, FIRST | {"email": "second@example.jp"})

    assert User.objects.count() == 1
    assert setup.setup_url() is None
    assert client.get(reverse("accounts:setup-where")).status_code == 404


def test_without_the_token_the_page_says_where_to_look(client, db):
    setup.setup_url()

    answer = client.get(reverse("accounts:setup", kwargs={"token": "wrong"}), follow=True)

    assert "サーバーを動かした画面" in answer.content.decode()


def test_a_weak_password_keeps_the_address(client, db):
    address = path_of(setup.setup_url())

    client.post(address, FIRST | {"password": "short"})

    assert path_of(setup.setup_url()) == address


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_wrong_token_makes_nobody(db, token):
    setup.setup_url()

    with pytest.raises(setup.SetupClosed):
        setup.create_first_operator(
            token=token, email="op@example.jp", name="見本", kana="", password=PASSWORD, at=NOW
        )


def test_of_two_with_the_right_token_the_second_is_refused(db):
    token = path_of(setup.setup_url()).split("/")[2]
    UserFactory(operator=True)

    with pytest.raises(setup.SetupClosed):
        setup.create_first_operator(
            token=token, email="op@example.jp", name="見本", kana="", password=PASSWORD, at=NOW
        )

    assert User.objects.count() == 1


def test_with_an_operator_there_is_nothing_to_set_up(db):
    UserFactory(operator=True)

    assert setup.setup_url() is None
