"""A word that nobody knows, one character away from one that is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.directory.search.found import Guess
from renkei.directory.search.guessing import is_one_off
from tests.directory.public import page
from tests.directory.searching import reindex
from tests.geo.factories import MunicipalityFactory

OFF = [
    ("守屋市", "守谷市", True),
    ("訪間看護", "訪問看護", True),
    ("訪看護", "訪問看護", True),
    ("訪問看護護", "訪問看護", True),
    ("訪看問護", "訪問看護", True),
    ("訪問看護", "訪問看護", False),
    ("訪護看問", "訪問看護", False),
    ("訪問看護", "訪問", False),
    ("訪間香護", "訪問看護", False),
    ("", "訪", True),
]


@pytest.mark.parametrize(("typed", "word", "is_off"), OFF)
def test_one_character_is_wrong_missing_or_too_many(typed, word, is_off):
    assert is_one_off(typed, word) == is_off


@given(st.text(min_size=1, max_size=6), st.integers(0, 5), st.characters())
def test_a_slip_goes_both_ways(word, at, character):
    slips = [word[:at] + word[at + 1 :], word[:at] + character + word[at:]]

    assert all(is_one_off(slip, word) and is_one_off(word, slip) for slip in slips if slip != word)


@pytest.fixture
def region(town):
    """A town with a few words to be mistaken for others."""
    town.town("東原町", north=1)
    town.place("東の会", "nursing", can=["ventilator"])
    reindex()
    return town


GUESSES = {
    "見木市 訪問看護": [("見本市", "見本市 訪問看護")],
    "見木": [("見本市", "見本市")],
    "みはんの訪問看護": [("見本市", "見本市 訪問看護")],
    "見木市内": [("見本市内", "見本市内")],
    "見本市の訪間看護": [("訪問看護", "見本市の 訪問看護")],
    "東厚町 訪問看護": [("見本市東原町", "見本市東原町 訪問看護")],
    "人工呼吸機": [("人工呼吸器", "人工呼吸器")],
    "訪問看護 てんてけ": [("てんてき", "訪問看護 てんてき")],
    "訪問看護 みとこ": [],
    "訪門介護": [("訪問介護", "訪問介護")],
    "東原街駅": [],
    "本": [],
    "ぬるぽ": [],
}


@pytest.mark.parametrize(("words", "meant"), GUESSES.items(), ids=list(GUESSES))
def test_an_unknown_word_is_asked_after(region, words, meant):
    assert list(region.find(words).guesses) == [Guess(*one) for one in meant]


def test_a_guess_finds_what_was_meant(region):
    (guess,) = region.find("見木市 訪問看護").guesses

    assert region.names(guess.words) == ["東の会"]


def test_at_most_two_are_asked_after_and_the_closest_first(region):
    for name in ("見山市", "見川市", "見大本市"):
        region.region.municipalities.add(MunicipalityFactory(name=name, kana=""))
    reindex()

    assert [one.label for one in region.find("見木市").guesses] == ["見山市", "見川市"]
    assert [one.label for one in region.find("見大木市").guesses] == ["見大本市"]


def test_what_somebody_is_called_is_not_asked_after(region):
    region.place("見木の会", "nursing")
    reindex()

    assert region.find("見木").guesses == ()


def test_a_municipality_out_of_reach_is_no_slip(region):
    MunicipalityFactory(name="見木市")

    found = region.find("見木市 訪問看護")

    assert (found.elsewhere, found.guesses) == (("見木市",), ())


def test_nothing_is_asked_after_a_phrase_that_is_found_as_a_name(region):
    region.place("みほん見木市会", "clinic")
    reindex()

    assert region.find("みほん 見木市会").guesses == ()


def test_the_guess_is_a_link_to_the_phrase_it_means(client, region):
    text = page(client, region, "search/", q="見木市 訪問看護")

    assert "「見木市」では見つかりませんでした。" in text
    link = '<a href="?q=%E8%A6%8B%E6%9C%AC%E5%B8%82+%E8%A8%AA%E5%95%8F%E7%9C%8B%E8%AD%B7">'
    assert f"{link}「見本市」のことですか？</a>" in text
