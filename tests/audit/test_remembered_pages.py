"""A stranger's page is made once for each state of its region."""

from threading import Event, Thread

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from renkei.audit import actions as audit
from renkei.audit import pages
from renkei.core.actors import SYSTEM
from tests.clock import NOW
from tests.programme.factories import RegionFactory


@pytest.fixture
def region(db, settings):
    settings.REMEMBER_PAGES = True
    region = RegionFactory(slug="mihon", welcome="はじめの言葉")
    audit.record("create", region, by=SYSTEM, at=NOW)
    return region


@pytest.fixture
def stranger(region):
    return Client()


def change(region, words: str, *, told: bool = True) -> None:
    type(region).objects.filter(pk=region.pk).update(welcome=words)
    if told:
        audit.record("update", region, by=SYSTEM, at=NOW)


def shows(client: Client, words: str, address: str = "/mihon/") -> bool:
    return escape(words) in client.get(address).content.decode()


def test_the_second_visit_costs_one_query(stranger, django_assert_num_queries):
    stranger.get("/mihon/")

    with django_assert_num_queries(1):
        assert shows(stranger, "はじめの言葉")


def test_the_headers_come_along(stranger):
    first, second = stranger.get("/mihon/"), stranger.get("/mihon/")

    assert second.headers == first.headers


def test_a_change_in_the_region_makes_the_page_anew(region, stranger):
    stranger.get("/mihon/")
    change(region, "新しい言葉")

    assert shows(stranger, "新しい言葉")


def test_without_an_event_the_page_would_be_the_old_one(region, stranger):
    """What the memory relies on: nothing changes without being written down."""
    stranger.get("/mihon/")
    change(region, "新しい言葉", told=False)

    assert shows(stranger, "はじめの言葉")


def test_a_change_of_the_installation_makes_it_anew_too(region, stranger):
    stranger.get("/mihon/")
    change(region, "新しい言葉", told=False)
    audit.record_plain("import", by=SYSTEM, at=NOW)

    assert shows(stranger, "新しい言葉")


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "anything"])
def test_who_brings_a_cookie_gets_a_page_of_their_own(region, stranger, cookie):
    stranger.get("/mihon/")
    change(region, "新しい言葉", told=False)
    stranger.cookies[cookie] = "x"

    assert shows(stranger, "新しい言葉")


def test_the_choice_of_readings_is_part_of_the_page(region, stranger):
    stranger.get("/mihon/")
    stranger.cookies["ruby"] = "1"

    assert "<ruby>" in stranger.get("/mihon/").content.decode()


def test_another_day_is_another_page(region, stranger, settings):
    settings.CLOCK = "2017-02-20T09:00+09:00"
    stranger.get("/mihon/")
    change(region, "新しい言葉", told=False)
    settings.CLOCK = "2017-02-21T09:00+09:00"

    assert shows(stranger, "新しい言葉")


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/account/login/", "/mihon/?q=" + "x" * 400])
def test_other_addresses_are_not_kept(stranger, address):
    request = stranger.get(address).wsgi_request

    assert pages.key_of(request) is None


def test_a_page_that_is_not_there_is_asked_for_each_time(region, stranger):
    assert stranger.get("/mihon/services/nothing/").status_code == 404
    with CaptureQueriesContext(connection) as again:
        stranger.get("/mihon/services/nothing/")

    assert len(again) > 1


def test_a_posted_form_is_not_answered_from_memory(stranger):
    assert pages.key_of(stranger.post("/mihon/").wsgi_request) is None


def page(size: int) -> pages.Page:
    return pages.Page(b"x" * size, ())


def test_only_the_pages_asked_for_last_stay():
    memory = pages.Memory(5)
    for name in ("one", "two", "one", "three"):
        memory.get((name,)) or memory.keep((name,), page(2))

    assert [memory.get((name,)) is None for name in ("one", "two", "three")] == [False, True, False]


def test_a_page_that_is_kept_again_takes_its_room_once():
    memory = pages.Memory(5)
    for name in ("one", "two", "one", "one"):
        memory.keep((name,), page(2))

    assert memory.get(("one",)) == memory.get(("two",)) == page(2)


@pytest.mark.django_db(transaction=True)
def test_who_comes_while_a_page_is_made_waits_for_it_and_makes_none(region, rf):
    made, answers, looked = [], [], Event()
    middleware = pages.RememberPublicPages(made.append)
    memory, request = middleware.memory, rf.get("/mihon/")
    key, find = pages.key_of(request), memory.get
    memory.get = lambda key: (find(key), looked.set())[0]

    def second():
        answers.append(middleware(request))
        connection.close()

    visitor = Thread(target=second)
    with memory.turn(key):
        visitor.start()
        looked.wait()
        memory.keep(key, page(3))
    visitor.join()

    assert [answer.content for answer in answers] == [b"xxx"]
    assert made == []
