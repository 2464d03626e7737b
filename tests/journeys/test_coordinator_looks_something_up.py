"""One box finds a record, a person and a place, with and without JavaScript."""

from playwright.sync_api import Page, expect

from tests.journeys.people import sign_in

EMAIL = "coordinator@toride.example"


def look_for(page: Page, words: str) -> None:
    """At the desk the box stands above every page, on the phone behind さがす below."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("今日")
    box = page.get_by_role("searchbox", name="記録・人・機関をさがす")
    if not box.is_visible():
        page.get_by_role("navigation", name="下の案内").get_by_role("link", name="さがす").click()
        box = page.get_by_label("さがすことば")
    box.fill(words)
    box.press("Enter")


def test_a_day_half_remembered_leads_to_the_training(demo, screen: Page, axe):
    page = screen
    sign_in(page, EMAIL)
    look_for(page, "リーダー H28.8")

    expect(page.get_by_role("status")).to_contain_text("1件あります")
    axe(page)
    page.get_by_role("link", name="地域リーダー研修会").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("地域リーダー研修会")


def test_what_is_not_found_is_sought_with_fewer_words(demo, screen: Page, axe):
    page = screen
    sign_in(page, EMAIL)
    page.goto("/toride/desk/search/")
    axe(page)
    expect(page.get_by_label("さがすことば")).to_be_focused()
    page.get_by_label("さがすことば").fill("なかむら ありえない")
    page.get_by_role("main").get_by_role("button", name="さがす").click()
    expect(page.get_by_role("heading", name="は見つかりませんでした")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="なかむら", exact=True).click()

    expect(page.get_by_role("heading", name="名簿の人")).to_be_visible()
    axe(page)


def test_the_bar_leads_to_the_search_without_scripts(demo, without_script: Page):
    page = without_script
    sign_in(page, EMAIL)
    page.get_by_role("navigation", name="下の案内").get_by_role("link", name="さがす").click()
    page.get_by_label("さがすことば").fill("薬局")
    page.get_by_role("main").get_by_role("button", name="さがす").click()

    page.get_by_role("link", name="もっと見る").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("社会資源")
