import pytest

pytestmark = pytest.mark.django_db


def test_health_answers_ok_once_the_database_answers(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")


def test_searching_machines_are_kept_from_the_desks(client):
    answer = client.get("/robots.txt")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /*/desk/" in answer.content.decode().splitlines()


def test_the_security_contact_is_told_with_a_date_until_which_it_holds(client, settings):
    settings.SECURITY_CONTACT = "mailto:mihon@example.jp"

    lines = client.get("/.well-known/security.txt").content.decode().splitlines()

    assert lines[:2] == ["Contact: mailto:mihon@example.jp", "Expires: 2017-08-16T00:00:00+09:00"]


def test_without_a_contact_there_is_no_security_text(client, settings):
    settings.SECURITY_CONTACT = ""

    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_favicon_is_our_mark(client):
    assert client.get("/favicon.ico").headers["Location"].endswith("img/mark.svg")
