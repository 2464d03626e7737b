"""Completions while a person types."""

import pytest

from renkei.directory.search import Kind, suggest
from tests.directory.searching import reindex
from tests.geo.factories import MunicipalityFactory


def labels(town, prefix):
    return [(one.kind, one.label) for one in suggest(prefix, town.region)]


def test_places_come_before_kinds_and_names(town):
    town.place("見本訪問の会")
    reindex()

    assert labels(town, "見本") == [(Kind.PLACE, "見本市"), (Kind.NAME, "見本訪問の会")]


def test_kinds_come_before_abilities(town):
    town.place("東の会", "nursing", "home-help")
    reindex()

    assert labels(town, "訪問") == [
        (Kind.SERVICE, "訪問介護"),
        (Kind.SERVICE, "訪問看護"),
        (Kind.ABILITY, "訪問診療"),
        (Kind.ABILITY, "訪問歯科"),
    ]


def test_an_abbreviation_is_completed_to_what_it_means(town):
    town.place("東の会", "home-help")
    reindex()

    assert (Kind.SERVICE, "訪問介護") in labels(town, "へるぱ")


def test_kinds_that_nobody_in_reach_offers_are_not_suggested(town):
    town.place("東の会", "nursing")
    town.place("遠い会", "home-help", north=500, municipality=MunicipalityFactory())
    reindex()

    assert labels(town, "訪問")[:2] == [(Kind.SERVICE, "訪問看護"), (Kind.ABILITY, "訪問診療")]


def test_only_the_last_word_is_completed(town):
    reindex()

    [first, *_] = suggest("見本市 人工", town.region)

    assert first.words == "見本市 人工呼吸器 "


def test_many_of_a_kind_leave_room_for_names(town):
    for number in range(12):
        town.town(f"東{number}番町", north=1)
        town.place(f"東の会{number}")
    reindex()

    kinds = [kind for kind, _ in labels(town, "東")]
    two = [kind for kind, _ in labels(town, "東の")]

    assert kinds == [Kind.PLACE] * 8
    assert two == [Kind.NAME] * 8


@pytest.mark.parametrize("prefix", ["", " ", "見本市 ", "%", '"*', "x" * 10_000])
def test_nothing_is_suggested_for_nothing(town, prefix):
    reindex()

    assert suggest(prefix, town.region) == ()
