"""A coordinator sees what is missing for the council; a visitor takes the directory home."""

from playwright.sync_api import Page, expect

from tests.journeys.people import sign_in


def test_looks_for_gaps_and_takes_the_list_home(demo, screen: Page, axe):
    page = screen
    page.goto("/toride/")
    page.get_by_role("link", name="オープンデータ").click()
    axe(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="介護サービス事業所 58件").click()
    assert taken.value.suggested_filename == "toride-care-services.csv"

    sign_in(page, "coordinator@toride.example")
    page.goto("/toride/desk/resources/coverage/")
    expect(page.get_by_role("row", name="人工呼吸器").first).to_contain_text("取手市")
    axe(page)
    page.get_by_label("できること").select_option("人工呼吸器")
    page.get_by_role("button", name="地図に出す").click()
    expect(page.get_by_role("heading", name="人工呼吸器が5km以内にある町")).to_be_visible()
    expect(page.get_by_role("img", name="地図：人工呼吸器が5km以内にある町")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="16km").click()
    expect(page.get_by_role("img", name="地図：人工呼吸器が16km以内にある町")).to_be_visible()
    expect(page.get_by_text("直線16km以内")).to_be_visible()
