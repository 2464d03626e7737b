"""A resident on a phone finds the lecture of 26 March 2017 and how to apply."""

from playwright.sync_api import Page, expect


def test_finds_it_from_the_front_page(in_february_2017, screen: Page, axe):
    page = screen
    page.goto("/toride/")
    axe(page)
    page.get_by_role("link", name="在宅シンポジューム「認知症を生きる」").first.click()

    main = page.get_by_role("main")
    expect(main).to_contain_text("平成29年（2017年）3月26日（日")
    expect(main).to_contain_text("13時30分～15時45分")
    expect(main).to_contain_text("守谷市役所 大会議室")
    expect(main).to_contain_text("100名")
    expect(main.get_by_role("link", name="0297-70-7277")).to_have_attribute(
        "href", "tel:0297-70-7277"
    )
    axe(page)


def test_finds_it_without_javascript(in_february_2017, without_script: Page):
    page = without_script
    page.goto("/toride/events/")
    page.get_by_role("link", name="在宅シンポジューム「認知症を生きる」").first.click()

    expect(page.get_by_role("main")).to_contain_text("守谷市大柏950番地の1")


def test_readings_stand_above_the_words_when_asked_for(in_february_2017, phone: Page, axe):
    page = phone
    page.goto("/toride/?ruby=1")

    assert page.locator("ruby rt").count() > 0
    axe(page)
