"""What a phrase finds, and in which order."""

from datetime import date

import pytest

from renkei.directory.models import Correction, Listing
from renkei.directory.search import Tag, index
from renkei.geo.points import Point
from renkei.organizations.models import Facility, Identifier, IdentifierSystem
from tests.clock import NOW
from tests.directory.searching import LATITUDE, LONGITUDE, reindex
from tests.geo.factories import MunicipalityFactory


def test_a_kind_finds_those_who_offer_it(town):
    town.place("東の会", "nursing")
    town.place("西の会", "day-care")
    reindex()

    assert town.names("訪問看護") == ["東の会"]


def test_an_abbreviation_means_the_kind(town):
    town.place("東の会", "nursing")
    town.place("西の会", "home-help")
    reindex()

    assert town.names("ヘルパー") == ["西の会"]


def test_two_characters_are_enough(town):
    town.place("東歯科", "clinic")
    town.place("西の会", "clinic")
    reindex()

    assert town.names("東歯") == ["東歯科"]


def test_one_character_is_enough(town):
    town.place("東の鷺", "clinic")
    town.place("西の鶴", "clinic")
    reindex()

    assert town.names("鷺") == ["東の鷺"]
    assert town.names("鶴") == ["西の鶴"]


@pytest.mark.parametrize("words", ["ひまわり苑", "ﾋﾏﾜﾘ苑", "ヒマワリ 苑", "ひまわり　苑"])
def test_a_name_is_found_in_any_width_and_kana(town, words):
    town.place("ヒマワリ苑", "day-care")
    town.place("スミレ苑", "day-care")
    reindex()

    assert town.names(words) == ["ヒマワリ苑"]


@pytest.mark.parametrize("words", ["龍ケ崎", "竜ヶ崎", "龍ヶ﨑"])
def test_old_characters_are_the_new_ones(town, words):
    town.place("龍ヶ崎の会", "day-care")
    town.place("西の会", "day-care")
    reindex()

    assert town.names(words) == ["龍ヶ崎の会"]


@pytest.mark.parametrize("words", ["たかはし", "高橋", "髙橋", "タカハシ", "たかはしの電話"])
def test_a_common_name_is_found_by_its_reading_and_the_other_way_round(town, words):
    town.place("髙橋医院", "clinic")
    town.place("たかはし眼科", "clinic")
    town.place("田中医院", "clinic")
    reindex()

    assert town.names(words) == ["髙橋医院", "たかはし眼科"]


@pytest.mark.parametrize("words", ["たかはし医院", "髙橋の医院", "医院 タカハシ"])
def test_a_common_name_is_known_beside_a_kind(town, words):
    town.place("高橋医院", "clinic")
    town.place("田中医院", "clinic")
    reindex()

    assert town.names(words) == ["高橋医院"]


def test_today_is_the_day_that_it_is(town):
    town.place("金曜の会", "nursing", days="金曜")
    town.place("土曜の会", "nursing", days="土曜")
    reindex()

    assert town.names("本日開いている訪問看護") == ["金曜の会"]
    assert town.names("明日 訪問看護") == ["土曜の会"]


@pytest.mark.parametrize(
    "words", ["0297-00-1234", "０２９７（００）１２３４", "0297001234 の事業所"]
)
def test_a_telephone_number_finds_whose_it_is(town, words):
    town.place("東の会", "nursing", telephone="0297-00-1234")
    town.place("西の会", "nursing", telephone="0297-00-4321")
    reindex()

    assert town.names(words) == ["東の会"]


def test_all_needs_have_to_fit(town):
    town.place("東の会", "nursing", can=["ventilator"])
    town.place("西の会", "nursing")
    town.place("南の会", "day-care", can=["ventilator"])
    reindex()

    assert town.names("訪問看護 呼吸器") == ["東の会"]


def test_days_come_from_what_the_source_says(town):
    town.place("東の会", "nursing", days="平日,土曜日")
    town.place("西の会", "nursing", days="平日")
    reindex()

    assert town.names("土曜 訪問看護") == ["東の会"]


