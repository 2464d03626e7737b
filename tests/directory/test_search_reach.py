"""How far a search looks around a place, and how it is told to look farther."""

import pytest

from renkei.directory.search import Chip, Kind
from renkei.geo.points import Box, Point
from tests.clock import NOW
from tests.directory.public import opened, page
from tests.directory.searching import LATITUDE, LONGITUDE, reindex

HERE = Point(LATITUDE, LONGITUDE)


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def street(town):
    """A town with a place in it, others about 4, 11 and 18 km north of it."""
    town.town("中町", north=0)
    for name, north in {"近い会": 0, "次の会": 4, "遠い会": 10, "果ての会": 16}.items():
        town.place(name, "nursing", north=north)
    reindex()
    return town


REACHES = {
    "中町 訪問看護": 1,
    "中町 訪問看護 5km以内": 2,
    "5km 中町 訪問看護": 2,
    "中町 5キロ 訪問看護": 2,
    "中町から５ｋｍ以内の訪問看護": 2,
    "中町 5キロ圏内 訪問看護": 2,
    "中町 訪問看護 16km以内": 3,
    "中町 訪問看護 99km以内": 4,
    "見本市 訪問看護 1km以内": 4,
}


@pytest.mark.parametrize(("words", "total"), REACHES.items(), ids=list(REACHES))
def test_a_distance_that_is_said_counts(street, words, total):
    assert street.find(words).total == total


def test_a_distance_is_a_chip_that_can_be_taken_away(street):
    found = street.find("中町 訪問看護 5km以内")

    assert found.understood[2] == Chip(Kind.DISTANCE, "5km以内", "中町 訪問看護")


def test_a_distance_counts_from_where_a_person_is(street):
    assert street.find("訪問看護", near=HERE).total == 4
    assert street.find("訪問看護 5km以内", near=HERE).total == 2


def test_a_distance_from_nowhere_is_not_understood(street):
    found = street.find("訪問看護 5km以内")

    assert (found.total, found.not_understood) == (4, ("5km以内",))
    assert [chip.kind for chip in found.understood] == [Kind.SERVICE]


def test_who_lies_farther_is_told_to_do_so(town):
    town.town("中町", north=0)
    town.place("近い会", "nursing")
    town.place("次の会", "nursing", north=2.5, can=["ventilator"])
    reindex()

    found = town.find("中町 1km以内 人工呼吸器 訪問看護")

    assert found.loosened == ("近くには無かったので、20km先まで広げて探しました。",)


def test_the_list_says_how_far_it_reaches_and_widens(client, street):
    answer = opened(client, street, "search/", q="中町 訪問看護")
    text = answer.content.decode()

    assert "見本市中町から3km以内です。" in text
    assert "16kmまで広げる（3件）" in text
    wider = page(client, street, "search/" + answer.context["wider_url"])
    assert "見本市中町から16km以内です。" in wider
    assert "広げる" not in wider


def test_a_distance_that_was_said_is_replaced_by_the_wider_one(street):
    assert street.find("中町 5km以内 訪問看護").reach.words == "中町 16km以内 訪問看護"


def test_a_list_is_not_widened_where_nothing_more_lies(town):
    town.town("中町", north=0)
    town.place("近い会", "nursing")
    reindex()

    reach = town.find("中町 訪問看護").reach

    assert (reach.radius_m, reach.words) == (3000, "")


def test_widening_asks_one_more_question(street, django_assert_num_queries):
    street.find("中町 訪問看護")

    with django_assert_num_queries(3):
        street.find("中町 訪問看護")


def test_municipalities_and_boxes_have_no_circle(client, street):
    box = Box(LONGITUDE - 1, LATITUDE - 1, LONGITUDE + 1, LATITUDE + 1)

    assert street.find("見本市 訪問看護").reach is None
    assert street.find("中町 訪問看護", near=box).reach is None
    answer = opened(client, street, "search/", q="中町 5km以内 訪問看護", within="139,35,141,37")
    assert [chip["name"] for chip in answer.context["chips"]] == ["場所", "サービス"]
