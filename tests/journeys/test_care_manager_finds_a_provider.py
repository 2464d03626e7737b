"""A care manager searches with three needs, prints the list and tells of a mistake."""

from playwright.sync_api import Page, expect

from renkei.directory.models import Correction


def search(page: Page, words: str) -> None:
    page.goto("/kanazawa/")
    box = page.get_by_label("近くの医療・介護・手助けをさがす")
    box.fill(words)
    page.get_by_role("button", name="さがす", exact=True).click()


def test_finds_prints_and_reports(in_february_2017, screen: Page, axe):
    page = screen
    search(page, "瓢箪校下 夜間 往診")
    for chip in ("場所 瓢箪校下", "時間 夜間", "できること 往診"):
        expect(page.get_by_role("link", name=f"「{chip}」を外す")).to_be_visible()
    axe(page)

    first = page.locator(".c-result").first
    name = first.get_by_role("heading").inner_text()
    first.get_by_role("button", name="リストに入れる").click()
    expect(page.get_by_role("status")).to_contain_text(f"「{name}」をリストに入れました。")
    page.get_by_role("link", name="わたしのリスト").click()
    axe(page)
    page.get_by_role("link", name="大きな字で印刷").click()
    expect(page.get_by_role("main").locator("svg.c-qr__code")).to_have_count(1)
    axe(page)

    page.get_by_role("link", name="リストへ戻る").click()
    page.get_by_role("link", name=name).click()
    axe(page)
    page.get_by_role("link", name="違っているところを知らせる").click()
    page.get_by_label("電話", exact=True).check()
    page.get_by_label("正しい内容").fill("076-000-0099")
    axe(page)
    page.get_by_role("button", name="知らせる").click()
    expect(page.get_by_role("status")).to_contain_text("お知らせを受け取りました。")
    assert Correction.objects.waiting().filter(value="076-000-0099").count() == 1


def test_the_list_grows_while_one_stays_where_one_reads(in_february_2017, screen: Page, axe):
    page = screen
    page.goto("/kanazawa/search/?q=往診")
    rows = page.locator(".c-result")
    rows.nth(8).get_by_role("button", name="リストに入れる").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 0

    rows.nth(8).get_by_role("button", name="リストに入れる").click()

    expect(rows.nth(8).get_by_role("link", name="リストにあります")).to_be_focused()
    expect(rows.nth(8).get_by_role("status")).to_contain_text("をリストに入れました。")
    expect(page.get_by_role("link", name="わたしのリスト（1件）")).to_be_attached()
    assert page.evaluate("scrollY") == before
    axe(page)

    rows.nth(7).get_by_role("button", name="リストに入れる").click()
    expect(page.get_by_role("link", name="わたしのリスト（2件）")).to_be_attached()
    expect(page.get_by_role("status")).to_have_count(1)


def test_without_javascript_one_comes_back_to_the_row(in_february_2017, without_script: Page):
    page = without_script
    page.goto("/kanazawa/search/?q=往診")
    row = page.locator(".c-result").nth(8)

    row.get_by_role("button", name="リストに入れる").click()

    expect(row.get_by_role("link", name="リストにあります")).to_be_in_viewport()
    expect(row.get_by_role("link", name="リストにあります")).to_be_focused()


def test_takes_a_condition_away(in_february_2017, desk: Page):
    search(desk, "瓢箪校下 夜間 往診")
    desk.get_by_role("link", name="「時間 夜間」を外す").click()

    expect(desk.get_by_role("link", name="「できること 往診」を外す")).to_be_visible()
    expect(desk.get_by_role("link", name="「時間 夜間」を外す")).to_have_count(0)
    expect(desk.get_by_label("さがす言葉（場所・困りごと・名前）")).to_have_value("瓢箪校下 往診")

    desk.get_by_role("button", name="さがす", exact=True).click()

    expect(desk.get_by_role("link", name="「できること 往診」を外す")).to_be_visible()
    expect(desk.get_by_role("link", name="「時間 夜間」を外す")).to_have_count(0)


def test_without_a_fit_the_nearest_are_shown(in_february_2017, screen: Page, axe):
    search(screen, "金沢市 往診 人工呼吸器 経鼻栄養")

    expect(screen.get_by_role("heading", name="ほとんどの条件に合うところ")).to_be_visible()
    expect(screen.locator(".c-result").first).to_contain_text("合わない条件：")
    axe(screen)


def test_list_and_map_are_in_step(in_february_2017, desk: Page, axe):
    search(desk, "瓢箪校下 夜間 往診")
    pins = desk.locator("[data-ready] .c-pin[aria-pressed]:not(.c-pin--shared)")
    expect(pins.first).to_be_attached()

    name = pins.first.get_attribute("aria-label")
    pins.first.focus()
    desk.keyboard.press("Enter")

    expect(desk.locator(".c-result.is-chosen")).to_contain_text(name.split(" ", 1)[1])
    axe(desk)


def test_a_slip_of_the_pen_is_put_right_by_keyboard(in_february_2017, without_script: Page):
    page = without_script
    page.goto("/toride/search/?q=守屋市 歯医者")

    page.get_by_role("link", name="「守谷市」のことですか？").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="「場所 守谷市」を外す")).to_be_visible()
    expect(page.get_by_label("さがす言葉（場所・困りごと・名前）")).to_have_value("守谷市 歯医者")


def test_a_resident_finds_lunch_without_javascript(in_february_2017, without_script: Page):
    page = without_script
    page.goto("/toride/search/")
    page.get_by_label("さがす言葉").fill("お弁当の配達")
    page.get_by_role("button", name="さがす", exact=True).click()
    helps = page.locator("section", has=page.get_by_role("heading", name="お助けサービス"))
    helps.get_by_role("link").first.click()

    expect(page.get_by_role("main")).to_contain_text("宅配弁当")
    expect(page.get_by_role("main").locator('a[href^="tel:"]').first).to_be_visible()


def test_without_javascript_nothing_is_shown_that_does_nothing(
    in_february_2017, without_script: Page
):
    page = without_script
    page.goto("/kanazawa/search/?q=往診")

    expect(page.locator("[data-print]")).to_be_hidden()
    expect(page.locator("[data-near]")).to_be_hidden()
    page.locator(".c-result__name a").first.click()
    page.get_by_text("このページを人に伝える").click()
    expect(page.locator(".c-qr")).to_be_visible()
    expect(page.locator("[data-copy]")).to_be_hidden()


def test_with_readings_the_label_of_a_button_is_one_line_of_text(in_february_2017, desk: Page):
    desk.goto("/kanazawa/search/?q=往診&ruby=1")
    button = desk.locator(".c-chip--add")

    expect(button.locator("ruby").first).to_be_visible()
    expect(button).to_have_css("display", "inline-block")
