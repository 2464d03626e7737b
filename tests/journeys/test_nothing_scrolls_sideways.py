"""A coordinator with a small phone, or at 400 %, reads every staff page without sideways scroll."""

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.people import sign_in

NARROW = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
EVERY_PLACE = "[...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))"
EDITOR = re.compile(r"/kanazawa/desk/papers/\w+/edit/")


@pytest.fixture
def narrow(open_page) -> Page:
    return open_page(**NARROW)


def test_the_staff_pages_fit_on_320_pixels(demo, narrow: Page):
    page = narrow
    sign_in(page, "coordinator@kanazawa.example")
    too_wide = []
    for address in addresses_of_the_desk(page):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            too_wide.append(address)

    assert too_wide == []


def addresses_of_the_desk(page: Page) -> list[str]:
    """The day, what its navigation leads to, the year's report and the editor of a paper."""
    page.goto("/kanazawa/desk/")
    places = [link for link in page.evaluate(EVERY_PLACE) if link.startswith("/kanazawa/desk/")]
    page.goto("/kanazawa/desk/papers/")
    editors = [link for link in page.evaluate(EVERY_PLACE) if EDITOR.fullmatch(link)]
    assert editors
    return [
        *dict.fromkeys(places),
        editors[0],
        "/kanazawa/desk/report/2017/",
        "/kanazawa/desk/council/",
    ]
