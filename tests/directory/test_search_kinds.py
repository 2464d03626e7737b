"""Several kinds of services that are asked for in one phrase."""

import pytest

from tests.directory.public import page
from tests.directory.searching import reindex


@pytest.fixture
def places(town):
    """A place for each kind, and one for two of them."""
    town.place("東歯科", "dentist")
    town.place("西医院", "clinic")
    town.place("南の会", "short", can=["dementia"])
    town.place("北の会", "short", "day-care")
    town.place("中の会", "day-care")
    reindex()
    return town


ANSWERS = {
    "歯科 診療所": ["東歯科", "西医院"],
    "診療所 歯科 ショート": ["東歯科", "西医院", "南の会", "北の会"],
    "歯科 ショート 認知症": ["南の会"],
    "預けたい ショート": ["南の会", "北の会"],
    "ショート デイ 預けたい": ["南の会", "北の会", "中の会"],
}


@pytest.mark.parametrize(("words", "names"), ANSWERS.items(), ids=list(ANSWERS))
def test_two_kinds_mean_either_and_two_words_for_the_same_what_they_share(places, words, names):
    assert set(places.names(words)) == set(names)


def test_that_one_is_enough_is_said(client, places):
    said = "「歯科」か「診療所」の、どれか1つに合うところです。"

    assert said in page(client, places, "search/", q="歯科 診療所")
    assert "どれか1つ" not in page(client, places, "search/", q="歯科")
    assert places.find("預けたい ショート").either == ()


def test_a_kind_that_is_not_brought_in_is_told_beside_hits_of_the_other(places):
    found = places.find("訪問看護 歯科")

    assert found.unloaded == ("訪問看護",)
    assert places.names("訪問看護 歯科") == ["東歯科"]


def test_a_kind_that_nobody_has_is_found_by_its_name_beside_another(town):
    town.place("東介護予防支援", "day-care")
    town.place("東歯科", "dentist")
    reindex()

    assert set(town.names("介護の相談 歯科")) == {"東介護予防支援", "東歯科"}
