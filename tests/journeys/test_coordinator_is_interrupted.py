"""The telephone rings while a visit is written down: nothing is lost, nothing filled in."""

from playwright.sync_api import Page, expect

from renkei.core.models import Draft
from renkei.directory.models import InformalService
from tests.journeys.people import sign_in

EMAIL = "coordinator@toride.example"
NEW = "/toride/desk/visits/new/"


def test_what_was_begun_waits_in_the_day_and_is_gone_once_recorded(demo, screen: Page, axe):
    page = screen
    sign_in(page, EMAIL)
    page.goto(NEW)
    page.locator("input[name=title]").fill("みどり薬局")
    page.locator("input[name=people_met]").fill("見本薬局長")
    page.locator("input[name=title]").focus()
    expect(page.locator("[data-draft]")).to_contain_text("に保存しました")
    axe(page)

    page.goto("/toride/desk/")
    expect(page.get_by_role("heading", name="書きかけ")).to_be_visible()
    axe(page)
    page.goto(NEW)
    expect(page.get_by_text("書きかけの下書きがあります")).to_be_visible()
    expect(page.locator("input[name=title]")).to_have_value("")
    axe(page)

    page.get_by_role("link", name="下書きを使う").click()
    expect(page.locator("input[name=people_met]")).to_have_value("見本薬局長")
    axe(page)
    page.locator("#id_on_1").fill("H29.2.20")
    page.get_by_label("訪問先の種類").select_option(index=1)
    page.get_by_role("button", name="記録する").last.click()

    expect(page.get_by_role("status").filter(has_text="記録しました")).to_be_visible()
    assert not Draft.objects.unfinished().exists()


def test_a_draft_is_kept_every_fifteen_seconds_while_one_types(demo, desk: Page):
    page = desk
    sign_in(page, EMAIL)
    page.clock.install()
    page.goto(NEW)
    page.locator("input[name=title]").press_sequentially("みどり薬局")
    expect(page.locator("[data-draft]")).to_be_empty()

    page.clock.run_for(15_000)

    expect(page.locator("[data-draft]")).to_contain_text("に保存しました")
    assert Draft.objects.unfinished().get().typed["title"] == "みどり薬局"


def test_a_page_nobody_typed_into_keeps_nothing(demo, desk: Page):
    page = desk
    sign_in(page, EMAIL)
    page.clock.install()
    page.goto(NEW)
    page.locator("input[name=title]").focus()
    page.locator("input[name=people_met]").focus()

    page.clock.run_for(60_000)

    assert not Draft.objects.unfinished().exists()


def test_after_the_session_ended_the_page_says_how_to_go_on(demo, desk: Page, axe):
    page = desk
    sign_in(page, EMAIL)
    page.goto(NEW)
    page.context.clear_cookies(name="sessionid")
    page.locator("input[name=title]").fill("みどり薬局")
    page.locator("input[name=people_met]").focus()

    expect(page.locator("[data-draft]")).to_contain_text("ログインが切れました")
    axe(page)


def test_it_is_thrown_away_after_one_question(demo, screen: Page, axe):
    page = screen
    sign_in(page, EMAIL)
    page.goto(NEW)
    page.locator("input[name=title]").fill("みどり薬局")
    page.get_by_role("button", name="下書きのまま閉じる").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("訪問")

    page.goto("/toride/desk/")
    page.get_by_role("link", name="捨てる").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("この下書きを捨てますか")
    axe(page)
    page.get_by_role("button", name="捨てる").click()

    expect(page.get_by_role("status")).to_contain_text("下書きを捨てました")
    assert not Draft.objects.unfinished().exists()


def test_without_scripts_a_press_keeps_the_draft(demo, without_script: Page):
    page = without_script
    sign_in(page, EMAIL)
    page.goto(NEW)
    page.locator("input[name=title]").fill("みどり薬局")
    page.get_by_role("button", name="下書きのまま閉じる").click()
    page.goto("/toride/desk/")

    page.get_by_role("link", name="続きを書く").click()

    expect(page.locator("input[name=title]")).to_have_value("みどり薬局")


def test_going_back_and_pressing_again_makes_no_second_record(demo, desk: Page):
    page = desk
    sign_in(page, EMAIL)
    page.goto("/toride/desk/resources/informal/new/")
    page.get_by_label("種類").select_option(index=1)
    page.get_by_label("名称").fill("見本のお弁当")
    page.get_by_label("取手市").check()
    page.get_by_role("button", name="記録する").click()
    expect(page.get_by_role("status").filter(has_text="記録しました")).to_be_visible()

    page.go_back()
    expect(page.get_by_label("名称")).to_have_value("見本のお弁当")
    page.get_by_role("button", name="記録する").click()

    expect(page.get_by_role("status").filter(has_text="記録しました")).to_be_visible()
    assert InformalService.objects.filter(name="見本のお弁当").count() == 1
