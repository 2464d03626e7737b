"""A coordinator opens the council paper, prints it, and finalises a new one."""

import pytest
from playwright.sync_api import Page, expect

from tests.demo.copies import lay_demo
from tests.journeys.people import sign_in


@pytest.fixture
def demo(transactional_db, settings):
    settings.CLOCK = "2017-08-10T09:00+09:00"
    lay_demo()


def test_the_published_paper_is_a_page_and_a_tagged_pdf(demo, screen: Page, axe):
    page = screen
    page.goto("/kanazawa/papers/2017/")
    axe(page)
    page.get_by_role("main").get_by_role(
        "link", name="在宅医療・介護連携推進事業について"
    ).first.click()
    expect(page.get_by_role("main")).to_contain_text("資料３")
    expect(page.get_by_role("main")).to_contain_text("訪問実施先一覧")
    axe(page)

    address = page.get_by_role("link", name="PDF").first.get_attribute("href")
    pdf = page.request.get(address)
    assert pdf.headers["content-type"] == "application/pdf"
    assert b"/StructTreeRoot" in pdf.body()


def test_on_paper_navigation_and_buttons_are_gone(demo, desk: Page):
    page = desk
    page.goto("/kanazawa/papers/2017/")
    page.get_by_role("main").get_by_role(
        "link", name="在宅医療・介護連携推進事業について"
    ).first.click()
    page.emulate_media(media="print")

    expect(page.get_by_role("navigation").first).to_be_hidden()
    expect(page.get_by_role("heading", name="在宅医療・介護連携推進事業について")).to_be_visible()


def test_a_new_paper_is_made_of_records_and_frozen(demo, screen: Page, axe):
    page = screen
    sign_in(page, "coordinator@kanazawa.example")
    page.goto("/kanazawa/desk/papers/new/")
    axe(page)
    page.locator("input[name=title]").fill("見本の資料")
    page.get_by_role("main").get_by_role("button").last.click()
    axe(page)
    expect(page.get_by_role("main")).to_contain_text("多職種研修")

    page.get_by_role("link", name="確定する").first.click()
    axe(page)
    page.get_by_role("main").get_by_role("button", name="確定").first.click()
    expect(page.get_by_role("status").first).to_contain_text("確定")
