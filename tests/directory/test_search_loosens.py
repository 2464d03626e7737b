"""What a search says when nothing fits."""

import pytest

from renkei.directory.search import Alternative, Chip, Kind, Tag
from renkei.geo.points import Point
from renkei.organizations.models import Facility
from tests.directory.searching import LATITUDE, LONGITUDE, reindex
from tests.geo.factories import MunicipalityFactory


def test_a_chip_holds_the_phrase_without_it(town):
    town.place("東の会", "nursing")
    reindex()

    found = town.find("訪問看護 人工呼吸器")

    assert found.understood == (
        Chip(Kind.SERVICE, "訪問看護", "人工呼吸器"),
        Chip(Kind.ABILITY, "人工呼吸器", "訪問看護"),
    )


def test_what_to_leave_out_is_said_with_its_number(town):
    town.place("東の会", "nursing", can=["dementia"])
    town.place("西の会", "nursing")
    town.place("南の会", "day-care", can=["ventilator"])
    reindex()

    found = town.find("訪問看護 人工呼吸器")

    assert found.hits == ()
    assert found.total_label == "0件"
    assert found.alternatives == (
        Alternative("「人工呼吸器」をはずす", "訪問看護", 2),
        Alternative("「訪問看護」をはずす", "人工呼吸器", 1),
    )


def test_two_are_left_out_when_one_is_not_enough(town):
    town.place("東の会", "nursing")
    reindex()

    found = town.find("訪問看護 人工呼吸器 認知症")

    assert found.alternatives == (
        Alternative(
            "「人工呼吸器」と「認知症」をはずす",
            "訪問看護",
            1,
        ),
    )


def test_nothing_is_offered_where_there_is_nothing(town):
    reindex()

    found = town.find("訪問看護 人工呼吸器")

    assert (found.hits, found.total, found.alternatives) == ((), 0, ())


def test_a_word_that_hits_nothing_is_told(town):
    town.place("東の会", "nursing")
    reindex()

    found = town.find("訪問看護 ぬるぽ")

    assert found.not_understood == ("ぬるぽ",)
    assert found.total == 1
    assert [chip.label for chip in found.understood] == ["訪問看護"]


def test_a_word_that_only_hits_elsewhere_is_understood(town):
    town.place("東の会", "nursing")
    town.place("ひまわり苑", "day-care")
    reindex()

    found = town.find("訪問看護 ひまわり")

    assert found.not_understood == ()
    assert [one.label for one in found.alternatives] == [
        "「訪問看護」をはずす",
        "「ひまわり」をはずす",
    ]


def test_a_name_of_known_words_is_found_as_a_name(town):
    town.place("もみじ訪問看護リハビリ人工呼吸器の会", "day-care")
    reindex()

    found = town.find("もみじ訪問看護リハビリ人工呼吸器の会")

    assert found.total == 1


def test_a_kind_is_also_looked_for_in_names(town):
    town.place("見本歯科医院", "clinic")
    reindex()

    assert town.names("歯科") == ["見本歯科医院"]


def test_farther_away_counts_when_nothing_is_near(town):
    town.place("中の会", "day-care")
    town.place("町の会", "nursing", north=14, municipality=town.village)
    reindex()

    found = town.find("見本市 訪問看護")

    assert town.names("見本市 訪問看護") == ["町の会"]
    assert found.hits[0].distance_m == 15567


def test_more_words_than_are_searched_for_are_told(town):
    words = [f"語{number}" for number in range(14)]
    town.place("".join(words))
    reindex()

    found = town.find(" ".join(words))

    assert found.total == 1
    assert found.not_understood == ("語12", "語13")


def test_a_position_is_made_coarse(town):
    town.place("東の会", "nursing")
    reindex()
    door, corner = Point(LATITUDE + 0.0021, LONGITUDE + 0.0029), Point(LATITUDE, LONGITUDE)

    assert town.find("訪問看護", near=door) == town.find("訪問看護", near=corner)


def test_what_fits_nearly_comes_with_what_it_lacks(town):
    town.place("東の会", "nursing", north=1, can=["dementia"])
    town.place("西の会", "day-care", can=["ventilator", "dementia"], days="土曜")
    reindex()

    nearly = town.find("見本市 訪問看護 人工呼吸器 認知症 土曜").nearly

    names = dict(Facility.objects.values_list("pk", "name"))
    assert [(names[hit.facility_id], hit.lacks) for hit in nearly] == [
        ("西の会", ("「訪問看護」としての公表はありません",)),
        (
            "東の会",
            (
                "「人工呼吸器」の記録はありません",
                "「訪問看護」が「土曜」に開いているという記録はありません",
            ),
        ),
    ]
    assert nearly[0].distance_m == pytest.approx(556, abs=2)
    assert Tag("認知症", is_asked=True) in nearly[1].tags


