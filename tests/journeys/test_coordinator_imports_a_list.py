"""A coordinator brings in her own list: broken first, then with a bad line, then repaired."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from renkei.organizations.models import Facility
from tests.journeys.people import sign_in

HEAD = "施設名,所在地,市区町村コード,種別,電話\n"
GOOD = "見本こまち薬局,金沢市長町1-1,172014,薬局,076-000-0011\n"
WITHOUT_NAME = ",金沢市長町1-2,172014,薬局,076-000-0012\n"
REPAIRED = "見本やまぶき薬局,金沢市長町1-2,172014,薬局,076-000-0012\n"


@pytest.fixture
def lists(tmp_path: Path) -> dict[str, Path]:
    contents = {
        "こわれた表.csv": b"\x00\x01\x02\xff",
        "名前のない行.csv": (HEAD + GOOD + WITHOUT_NAME).encode("cp932"),
        "直した表.csv": (HEAD + GOOD + REPAIRED).encode("cp932"),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in contents}


def test_a_broken_list_is_refused_and_repaired(demo, screen: Page, axe, lists):
    sign_in(screen, "coordinator@kanazawa.example")
    expect(screen.get_by_role("heading", level=1)).to_contain_text("今日")

    try_out(screen, lists["こわれた表.csv"])
    expect(screen.get_by_role("alert")).to_contain_text("CSV（UTF-8 か Shift_JIS）か Excel")
    axe(screen)

    try_out(screen, lists["名前のない行.csv"])
    expect(screen.get_by_text("取り込むとこうなります")).to_be_visible()
    told = screen.get_by_role("row").filter(has_text="名称がありません")
    expect(told.get_by_role("cell").first).to_have_text("3")
    axe(screen)
    assert not Facility.objects.filter(name__startswith="見本こまち").exists()

    try_out(screen, lists["直した表.csv"])
    screen.get_by_role("button", name="取り込む").click()
    expect(screen.get_by_role("rowheader", name="一覧に無くなった")).to_be_visible()
    axe(screen)

    screen.goto("/kanazawa/search/?q=見本やまぶき薬局")
    expect(screen.get_by_role("link", name="見本やまぶき薬局")).to_be_visible()


def try_out(page: Page, file: Path) -> None:
    page.goto("/kanazawa/desk/resources/imports/")
    page.get_by_label("一覧の種類").select_option(label="圏域の一覧")
    page.get_by_label("ファイル").set_input_files(file)
    page.get_by_role("button", name="試す").click()
