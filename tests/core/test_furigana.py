import re

import pytest

from renkei.core.furigana import annotated, common_words
from renkei.core.registry import registry
from tests.geo.factories import MunicipalityFactory
from tests.outreach.factories import SchoolDistrictFactory
from tests.programme.factories import RegionFactory


def above(kanji: str, reading: str) -> str:
    return f"<ruby>{kanji}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"


def test_a_known_word_gets_its_reading():
    assert annotated("<p>電話</p>") == f"<p>{above('電話', 'でんわ')}</p>"


def test_the_longest_word_wins():
    assert annotated("電話番号") == above("電話番号", "でんわばんごう")


def test_only_the_kanji_of_a_word_get_a_reading():
    assert annotated("申し込む") == f"{above('申', 'もう')}し{above('込', 'こ')}む"


def test_katakana_within_a_word_stay_as_they_are():
    assert annotated("支援センター") == f"{above('支援', 'しえん')}センター"


def test_names_of_the_region_win_over_common_words():
    assert annotated("電話町", {"電話町": "でんわまち"}) == above("電話町", "でんわまち")


def test_a_reading_that_does_not_fit_stands_over_the_whole_word():
    assert annotated("見本ヶ丘", {"見本ヶ丘": "みほんおか"}) == above("見本ヶ丘", "みほんおか")


@pytest.mark.parametrize(
    "html",
    [
        '<a title="電話">x</a>',
        "<option>電話</option>",
        "<textarea>電話</textarea>",
        "<script>電話</script>",
        "<title>電話</title>",
        "<ruby>電話<rt>でんわ</rt></ruby>",
    ],
)
def test_what_cannot_hold_a_reading_stays(html):
    assert annotated(html) == html


def test_days_months_years_and_hours_are_read_behind_their_number():
    assert annotated("令和8年11月26日 9時") == (
        f"{above('令和', 'れいわ')}8{above('年', 'ねん')}11{above('月', 'がつ')}"
        f"26{above('日', 'にち')} 9{above('時', 'じ')}"
    )


@pytest.mark.parametrize(
    ("day", "reading"), [("1日", "ついたち"), ("10日", "とおか"), ("20日", "はつか")]
)
def test_days_with_a_name_of_their_own_are_read_as_it(day, reading):
    assert annotated(f"3月{day}").endswith(above(day, reading))


def test_a_number_of_days_is_not_read_as_a_day():
    assert annotated("1日") == "1日"


def test_escaped_text_stays_escaped():
    assert annotated("&lt;電話&gt;") == f"&lt;{above('電話', 'でんわ')}&gt;"


def test_a_reading_is_text_too():
    assert "<b>" not in annotated("甲", {"甲": "<b>"})


def test_a_name_without_reading_is_left_out():
    assert annotated("甲", {"甲": "", "": "こう"}) == "甲"


def test_every_word_of_the_list_has_a_reading_in_kana():
    assert all(word and reading for word, reading in common_words().items())


def kanji_without_reading(html: str) -> list[str]:
    return re.findall("[一-龥々]+", re.sub("<ruby>.*?</ruby>|<[^>]+>", " ", annotated(html)))


@pytest.mark.parametrize("word", ["往診", "診療", "弁当", "配達", "手助け", "可能性", "応募数"])
def test_words_of_the_public_pages_are_in_the_list(word):
    assert kanji_without_reading(word) == []


def test_the_public_navigation_can_be_read_in_full():
    told = [f"{place.label} {place.help}" for place in registry.public_places]

    assert [kanji_without_reading(words) for words in told] == [[]] * len(told)


@pytest.fixture
def region(db):
    return RegionFactory(slug="mihon", welcome="電話の家", name="見本圏域", kana="みほんけんいき")


def test_a_visitor_who_asks_sees_readings_on_the_page(client, region):
    page = client.get("/mihon/?ruby=1").content.decode()

    assert "<rt>でんわ</rt>" in page
    assert "ruby=0" in page


@pytest.mark.parametrize("part", ["header", "nav", "footer"])
def test_header_navigation_and_footer_have_readings_too(client, region, part):
    page = client.get("/mihon/?ruby=1").content.decode()

    parts = re.findall(rf"<{part}.*?</{part}>", page, re.DOTALL)
    assert parts
    assert [each for each in parts if "<rt>" not in each and "トップ</a></li>" not in each] == []


def test_the_names_of_towns_and_districts_are_read(region):
    towns = {
        "金沢市": "かなざわし",
        "津幡町": "つばたまち",
        "見本ヶ丘": "みほんがおか",
        "境町": "さかい",
    }
    for name, kana in towns.items():
        town = MunicipalityFactory(name=name, kana=kana)
        region.municipalities.add(town)
    SchoolDistrictFactory(municipality=town, name="瓢箪", kana="ヒョウタン")
    SchoolDistrictFactory(municipality=town, name="馬場", kana="")

    assert region.readings == towns | {
        "金沢": "かなざわ",
        "津幡": "つばた",
        "瓢箪": "ひょうたん",
        "見本圏域": "みほんけんいき",
    }


def test_the_wish_is_remembered_on_the_next_page(client, region):
    client.get("/mihon/?ruby=1")

    assert "<rt>でんわ</rt>" in client.get("/mihon/").content.decode()


def test_the_wish_can_be_taken_back(client, region):
    client.get("/mihon/?ruby=1")
    client.get("/mihon/?ruby=0")

    assert "<rt>" not in client.get("/mihon/").content.decode()


def test_without_the_wish_nothing_is_remembered(client, region):
    page = client.get("/mihon/?ruby=x")

    assert "<rt>" not in page.content.decode()
    assert "ruby" not in page.cookies
