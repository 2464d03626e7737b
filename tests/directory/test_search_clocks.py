"""Hours of the clock that are asked for: a part of the day stands for them, and says so."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.directory.search import Tag
from renkei.directory.search.clocks import clocks
from tests.directory.searching import reindex

HOURS = {
    "17:30以降": ("17:30以降", "夕方"),
    "18時以降": ("18時以降", "夕方"),
    "15時": ("15時", "午後"),
    "夜9時": ("夜9時", "夜間"),
    "夜の9時": ("夜の9時", "夜間"),
    "夜1時": ("夜1時", "夜間"),
    "深夜12時": ("深夜12時", "夜間"),
    "午後3時半": ("午後3時半", "午後"),
    "午後12時30分": ("午後12時30分", ""),
    "午後16時": ("午後16時", "午後"),
    "朝9時から": ("朝9時から", "午前"),
    "17時まで": ("17時まで", "午後"),
    "17時": ("17時", "夕方"),
    "24時": ("24時", "夜間"),
    "0時まで": ("0時まで", "夜間"),
    "朝7時": ("朝7時", ""),
    "12時の": ("12時", ""),
}


@pytest.mark.parametrize(("typed", "read"), HOURS.items(), ids=list(HOURS))
def test_an_hour_is_read_as_the_part_of_the_day_it_lies_in(typed, read):
    [(_, meaning)] = clocks(typed)

    clock, part = read
    if part:
        assert (meaning.clock, meaning.label) == read
    else:
        assert (meaning.label, meaning.is_untold) == (clock, True)


@pytest.mark.parametrize("words", ["24時間", "30時", "110:20", "10:200", "土曜", "時"])
def test_what_is_no_hour_is_left_alone(words):
    assert list(clocks(words)) == []


@given(st.text(alphabet="0123456789時分半:まで以降朝夜午後間の"))
def test_any_text_has_hours_that_lie_apart(words):
    ends = [found.span() for found, _ in clocks(words)]

    assert all(one[1] <= other[0] for one, other in pairwise(ends))


@pytest.fixture
def late(town):
    place = town.place("夜医院", "clinic")
    town.open_at_night(place)
    town.place("昼医院", "clinic")
    reindex()
    return place


@pytest.mark.parametrize(
    "words", ["17:30以降 診療所", "診療所 夜9時", "月曜18時以降に開いている診療所"]
)
def test_an_hour_is_no_name(town, late, words):
    found = town.find(words)

    assert town.names(words) == ["夜医院"]
    assert found.not_understood == ()


def test_digits_of_a_telephone_number_are_no_hour(town, late):
    found = town.find("0297-70-12時")

    assert [chip.label for chip in found.understood][:1] == ["0297-70-12"]


def test_the_chip_says_what_the_hour_was_taken_for_and_the_hit_claims_no_more(town, late):
    found = town.find("17:30以降 診療所")

    assert [chip.label for chip in found.understood] == ["17:30以降 → 夕方", "診療所"]
    assert found.hits[0].tags == (Tag("夕方", is_asked=True),)


def test_an_hour_in_no_part_of_the_day_is_told(town, late):
    found = town.find("朝7時 診療所")

    assert found.not_understood == ("朝7時",)
    assert found.total == 2
