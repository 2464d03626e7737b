"""The two seed documents' regions, loaded once, and the pages renkei makes of them."""

import pytest
from django.test import Client, override_settings

from renkei.reporting.programme import page_of
from tests.demo.loading import loaded_demo
from tests.golden.reading import read

# The seed page was read between its update and the lecture it announces.
IN_FEBRUARY = "2017-02-20T09:00:00+09:00"
# The paper was read at the meeting.
IN_AUGUST = "2017-08-10T14:00:00+09:00"


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield from loaded_demo()


@pytest.fixture
def in_august(settings):
    settings.CLOCK = IN_AUGUST


@pytest.fixture
def in_february(settings):
    settings.CLOCK = IN_FEBRUARY
    # Tests change records at one moment and roll back: the page kept for it would be of another.
    page_of.cache_clear()


def get(path, client=None):
    """The page at a path, read."""
    response = (client or Client()).get(path)
    assert response.status_code == 200, path
    return read(response.content.decode())


@pytest.fixture(scope="package")
def programme_page(demo, django_db_blocker):
    with django_db_blocker.unblock(), override_settings(CLOCK=IN_FEBRUARY):
        return get("/toride/programme/2016/")


@pytest.fixture(scope="package")
def council_paper(demo, django_db_blocker):
    with django_db_blocker.unblock():
        return get(address_of_paper())


def address_of_paper():
    """The way a reader goes: from the year's list to its first paper."""
    listed = get("/kanazawa/papers/2017/").part("main")
    title = "資料３　在宅医療・介護連携推進事業について"
    return next(
        each.attributes["href"] for each in listed.all() if each.tag == "a" and each.says(title)
    )
