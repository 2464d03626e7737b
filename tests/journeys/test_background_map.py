"""A region chooses the tiles of 国土地理院 for its map; another host is asked only then."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from renkei.programme.models import Region
from tests.journeys.conftest import DESK, OpenPage

HOST = "https://cyberjapandata.gsi.go.jp"
TILES = f"{HOST}/xyz/pale/**"
WORDS = "/kanazawa/search/?q=瓢箪校下+往診"


@pytest.fixture
def with_tiles(in_february_2017):
    Region.objects.filter(slug="kanazawa").update(uses_gsi_tiles=True)


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (256, 256), "#cfe3d4").save(made, "PNG")
    return made.getvalue()


def colour_at(page: Page, path: Path) -> tuple[int, ...]:
    """What the map shows near its upper left corner."""
    page.locator("[data-map]").screenshot(path=path)
    return Image.open(path).convert("RGB").getpixel((24, 24))


def test_the_chosen_background_is_drawn_with_its_source(
    with_tiles, open_page: OpenPage, axe, tmp_path
):
    page = open_page(may_ask=(HOST,), **DESK)
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(
            body=picture(), content_type="image/png", headers={"Access-Control-Allow-Origin": "*"}
        )

    page.route(TILES, answer)
    page.goto(WORDS)
    expect(page.locator("[data-ready]")).to_be_attached()

    source = page.locator("[data-map]").get_by_role("link", name="国土地理院（地理院タイル）")
    expect(source).to_be_visible()
    page.wait_for_function("() => document.querySelector('[data-map]').dataset.drawn")
    assert asked
    assert colour_at(page, tmp_path / "map.png") == (0xCF, 0xE3, 0xD4)
    expect(page.locator("[data-map-bare]")).to_be_hidden()
    axe(page)


def test_without_an_answer_the_shapes_stay(with_tiles, open_page: OpenPage):
    page = open_page(may_ask=(HOST,), **DESK)
    page.route(TILES, lambda route: route.abort())
    page.goto(WORDS)

    expect(page.get_by_text("背景の地図を読み込めませんでした。")).to_be_visible()
    expect(page.locator(".c-map__place", has_text="金沢市")).to_be_attached()
    expect(page.locator("[data-map] .c-pin").first).to_be_attached()
    expect(page.get_by_role("link", name="国土地理院（地理院タイル）")).to_have_count(0)


def test_a_region_that_did_not_choose_it_asks_nobody_else(in_february_2017, desk: Page):
    desk.goto(WORDS)

    expect(desk.locator("[data-ready]")).to_be_attached()
    expect(desk.get_by_text("国土地理院")).to_have_count(0)
