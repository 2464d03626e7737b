"""Days and times that are asked for: who is open then, and who comes to the house then."""

from datetime import time

import pytest

from renkei.directory.models import Opening, Service
from renkei.directory.search import Tag
from renkei.organizations.models import Facility
from tests.clock import NOW
from tests.directory.searching import reindex

CALL = Opening.Manner.CALL


def opens(facility, *days: int, span=(9, 12), manner=Opening.Manner.OPEN) -> None:
    for day in days:
        Opening.objects.create(
            service=facility.services.get(),
            weekday=day,
            starts_at=time(span[0]),
            ends_at=time(span[1]),
            manner=manner,
        )


@pytest.fixture
def places(town):
    """Clinics and dentists of the town, each with hours of its own."""
    opens(town.place("土曜歯科", "dentist"), 5)
    opens(town.place("日曜歯科", "dentist"), 6)
    opens(town.place("土日歯科", "dentist"), 5, 6)
    opens(town.place("毎日歯科", "dentist"), 5, 6, 7)
    telephone = town.place("電話医院", "clinic", can=["day-call"])
    opens(telephone, 0, 4)
    opens(telephone, 4, 6, 7, span=(18, 23), manner=CALL)
    late = town.place("夜医院", "clinic", can=["day-call"])
    opens(late, 0, 4, span=(15, 21))
    town.place("往診医院", "clinic", can=["night-call"])
    opens(town.place("朝医院", "clinic"), 4, 5)
    opens(town.place("夜の看護", "nursing"), 6, span=(18, 22))
    reindex()
    return town


ANSWERS = {
    "土日 歯科": ["土日歯科", "毎日歯科"],
    "週末 歯科": ["土日歯科", "毎日歯科"],
    "土日祝 歯科": ["毎日歯科"],
    "日祝 歯科": ["毎日歯科"],
    "日曜 歯科": ["日曜歯科", "土日歯科", "毎日歯科"],
    "今日やっている診療所": ["電話医院", "夜医院", "朝医院"],
    "夜間 診療所": ["夜医院", "往診医院"],
    "金曜の夜 診療所": ["夜医院"],
    "夜の往診": ["往診医院"],
    "日曜の夜 往診": ["往診医院"],
    "日曜 往診": ["往診医院"],
    "金曜 往診": ["電話医院", "夜医院"],
    "今日の午後 診療所": ["夜医院"],
    "夕方 診療所": ["夜医院"],
    "夜 訪問看護": ["夜の看護"],
    "午前 診療所": ["電話医院", "朝医院"],
    "土曜の午前 診療所": ["朝医院"],
    "今開いている診療所": ["電話医院", "朝医院"],
}


@pytest.mark.parametrize(("words", "names"), ANSWERS.items(), ids=list(ANSWERS))
def test_a_day_and_a_time_are_met_by_who_is_open_or_comes_then(places, words, names):
    assert set(places.names(words)) == set(names)


@pytest.mark.parametrize("words", ["日曜 診療所", "土曜の午後 診療所", "水曜の夜 往診"])
def test_who_is_closed_or_only_takes_the_telephone_is_not_open(places, words):
    assert places.find(words).total == 0


def test_planned_visits_alone_do_not_answer_a_call(town):
    town.place("訪問医院", "clinic", can=["home-visit"])
    town.place("往診医院", "clinic", can=["day-call", "home-visit"])
    reindex()

    assert town.names("往診") == ["往診医院"]
    assert set(town.names("訪問診療")) == {"訪問医院", "往診医院"}


def test_visits_at_night_are_told_by_the_ability_itself(places):
    (hit,) = places.find("夜間 往診").hits

    assert hit.tags == (Tag("往診（夜間・休日）", is_asked=True),)


@pytest.fixture
def mixed(town):
    """A place whose デイ has days and whose short stay tells of none, and others."""
    for name, kind, days in [
        ("二つの会", "day-care", "土曜・日曜"),
        ("二つの会", "short", ""),
        ("二つの会", "nursing", "月曜"),
        ("同じ会", "day-care", "土曜"),
        ("同じ会", "short", "土曜"),
        ("短期の家", "short", "土曜"),
    ]:
        known = Facility.objects.filter(name=name).first() or town.place(name)
        Service.objects.create(
            facility=known, kind=town.kind(kind), days=days, created_at=NOW, updated_at=NOW
        )
    reindex()
    return town


OF_KINDS = {
    "ショート 土曜": ["同じ会", "短期の家"],
    "デイ 土曜": ["二つの会", "同じ会"],
    "デイ 土日": ["二つの会"],
    "土曜": ["二つの会", "同じ会", "短期の家"],
    "訪問看護 土曜": [],
    "訪問看護 月曜": ["二つの会"],
    "ショート 訪問看護 月曜": ["二つの会"],
    "家に来てくれる 月曜": ["二つの会"],
    "介護の相談 日曜": [],
    "介護の相談 ショート 土曜": ["同じ会", "短期の家"],
    "会 日曜": ["二つの会"],
}


@pytest.mark.parametrize(("words", "names"), OF_KINDS.items(), ids=list(OF_KINDS))
def test_the_time_is_one_of_the_kind_that_is_asked_for(mixed, words, names):
    assert set(mixed.names(words)) == set(names)


MISSES = {
    "土曜 午後 診療所": "「診療所」が「土曜の午後」に開いているという記録はありません",
    "土曜 夕方 診療所 歯科": "「土曜の夕方」に開いているという記録はありません",
    "夜間 歯科": "「歯科」が「夜間」に開いているという記録はありません",
}


@pytest.mark.parametrize(("words", "said"), MISSES.items(), ids=list(MISSES))
def test_what_is_missing_is_the_time_of_that_day(places, words, said):
    said_of_times = [
        lack for hit in places.find(words).nearly for lack in hit.lacks if "開いている" in lack
    ]
    assert set(said_of_times) == {said}


def test_without_its_day_a_part_of_it_is_that_of_any_day(places):
    found = places.find("土曜 午後 診療所")

    assert [(one.label, one.words, one.total) for one in found.alternatives] == [
        ("「土曜」をはずす", "午後 診療所", 1),
        ("「午後」をはずす", "土曜 診療所", 1),
    ]
    assert places.find("午後 診療所").total == 1
