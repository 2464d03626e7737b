"""A visitor uses the map: opens what shares a pin, and looks elsewhere."""

import pytest
from playwright.sync_api import Page, expect

from renkei.organizations.models import Facility

CALLS = "/kanazawa/search/?q=往診"


@pytest.fixture
def one_building(in_february_2017):
    """Everybody works at one address."""
    placed = Facility.objects.filter(latitude__isnull=False)
    placed.update(latitude=36.5613, longitude=136.6562)


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("[data-ready]")).to_be_attached()
    return page


def test_what_shares_a_pin_is_a_list_to_choose_from(one_building, desk: Page, axe):
    page = opened(desk, CALLS)
    (shared,) = page.locator("[data-map] .c-pin").all()

    shared.focus()
    page.keyboard.press("Enter")

    told = page.locator("[data-map-chosen]")
    expect(told.get_by_text("この辺りに")).to_be_focused()
    first = page.locator(".c-result").first.get_by_role("heading").inner_text()
    expect(told.get_by_role("listitem").first).to_have_text(f"1　{first}")
    expect(page.locator(".c-result.is-chosen")).to_have_count(20)
    expect(told.get_by_role("button", name="地図を大きくする")).to_have_count(0)
    axe(page)
    told.get_by_role("link", name=first).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(first)


def test_what_lies_near_each_other_comes_apart_on_a_larger_map(in_february_2017, phone: Page):
    page = opened(phone, f"{CALLS}&view=map")
    pins = page.locator("[data-map] .c-pin[aria-pressed]")
    before = pins.count()

    page.locator("[data-map] .c-pin--shared").first.click()
    page.get_by_role("button", name="地図を大きくする").click()

    expect(pins).not_to_have_count(before)
    assert pins.count() > before
