"""A station is the town or municipality that carries its name, and it is said so."""

import pytest

from renkei.directory.search import Alternative, Kind, suggest
from tests.directory.public import page
from tests.directory.searching import reindex
from tests.geo.factories import MunicipalityFactory

HINT = "駅の位置は分からないので、駅と同じ名前の町や市のあたりを探しました。"


@pytest.fixture
def line(town):
    """Two stations named after a town and a village, and places near either."""
    town.town("東町一丁目", north=5)
    town.place("東の会", "nursing", north=5)
    town.place("西の会", "nursing", north=-9, municipality=town.village)
    reindex()
    return town


def chips(town, words):
    return [(str(chip.kind), chip.label) for chip in town.find(words).understood]


EAST = ("場所", "東町駅 → 見本市東町のあたり")


@pytest.mark.parametrize(
    "words", ["東町駅", "東町駅の近く", "東町駅周辺", "東町駅前", "東町駅南口", "東町駅から徒歩"]
)
def test_a_station_is_the_town_of_its_name(line, words):
    assert chips(line, words) == [EAST]
    assert line.names(words) == ["東の会"]
    assert line.find(words).origin == "見本市東町"


@pytest.mark.parametrize("words", ["手本駅", "手本町駅", "てほん駅"])
def test_else_it_is_the_municipality_of_its_name(line, words):
    assert chips(line, words) == [("場所", f"{words} → 手本町のあたり")]
    assert line.names(f"{words}の訪問看護") == ["西の会"]


def test_a_municipality_of_one_character_has_a_station_too(line):
    city = MunicipalityFactory(name="津市", kana="つし")
    line.region.municipalities.add(city)
    line.place("津の会", "nursing", municipality=city)
    reindex()

    assert chips(line, "津駅") == [("場所", "津駅 → 津市のあたり")]


def test_of_a_town_and_a_municipality_the_station_is_the_town(line):
    line.town("見本", north=5)
    reindex()

    assert chips(line, "見本駅") == [("場所", "見本駅 → 見本市見本のあたり")]


def test_towns_of_one_name_are_all_told_until_a_municipality_decides(line):
    line.town("東町", north=-9, of=line.village)
    reindex()

    assert chips(line, "東町駅") == [("場所", "東町駅 → 見本市東町・手本町東町のあたり")]
    assert chips(line, "手本町 東町駅")[1] == ("場所", "東町駅 → 手本町東町のあたり")
    assert line.names("手本町 東町駅") == ["西の会"]


@pytest.mark.parametrize("name", ["北東町駅", "東町駅前薬局会", "手本駅ビル", "港駅"])
def test_a_station_that_nothing_is_named_after_stays_text(line, name):
    line.place(f"{name}の苑", "day-care")
    reindex()

    assert chips(line, f"{name}の苑") == [("名前", f"{name}の苑")]


def test_a_name_that_begins_at_a_station_stays_a_name(line):
    line.place("見本駅前クリニック", "clinic")
    line.place("南クリニック", "clinic")
    reindex()

    assert line.names("見本駅前クリニック") == ["見本駅前クリニック"]


def test_a_station_is_not_suggested(line):
    assert [one.label for one in suggest("東町", line.region)] == ["見本市東町"]


def test_what_is_not_near_a_station_is_told_by_its_name(line):
    line.place("遠い会", "clinic", north=60, can=["dementia"])
    reindex()

    found = line.find("東町駅 診療所 認知症")

    assert Alternative("「東町駅」をはずす", "診療所 認知症", 1) in found.alternatives
    assert found.nearly[0].lacks == ("「東町駅」の近くではありません",)
    assert found.understood[0].kind is Kind.PLACE


def test_it_is_said_that_the_place_of_the_station_is_not_known(client, line):
    assert HINT in page(client, line, "search/", q="東町駅")
    assert HINT not in page(client, line, "search/", q="東町")
