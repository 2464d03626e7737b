"""The bar at the bottom leads everywhere with the thumb: to what is to be recorded first of all."""

from playwright.sync_api import Page, expect

from tests.journeys.people import sign_in


def test_a_visit_is_begun_from_the_bar(demo, phone: Page, axe):
    page = phone
    sign_in(page, "coordinator@toride.example")
    bar = page.get_by_role("navigation", name="下の案内")
    expect(bar).to_be_visible()

    bar.get_by_role("link", name="予定").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("予定")
    axe(page)

    bar.get_by_role("link", name="記録する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("記録する")
    axe(page)
    page.get_by_role("main").get_by_role("link", name="訪問").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("訪問を記録する")
    expect(bar.get_by_role("link", name="記録する")).to_have_attribute("aria-current", "page")


def test_the_same_page_is_a_press_away_at_the_desk(demo, desk: Page, axe):
    page = desk
    sign_in(page, "officer@toride.example")

    page.get_by_role("link", name="どれに書くか迷ったら").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("記録する")
    expect(page.get_by_role("navigation", name="下の案内")).to_be_hidden()
    axe(page)


def test_who_came_to_a_training_is_counted_line_by_line(demo, phone: Page):
    sign_in(phone, "coordinator@toride.example")
    phone.goto("/toride/desk/trainings/new/")
    grid = phone.locator("[data-attendance]")
    first = grid.locator("tbody tr").first
    bodies = first.locator("[name$=-bodies]")
    expect(bodies).to_be_hidden()
    assert grid.bounding_box()["height"] < 2_000

    first.locator("[name$=-count]").fill("12")

    expect(bodies).to_be_visible()