def test_what_lies_elsewhere_comes_after_what_lacks_more(town):
    town.place("中の会", "day-care")
    town.place(
        "東の会", "nursing", "day-care", north=60, municipality=town.village, can=["dementia"]
    )
    reindex()

    nearly = town.find("見本市 デイ 認知症").nearly

    names = dict(Facility.objects.values_list("pk", "name"))
    assert [(names[hit.facility_id], hit.lacks) for hit in nearly] == [
        ("中の会", ("「認知症」の記録はありません",)),
        ("東の会", ("「見本市」の近くではありません",)),
    ]


def test_no_more_is_left_out_than_it_takes_to_show_some(town):
    for number in range(6):
        town.place(f"東の会{number}", "nursing", can=["dementia"], north=number)
    town.place("西の会", "day-care")
    reindex()

    found = town.find("訪問看護 人工呼吸器 認知症")

    assert len(found.nearly) == 5
    assert {hit.lacks for hit in found.nearly} == {("「人工呼吸器」の記録はありません",)}
    assert [one.label for one in found.alternatives] == ["「人工呼吸器」をはずす"]


def test_names_and_visits_are_lacked_in_words(town):
    town.place("ひまわり苑", "day-care")
    town.place("東の会", "nursing")
    reindex()

    nearly = town.find("ひまわり 訪問看護").nearly

    assert {hit.lacks for hit in nearly} == {
        ("「訪問看護」としての公表はありません",),
        ("「ひまわり」という言葉はありません",),
    }


def test_words_of_a_name_are_sought_farther_away_and_it_is_said(town):
    town.place("見本歯科医院", "clinic")
    reindex()

    assert town.find("歯科").loosened == (
        "その種類では見つからなかったので、名前や住所の言葉でも探しました。",
    )
    assert town.find("見本市 歯科").loosened == (
        "その種類では見つからなかったので、名前や住所の言葉でも探しました。",
        "近くには無かったので、20km先まで広げて探しました。",
    )


def test_a_phrase_taken_as_one_name_says_so(town):
    town.place("みほん土曜会", "clinic")
    reindex()

    found = town.find("みほん土曜会")

    assert town.names("みほん土曜会") == ["みほん土曜会"]
    assert found.loosened == ("書かれた言葉の全体を、1つの名前として探しました。",)
    assert found.understood == (Chip(Kind.NAME, "みほん土曜会", ""),)


def test_a_place_alone_is_not_nearly_what_was_asked_for(town):
    town.place("東の会", "day-care")
    reindex()

    found = town.find("見本市 訪問看護")

    assert (found.nearly, found.alternatives) == ((), ())


def test_who_is_of_the_kind_comes_before_who_only_can(town):
    town.place("東の会", "day-care", can=["ventilator"])
    town.place("西の会", "nursing", north=1)
    reindex()

    nearly = town.find("見本市 訪問看護 人工呼吸器").nearly

    assert [hit.lacks for hit in nearly] == [
        ("「人工呼吸器」の記録はありません",),
        ("「訪問看護」としての公表はありません",),
    ]


@pytest.mark.parametrize("words", ["歯科", "歯医者 往診", "見本市 歯科 往診"])
def test_a_kind_that_is_not_brought_in_is_told_instead_of_near_misses(town, words):
    town.place("東の会", "nursing", can=["day-call"])
    reindex()

    found = town.find(words)

    assert found.unloaded == ("歯科",)
    assert (found.total, found.nearly, found.alternatives) == (0, (), ())


def test_a_kind_that_is_offered_somewhere_in_reach_is_brought_in(town):
    town.place("東の会", "nursing", can=["day-call"])
    town.place("遠い歯科", "dentist", north=15)
    reindex()

    found = town.find("歯科 往診")

    assert found.unloaded == ()
    assert len(found.nearly) == 2


def test_who_has_a_kind_that_is_not_brought_in_in_its_name_is_found(town):
    town.place("東訪問看護ステーション")
    reindex()

    found = town.find("訪問看護")

    assert (found.total, found.unloaded) == (1, ("訪問看護",))


@pytest.mark.parametrize("named", ["龍ケ崎市", "龍ヶ崎", "龍ケ崎"])
@pytest.mark.parametrize("beside", [" 訪問看護", ""])
def test_a_municipality_out_of_reach_is_told_to_be_so(town, named, beside):
    MunicipalityFactory(name="龍ケ崎市")
    town.place("東の会", "nursing")
    reindex()

    found = town.find(named + beside)

    assert found.elsewhere == found.not_understood == (named,)
    assert found.total == (1 if beside else 0)


def test_a_name_that_nobody_has_is_not_elsewhere(town):
    town.place("東の会", "nursing")
    reindex()

    found = town.find("ほげ 0\x00 訪問看護")

    assert (found.elsewhere, found.not_understood) == ((), ("ほげ", "0\x00"))
