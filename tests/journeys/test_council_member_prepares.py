"""A member of the council looks up what is within reach before the meeting."""

from playwright.sync_api import Page, expect

from tests.journeys.people import sign_in


def test_a_member_finds_what_is_missing_and_where(demo, screen: Page, axe):
    page = screen
    sign_in(page, "council@toride.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("協議会")
    axe(page)

    page.get_by_label("できること").select_option(label="訪問歯科")
    page.get_by_role("button", name="地図に出す").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("届く範囲")
    expect(page.get_by_role("heading", name="訪問歯科が5km以内にある町")).to_be_visible()
    expect(page.get_by_role("link", name="表をCSVで")).to_be_visible()
    expect(page.get_by_role("link", name="施設・事業所")).to_have_count(0)
    axe(page)
