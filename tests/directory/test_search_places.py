"""Places in a phrase: municipalities, school districts, towns."""

import pytest

from renkei.directory.search import Kind, planner
from renkei.directory.search.found import Within
from renkei.geo.models import Boundary
from tests.directory.public import page
from tests.directory.searching import LATITUDE, LONGITUDE, reindex
from tests.geo.factories import MunicipalityFactory


def place_of(found):
    return [chip.label for chip in found.understood if chip.kind is Kind.PLACE]


def outline(district, *, north: float) -> None:
    middle = LATITUDE + north / 100
    box = {"south": middle - 0.01, "north": middle + 0.01}
    sides = {"west": LONGITUDE - 0.01, "east": LONGITUDE + 0.01}
    Boundary.objects.create(school_district=district, rings=[], **box, **sides)


@pytest.mark.parametrize("words", ["見本市", "見本", "みほんし", "みほん", "見本の", "見本で"])
def test_a_municipality_is_known_by_its_names(town, words):
    town.place("東の会")
    reindex()

    assert place_of(town.find(words)) == ["見本市"]


def around(found):
    return [chip.around for chip in found.understood]


@pytest.mark.parametrize("words", ["花校下", "花小学校", "花小学校区", "花小学校下", "花"])
def test_a_school_district_is_known_by_its_names(town, words):
    outline(town.district("花"), north=5)
    town.place("東の会", north=5)
    town.place("西の会", north=-5)
    reindex()

    assert place_of(town.find(words)) == ["花校下"]
    assert town.names(words) == ["東の会"]


def test_a_district_without_an_outline_stands_for_its_municipality(town):
    town.district("花校下")
    town.place("東の会", north=5)
    town.place("西の会", north=-5)
    reindex()

    assert town.names("花校下") == ["東の会", "西の会"]
    assert around(town.find("花校下")) == ["見本市"]


@pytest.mark.parametrize(("name", "district"), [("花町一丁目", "花校下"), ("花丸", "花丸校下")])
def test_a_district_without_an_outline_is_the_town_of_its_name(town, name, district):
    town.town(name, north=5)
    town.district(district)
    town.place("東の会", north=5)
    town.place("西の会", north=-5)
    reindex()

    assert place_of(town.find(district)) == [district]
    assert around(town.find(district)) == [f"見本市{name.removesuffix('一丁目')}"]
    assert town.names(district) == ["東の会"]


def test_what_stands_for_a_district_is_said(client, town):
    town.town("花町", north=5)
    town.district("花校下")
    town.place("東の会", north=5)
    reindex()

    told = page(client, town, "search/", q="花校下")

    assert "「花校下」の範囲は登録されていないので、「見本市花町」のあたりを探しました。" in told


def test_a_district_nobody_is_known_in_stands_for_its_municipality_too(town):
    town.district("花")
    town.place("東の会", latitude=None, longitude=None, point_basis="")
    reindex()

    assert town.names("花校下") == ["東の会"]


def test_a_town_is_searched_around(town):
    town.town("東町一丁目", north=5)
    town.town("東町二丁目", north=-5)
    town.place("東の会", north=5)
    town.place("西の会", north=-5)
    reindex()

    found = town.find("東町")

    assert place_of(found) == ["見本市東町"]
    assert town.names("東町") == ["東の会"]


def test_the_municipality_beside_it_decides_which_town(town):
    town.town("東町", north=5)
    town.town("東町", north=-5, of=town.village)
    town.place("東の会", north=5)
    town.place("西の会", north=-5, municipality=town.village)
    reindex()

    assert set(town.names("東町")) == {"東の会", "西の会"}
    assert town.names("見本市東町") == ["東の会"]
    assert town.names("手本町 東町") == ["西の会"]


def test_a_town_inside_a_name_is_part_of_the_name(town):
    town.town("東町", north=5)
    town.place("東町クリニック", "clinic", north=-5)
    reindex()

    assert town.names("東町クリニック") == ["東町クリニック"]