def test_night_comes_from_hours_and_abilities(town):
    late = town.place("東の会", "nursing")
    town.place("西の会", "nursing", can=["night-call"])
    town.place("南の会", "nursing", can=["day-call"])
    town.open_at_night(late)
    reindex()

    assert set(town.names("夜間")) == {"東の会", "西の会"}


def test_a_municipality_orders_by_distance_from_its_middle(town):
    for name, north in [("遠い会", 7), ("近い会", 2.5), ("南の会", -4), ("中の会", 0.5)]:
        town.place(name, "nursing", north=north)
    reindex()

    found = town.find("見本市 訪問看護")

    assert found.origin == "見本市"
    assert town.names("見本 訪問看護") == ["近い会", "中の会", "遠い会", "南の会"]
    assert [hit.distance_m for hit in found.hits] == [1112, 1112, 6116, 6116]


def test_a_position_orders_by_distance_from_it(town):
    town.place("北の会", "nursing", north=5)
    town.place("南の会", "nursing", north=-5)
    reindex()

    assert town.names("訪問看護", near=Point(LATITUDE + 0.05, LONGITUDE)) == ["北の会", "南の会"]


def test_nothing_is_near_beyond_twenty_kilometres(town):
    town.place("北の会", "nursing", north=30)
    town.place("南の会", "nursing")
    reindex()

    assert town.names("訪問看護", near=Point(LATITUDE, LONGITUDE)) == ["南の会"]


def test_neighbours_within_reach_belong_to_the_directory(town):
    elsewhere = MunicipalityFactory()
    town.place("中の会", "nursing")
    town.place("隣の会", "nursing", north=10, municipality=elsewhere)
    town.place("遠い会", "nursing", north=40, municipality=elsewhere)
    reindex()

    assert town.names("訪問看護") == ["中の会", "隣の会"]


def test_a_place_without_a_point_is_found_by_its_municipality(town):
    nowhere = {"latitude": None, "longitude": None, "point_basis": ""}
    town.place("東の会", "nursing")
    town.place("場所の無い会", "nursing", **nowhere)
    town.place("よその会", "nursing", municipality=MunicipalityFactory(), **nowhere)
    reindex()

    assert town.names("訪問看護") == ["東の会", "場所の無い会"]
    assert town.names("見本市 訪問看護") == ["東の会", "場所の無い会"]


def test_what_is_no_longer_listed_comes_last(town):
    gone = town.place("近い会", "nursing")
    town.place("遠い会", "nursing", north=5)
    gone.services.update(unlisted_on=date(2016, 1, 1))
    reindex()

    found = town.find("訪問看護", near=Point(LATITUDE, LONGITUDE))

    assert town.names("訪問看護", near=Point(LATITUDE, LONGITUDE)) == ["遠い会", "近い会"]
    assert found.hits[1].tags == (Tag("いまの一覧に無い"),)


def test_room_changes_no_order_where_none_is_asked_for(town):
    town.place("近い会", "short", north=1.0)
    town.room(town.place("空きの会", "short", north=1.01))
    reindex()

    assert town.names("ショート", near=Point(LATITUDE, LONGITUDE)) == ["近い会", "空きの会"]
    assert town.names("ショート") == ["近い会", "空きの会"]


def test_only_a_place_lists_what_is_there(town):
    town.place("東の会", "nursing")
    town.place("西の会", "day-care", north=20, municipality=town.village)
    reindex()

    assert town.names("見本市") == ["東の会"]
    assert town.names("") == ["東の会", "西の会"]


def test_pages_follow_each_other(town):
    for number in range(5):
        town.place(f"会{number}", "nursing", north=number)
    reindex()
    near = Point(LATITUDE, LONGITUDE)

    pages = [town.names("訪問看護", near=near, page=page, per_page=2) for page in (1, 2, 3, 4)]

    assert pages == [["会0", "会1"], ["会2", "会3"], ["会4"], []]
    assert [town.find("訪問看護", page=p, per_page=2).total for p in (1, 4)] == [5, 5]


