"""The index beside the records: moments, batches, and what happens to rows that are gone."""

from datetime import time

import pytest
from django.db import connection

from renkei.directory.search import index, surroundings
from renkei.directory.search.times import (
    times_in,
    times_of_note,
    times_of_span,
    together,
    visiting_times,
)
from renkei.organizations.models import Facility
from tests.directory.searching import reindex
from tests.programme.factories import RegionFactory

DAYS = {
    "平日,土曜日,祝日": {*"01234", "5", "7"},
    "年中無休": {*"01234567"},
    "往診（夜間・休日）": {"n", "6", "7"},
    "24時間の電話": {"f", "n"},
    "": set(),
}


@pytest.mark.parametrize(("text", "times"), DAYS.items(), ids=list(DAYS))
def test_times_are_read_from_words(text, times):
    assert times_in(text) == times


def test_a_remark_says_only_what_is_beyond_doubt():
    assert times_of_note("24時間対応。日曜日も可") == {"f", "n"}
    assert times_of_note("日曜日は休み。電話は24時間") == set()
    assert times_of_note("その他休業日：12月30日～1月3日") == set()


SPANS = {
    "morning": ((0, time(9), time(13)), ["0", "m", "0m"]),
    "day": ((0, time(9), time(17)), ["0", "m", "0m", "a", "0a"]),
    "noon": ((0, time(12), time(13)), ["0"]),
    "evening": ((5, time(17), time(20)), ["5", "e", "5e"]),
    "late": ((5, time(20), time(20, 30)), ["5", "n", "5n"]),
    "early": ((7, time(5), time(8)), ["7", "n", "7n"]),
    "always": (
        (6, time(0), time(23, 59)),
        ["6", "m", "6m", "a", "6a", "e", "6e", "n", "6n", "f"],
    ),
}


@pytest.mark.parametrize(("span", "times"), SPANS.values(), ids=SPANS)
def test_times_are_read_from_hours(span, times):
    assert list(times_of_span(*span)) == times


def test_visits_at_night_are_visits_on_every_day_that_is_named():
    assert visiting_times("往診（夜間・休日）") == {"n", "6", "7", "6n", "7n"}
    assert visiting_times("24時間") == {"f", "n", *"01234567", *(f"{day}n" for day in range(8))}
    assert visiting_times("24時間の電話") == set()


def test_days_are_together_where_all_of_them_are_known():
    assert together(["5", "6", "5n"]) == {"5", "6", "5n", "w"}
    assert together(["6", "7", "6n", "7n"]) == {"6", "7", "6n", "7n", "y", "yn"}
    assert together(["5", "6", "7"]) == {"5", "6", "7", "w", "x", "y"}


def test_many_are_indexed_in_batches(town, monkeypatch):
    monkeypatch.setattr(index, "BATCH", 2)
    for number in range(5):
        town.place(f"会{number}", "nursing")
    reindex()
    first = town.names("訪問看護")
    index.rebuild()

    assert first == town.names("訪問看護") == ["会0", "会1", "会2", "会3", "会4"]


def test_a_place_with_two_services_is_one_hit(town):
    facility = town.place("東の会", "nursing", "day-care")
    facility.services.create(
        kind=town.terms["kaigo-130"],
        number="2",
        created_at=facility.created_at,
        updated_at=facility.updated_at,
    )
    reindex()

    assert [hit.facility_id for hit in town.find("訪問看護 デイ").hits] == [facility.pk]


def test_words_of_places_that_are_gone_are_let_go(town):
    town.place("東の会", "nursing")
    gone = town.place("西の会", "nursing")
    reindex()
    Facility.objects.filter(pk=gone.pk).delete()
    index.rebuild()

    with connection.cursor() as cursor:
        table = "directory_words" if connection.vendor == "sqlite" else "directory_listing"
        cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 -- one of two names
        assert cursor.fetchone() == (1,)


def test_nothing_is_found_where_nothing_is(town):
    index.rebuild()

    assert town.find("訪問看護").total == 0
    assert town.find("").total == 0


def test_few_regions_are_kept_in_memory(town, monkeypatch):
    monkeypatch.setattr(surroundings, "REGIONS_KEPT", 1)
    town.place("東の会", "nursing")
    reindex()
    other = RegionFactory()

    totals = [town.find("訪問看護", region=one).total for one in (town.region, other, town.region)]

    assert totals == [1, 0, 1]


def test_a_free_place_that_grew_old_is_no_reason(town):
    town.room(town.place("東の会", "short"), days_ago=30)
    reindex()

    assert town.find("ショート").hits[0].tags == ()