def test_two_municipalities_are_searched_together(town):
    town.place("東の会", north=15)
    town.place("西の会", north=-15, municipality=town.village)
    reindex()

    assert set(town.names("見本市 手本町")) == {"東の会", "西の会"}


def test_elsewhere_is_not_understood(town):
    town.place("東の会", "nursing")
    reindex()

    found = town.find("遠方市 訪問看護")

    assert found.not_understood == ("遠方市",)
    assert found.total == 1


def test_a_new_place_is_known_at_once(town):
    town.place("東の会")
    reindex()
    assert place_of(town.find("花校下")) == []

    town.district("花")

    assert place_of(town.find("花校下")) == ["花校下"]


@pytest.mark.parametrize("words", ["布川", "大字布川"])
def test_a_town_is_known_with_and_without_its_rank(town, words):
    town.town("大字布川", north=0)
    town.place("東の会")
    reindex()

    assert place_of(town.find(words)) == ["見本市布川"]


def around_the_city(town) -> None:
    """Two in the city, one of them beyond ten kilometres; one of the village near its middle."""
    town.place("東の会", "nursing")
    town.place("端の会", "nursing", north=14)
    town.place("隣の会", "nursing", north=1, municipality=town.village)
    reindex()


def test_it_is_told_how_many_lie_in_the_municipality(town):
    around_the_city(town)

    found = town.find("見本の訪問看護")

    assert found.total == 3
    assert found.within == Within("見本市", "見本市内 訪問看護", total=2, others=1)


@pytest.mark.parametrize("words", ["見本市内 訪問看護", "見本市だけの訪問看護"])
def test_a_municipality_can_be_kept_to(town, words):
    around_the_city(town)

    found = town.find(words)

    assert set(town.names(words)) == {"東の会", "端の会"}
    assert found.within == Within("見本市", "見本市 訪問看護", is_only=True)
    assert found.origin == "見本市"
    assert found.hits[0].distance_m is not None


def test_two_municipalities_can_be_kept_to(town):
    around_the_city(town)
    town.place("遠い会", "nursing", north=5, municipality=MunicipalityFactory())
    reindex()

    found = town.find("見本市 手本町 訪問看護")

    assert found.within == Within("見本市・手本町", "見本市内 手本町内 訪問看護", total=3, others=1)
    assert town.find(found.within.words).total == 3


def test_of_too_many_the_others_are_not_counted(town, monkeypatch):
    monkeypatch.setattr(planner, "MOST", 3)
    around_the_city(town)

    assert town.find("見本市").within == Within("見本市", "見本市内")


@pytest.mark.parametrize("words", ["訪問看護", "見本市東町", "花校下"])
def test_nothing_is_said_where_no_municipality_is_named_alone(town, words):
    town.town("東町", north=1)
    outline(town.district("花"), north=1)
    around_the_city(town)

    assert town.find(words).within is None


def test_a_town_named_twice_is_written_once(town):
    around_the_city(town)

    assert town.find("見本市 訪問看護 見本").within.words == "見本市内 訪問看護"


def test_where_nothing_lies_in_a_municipality_the_search_goes_farther_and_says_so(town):
    town.place("東の会", "day-care")
    town.place("隣の会", "nursing", north=1, municipality=town.village)
    reindex()

    found = town.find("見本市内 訪問看護")

    assert town.names("見本市内 訪問看護") == ["隣の会"]
    assert found.loosened == ("近くには無かったので、20km先まで広げて探しました。",)
    assert found.within == Within("見本市", "見本市内 訪問看護", total=0, others=1)


def test_a_name_of_a_municipality_and_of_a_town_in_it_is_the_municipality(town):
    town.town("見本", north=0)
    town.place("東の会", "nursing")
    town.place("西の会", "nursing", north=5)
    reindex()

    assert place_of(town.find("見本 訪問看護")) == ["見本市"]
    assert set(town.names("見本 訪問看護")) == {"東の会", "西の会"}
    assert place_of(town.find("見本市見本 訪問看護")) == ["見本市", "見本市見本"]
    assert town.names("見本市見本 訪問看護") == ["東の会"]
