"""A visitor uses the map: opens what shares a pin, and looks elsewhere."""

import re

import pytest
from playwright.sync_api import Page, expect

from renkei.organizations.models import Facility
from tests.journeys.conftest import PHONE

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
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("[data-map] .c-pin")).to_be_focused()
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


def moved(page: Page) -> Page:
    """Southwards by the keyboard."""
    page.get_by_role("region", name="動かせる地図").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-map-status]")).to_contain_text("「この範囲でさがす」")
    return page


def test_on_a_phone_the_map_is_all_there_is_to_see(in_february_2017, phone: Page, axe):
    page = opened(phone, f"{CALLS}&view=map")

    assert page.locator("[data-map]").bounding_box()["y"] < PHONE["viewport"]["height"] / 3
    axe(page)
    page.get_by_role("link", name="言葉や条件を変える").click()
    expect(page.get_by_label("さがす言葉")).to_have_value("往診")


def test_on_a_phone_what_a_pin_stands_for_comes_into_sight(in_february_2017, phone: Page):
    page = opened(phone, f"{CALLS}&view=map")

    page.locator("[data-map] .c-pin:not(.c-pin--shared, .c-pin--many)").first.click()

    expect(page.locator("[data-map-chosen]").get_by_role("link").first).to_be_in_viewport()


def test_searches_where_the_map_was_moved_to(in_february_2017, screen: Page, axe):
    page = opened(screen, f"{CALLS}+瓢箪校下&view=map")
    expect(page.get_by_role("button", name="この範囲でさがす")).to_be_hidden()

    moved(page)
    axe(page)
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="この範囲でさがす")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(
        re.compile(r"within=[\d.]{6}%2C[\d.]{5}%2C[\d.]{6}%2C[\d.]{5}#map-title$")
    )
    expect(page.locator("[data-map-status]")).to_contain_text("地図の範囲で")
    expect(page.get_by_role("button", name="この範囲でさがす")).to_be_hidden()
    west, south, east, north = boxed(page)
    for row in page.locator(".c-result[data-latitude]").all():
        assert south <= float(row.get_attribute("data-latitude")) <= north
        assert west <= float(row.get_attribute("data-longitude")) <= east
    axe(page)
    if page.viewport_size == PHONE["viewport"]:
        page.get_by_role("link", name="言葉や条件を変える").click()
    page.get_by_role("link", name="「場所 地図の範囲」を外す").click()
    expect(page.get_by_role("link", name="「場所 瓢箪校下」を外す")).to_be_visible()


def boxed(page: Page) -> list[float]:
    return [
        float(edge) for edge in page.locator("[data-map]").get_attribute("data-within").split(",")
    ]


def test_where_nothing_is_seen_the_map_stays_to_look_elsewhere(in_february_2017, phone: Page):
    page = opened(phone, f"{CALLS}&view=map&within=136.70,36.38,136.72,36.40")

    expect(page.get_by_text("この範囲では見つかりませんでした。")).to_be_visible()
    moved(page)
    expect(page.get_by_role("button", name="この範囲でさがす")).to_be_visible()