def test_what_was_asked_for_comes_first(town):
    town.room(town.place("東の会", "nursing", north=1, can=["dementia", "ventilator"]))
    reindex()

    [hit] = town.find("訪問看護 呼吸器", near=Point(LATITUDE, LONGITUDE)).hits

    assert hit.distance_m == 1112
    assert hit.tags == (
        Tag("人工呼吸器", is_asked=True),
        Tag("ショートステイ 受入可（2月16日）"),
        Tag("認知症"),
    )


def test_all_that_was_asked_for_is_told_first_however_much_it_is(town):
    can = ["ventilator", "night-call", "day-call", "dementia", "visiting-dentistry"]
    town.room(town.place("東の会", "short", can=can, days="土曜"), "home-visit-new")
    reindex()

    [hit] = town.find("認知症 往診 土曜 空き").hits

    assert hit.tags == (
        Tag("認知症", is_asked=True),
        Tag("往診（夜間・休日）", is_asked=True),
        Tag("往診（日中）", is_asked=True),
        Tag("土曜", is_asked=True),
        Tag("新規の訪問診療 受入可（2月16日）", is_asked=True),
    )


def test_who_comes_to_the_house_is_told_by_what_comes(town):
    town.place("東の会", "clinic", can=["day-call"])
    town.place("西の会", "nursing", north=1)
    town.place("南の会", "day-care")
    reindex()

    first, second = town.find("家に来てくれる").hits

    assert first.tags == (Tag("往診（日中）", is_asked=True),)
    assert second.tags == ()


def test_a_corrected_name_is_found_beside_the_published_one(town):
    facility = town.place("古い名の会", "nursing")
    values = [("name", "新しい名の会"), ("telephone", "0297-00-9999"), ("website", "x")]
    for field, value in values:
        Correction.objects.create(
            region=town.region,
            facility=facility,
            field=field,
            value=value,
            state="approved",
            decided_at=NOW,
            created_at=NOW,
            updated_at=NOW,
        )
    reindex()

    assert town.names("新しい名") == town.names("古い名") == ["古い名の会"]
    assert town.names("0297-00-9999") == ["古い名の会"]


def test_a_place_that_is_gone_leaves_the_index(town):
    gone, kept = town.place("東の会"), town.place("東の苑")
    reindex()
    key = gone.pk
    Facility.objects.filter(pk=gone.pk).delete()
    index.refresh([key])

    assert town.names("東の") == ["東の苑"]
    assert list(Listing.objects.values_list("pk", flat=True)) == [kept.pk]


def test_a_change_is_found_at_once(town):
    facility = town.place("東の会")
    reindex()
    Facility.objects.filter(pk=facility.pk).update(name="南の会", latitude=LATITUDE + 0.1)
    index.refresh([facility.pk])

    assert town.names("南の会") == ["南の会"]
    assert town.find("東の会").hits == ()


def test_a_new_index_is_the_same(town):
    town.place("東の会", "nursing", can=["ventilator"])
    town.place("西の会", "nursing")
    index.rebuild()
    first = town.find("訪問看護 呼吸器")
    index.rebuild()

    assert town.find("訪問看護 呼吸器") == first
    assert town.names("訪問看護 呼吸器") == ["東の会"]


@pytest.mark.parametrize(
    "words", ["0811710102", "０８１１７１０１０２", "17A0000009", "17a0000009 の事業所", "1712345"]
)
def test_the_number_on_papers_finds_whose_it_is(town, words):
    place = town.place("東の会", "nursing")
    town.place("西の会", "nursing")
    for system, value in [
        (IdentifierSystem.CARE, "17A0000009"),
        (IdentifierSystem.MEDICAL, "0811710102"),
    ]:
        Identifier.objects.create(facility=place, system=system, value=value)
    other = town.place("南の会", "clinic")
    Identifier.objects.create(facility=other, system=IdentifierSystem.MEDICAL, value="1712345")
    Identifier.objects.create(facility=other, system=IdentifierSystem.NAVII, value="99999999")
    reindex()

    assert town.names(words) == ["南の会" if words == "1712345" else "東の会"]
    assert town.names("99999999") == []
