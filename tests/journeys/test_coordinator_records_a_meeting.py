"""A coordinator signs in with a second factor, records a meeting, and it is public at once."""

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Page, expect

from renkei.accounts.models import User
from tests.journeys.people import give_password, sign_in

EMAIL = "coordinator@toride.example"


def code_of(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def test_signs_in_with_totp_records_a_meeting_and_sees_it_published(demo, screen: Page, axe):
    page = screen
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(User.objects.get(email=EMAIL), secret)

    sign_in(page, EMAIL)
    axe(page)
    page.locator("input[name=code]").fill(code_of(secret))
    page.get_by_role("button", name="ログインする").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("今日")
    axe(page)

    page.goto("/toride/desk/meetings/new/")
    axe(page)
    page.get_by_label("名称").fill("見本 在宅医療・介護連携協議会")
    page.get_by_label("種類").select_option(label="協議会")
    page.locator("#id_on_1").fill("H29.3.1")
    page.locator("input[name=venue]").fill("見本会館")
    page.locator("textarea[name=agenda]").fill("見本の議題その一\n見本の議題その二")
    page.locator("input[name=attendance_total]").fill("２１")
    page.get_by_role("button", name="記録する").last.click()
    expect(page.get_by_role("status").filter(has_text="記録しました")).to_be_visible()
    axe(page)

    page.goto("/toride/programme/2016/")
    section = page.locator("#i")
    expect(section).to_contain_text("見本 在宅医療・介護連携協議会")
    expect(section).to_contain_text("平成29年3月1日（水曜日）")
    expect(section).to_contain_text("見本の議題その二")
    expect(section).to_contain_text("21名")
    axe(page)


def test_a_wrong_date_is_answered_beside_the_field_and_nothing_is_lost(demo, desk: Page, axe):
    page = desk
    sign_in(page, EMAIL)
    page.goto("/toride/desk/meetings/new/")
    page.get_by_label("名称").fill("見本の会議")
    page.get_by_label("種類").select_option(label="協議会")
    page.locator("#id_on_0").select_option("平成")
    page.locator("#id_on_1").fill("32")
    page.locator("#id_on_2").fill("2")
    page.locator("#id_on_3").fill("30")
    page.get_by_role("button", name="記録する").last.click()

    expect(page).to_have_title("エラー：会議を記録する | 取手・守谷・利根")
    expect(page.get_by_role("alert")).to_contain_text("平成32年はありません")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("名称")).to_have_value("見本の会議")
    expect(page.locator("#id_on_1")).to_have_value("32")
    axe(page)


def test_what_was_typed_survives_the_end_of_the_session(demo, desk: Page):
    page = desk
    sign_in(page, EMAIL)
    page.goto("/toride/desk/visits/new/")
    page.get_by_label("訪問先", exact=False).first.fill("見本薬局")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="記録する").last.click()

    give_password(page, EMAIL)

    expect(page.get_by_role("main")).to_contain_text("ログインの前に書いた内容を戻しました")
    expect(page.locator("input[name=title]")).to_have_value("見本薬局")
