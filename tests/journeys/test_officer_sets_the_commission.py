"""An officer sets six items for 平成28年度 and eight for the next; the page follows."""

import pytest
from playwright.sync_api import Page, expect

from renkei.programme.models import Commission
from tests.demo.copies import lay_demo
from tests.journeys.people import sign_in


@pytest.fixture
def demo(transactional_db):
    lay_demo()
    Commission.objects.filter(region__slug="toride").delete()


def choose(page: Page, rows: range, mode: str) -> None:
    for row in rows:
        for box in page.locator(f"table.c-matrix tbody tr:nth-child({row}) select").all():
            box.select_option(label=mode)


def set_commission(page: Page, year: int, items: list[range]) -> None:
    page.goto(f"/toride/desk/commission/{year}/edit/")
    page.locator("input[name=contractor]").fill("取手市医師会")
    for rows in items:
        choose(page, rows, "委託")
    page.get_by_role("button", name="この範囲に決める").click()
    expect(page.get_by_role("status").first).to_be_visible()


def test_six_items_then_eight(demo, screen: Page, axe):
    page = screen
    sign_in(page, "officer@toride.example")
    set_commission(page, 2016, [range(1, 4), range(6, 9)])
    axe(page)
    set_commission(page, 2017, [range(1, 9)])

    page.goto("/toride/programme/2016/")
    expect(page.locator("#items")).to_contain_text("（エ）、（オ）を除く6項目を委託")
    expect(page.locator("#items").get_by_text("委託", exact=True)).to_have_count(6)
    expect(page.locator("#items").get_by_text("協議中", exact=True)).to_have_count(2)
    axe(page)

    page.goto("/toride/programme/2017/")
    expect(page.locator("#items").get_by_text("委託", exact=True)).to_have_count(8)
