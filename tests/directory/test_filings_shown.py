"""What an institution filed, on its page, in the council's table and in the open data."""

from datetime import date

import pytest

from renkei.directory import detail
from renkei.directory.coverage.reach import coverage
from renkei.directory.exports import tables
from renkei.directory.exports.entries import filings
from renkei.directory.exports.files import file_of
from renkei.geo.models import TownPoint
from renkei.vocabulary.models import Scheme
from tests.clock import NOW, TODAY
from tests.directory.factories import FilingFactory
from tests.directory.public import page, url_of
from tests.directory.searching import LATITUDE, LONGITUDE
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory
from tests.vocabulary.factories import TermFactory

JUNE = date(2016, 6, 1)
ROUND_THE_CLOCK = "24時間対応の診療所・病院（届出）"


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def three(db):
    return TermFactory(scheme=Scheme.FILING, code="home-clinic-3", label="在宅療養支援診療所3")


@pytest.fixture
def place(town):
    return town.place("東医院", "clinic")


def filed(place, term=None, **more):
    more.setdefault("publication__label", "2017-02")
    return FilingFactory(**{"facility": place, "term": term, "name": str(term), **more})


def shown(client, town, place):
    return page(client, town, url_of(town, place))


# ---------------------------------------------------------------- its page


def test_each_stands_with_its_meaning_its_day_and_its_source(client, town, place, three):
    filed(place, three, since=JUNE)

    text = shown(client, town, place)

    assert "24時間、電話と往診に応じる診療所" in text
    assert "平成28年6月1日から" in text
    assert "届出受理医療機関名簿（地方厚生局） 2017-02" in text
    assert "（平成29年2月17日）" in text


def test_what_was_not_held_against_the_text_of_the_law_says_so(client, town, place, three):
    filed(place, three)
    assert "（未確認）" in shown(client, town, place)

    three.is_confirmed = True
    three.save()
    assert "（未確認）" not in shown(client, town, place)


def test_without_a_day_the_page_does_not_claim_one(client, town, place, three):
    filed(place, three, since=JUNE, is_since_told=False)

    text = shown(client, town, place)

    assert "始まりの日は不明（平成28年6月1日の名簿に載っていました）" in text


def test_kinds_that_are_not_on_our_list_are_folded_away(client, town, place, three):
    filed(place, name="人工腎臓")
    assert "届出 1件" in shown(client, town, place)

    filed(place, three)
    filed(place, TermFactory(scheme=Scheme.FILING, code="no-longer"))
    assert "そのほかの届出 2件" in shown(client, town, place)


def test_what_has_ended_stays_to_be_seen(client, town, place, three):
    filed(place, three, since=JUNE, until=date(2017, 1, 1))

    text = shown(client, town, place)

    assert "終わった届出 1件" in text
    assert "平成29年1月1日の名簿には載っていません" in text


def test_a_place_that_filed_nothing_has_no_such_part(client, town, place):
    assert "厚生局への届出" not in shown(client, town, place)


@pytest.mark.parametrize("count", [1, 3])
def test_they_cost_one_query(place, count, django_assert_num_queries):
    for number in range(count):
        filed(place, TermFactory(scheme=Scheme.FILING), name=f"見本{number}")

    with django_assert_num_queries(1):
        found = detail.filings_of(place)

    assert len(found.others) == count


def test_the_desk_sees_them_too(desk, three):
    filed(desk.place, three, since=JUNE)

    assert "平成28年6月1日から" in desk.get("resource", facility=desk.place).content.decode()


# ---------------------------------------------------------------- the council's table


@pytest.fixture
def towns(town):
    """One in the middle, one 10 km to the north."""
    for name, north in (("南町", 0), ("北町", 0.09)):
        TownPoint.objects.create(
            municipality=town.city,
            name=name,
            key=name,
            latitude=LATITUDE + north,
            longitude=LONGITUDE,
        )


def lines(town, on=TODAY, radius_m=5_000):
    return {line.what: line for line in coverage(town.region, radius_m=radius_m, on=on).lines}


def test_where_no_clinic_answers_round_the_clock_within_five_kilometres(town, towns, place, three):
    filed(place, three, since=JUNE)

    (cell,) = lines(town)[ROUND_THE_CLOCK].cells

    assert (cell.sign, cell.out_of_reach) == ("△", ("北町",))


def test_abilities_that_a_filing_proves_count_as_there(town, towns, place, three):
    filed(place, three, since=JUNE)

    assert lines(town)["往診（夜間・休日）"].facilities == 1


def test_on_a_day_before_it_began_there_was_none(town, towns, place, three):
    filed(place, three, since=JUNE)
    filed(town.place("西医院", "clinic"), three, since=date(2016, 1, 1), until=JUNE)

    assert lines(town)[ROUND_THE_CLOCK].facilities == 1
    assert lines(town, on=date(2016, 3, 1))[ROUND_THE_CLOCK].facilities == 1
    assert ROUND_THE_CLOCK not in lines(town, on=date(2015, 12, 31))


def test_a_clinic_of_the_neighbour_counts_where_it_is_in_reach(town, towns, three):
    neighbour = MunicipalityFactory(name="隣の市")
    for name, north in (("近い医院", 12), ("遠い医院", 60)):
        place = town.place(name, "clinic", north=north, municipality=neighbour)
        filed(place, three, since=JUNE)

    line = lines(town)[ROUND_THE_CLOCK]

    assert line.facilities == 1
    assert line.cells[0].out_of_reach == ("南町",)


def test_a_clinic_that_lies_nowhere_is_told_of(town, towns, three):
    filed(town.place("東医院", "clinic", latitude=None, longitude=None, point_basis=""), three)

    found = coverage(town.region, radius_m=5_000, on=TODAY)

    assert (found.without_point, found.filed_on) == (1, TODAY)


def test_without_any_list_of_the_bureaus_nothing_is_said_of_filings(town, towns, place):
    filed(place, TermFactory(scheme=Scheme.FILING, code="no-longer"))

    found = coverage(town.region, radius_m=5_000, on=TODAY)

    assert found.filed_on is None
    assert ROUND_THE_CLOCK not in lines(town)


def test_the_page_of_the_council_names_the_edition(desk, three):
    filed(desk.place, three)
    TownPoint.objects.create(
        municipality=desk.place.municipality, name="南町", key="南町", latitude=36, longitude=140
    )

    text = desk.get("coverage").content.decode()

    assert "平成29年2月17日までに公表された厚生局への届出" in text


# ---------------------------------------------------------------- the open data


def test_the_open_data_tell_of_all_with_their_periods(town, place, three):
    filed(place, three, symbol="支援診3", number="12", since=JUNE, until=date(2017, 1, 1))
    filed(place, name="人工腎臓", is_since_told=False)
    filed(FacilityFactory(), three)

    assert [row[2:8] for row in tables.filings(filings(town.region))] == [
        ("在宅療養支援診療所3", "在宅療養支援診療所3", "支援診3", "12", "2016-06-01", "2017-01-01"),
        ("", "人工腎臓", "", "", "", ""),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_costs_one_query(town, place, three, count, django_assert_num_queries):
    for number in range(count):
        filed(place, three, name=f"見本{number}")

    with django_assert_num_queries(1):
        assert len(tables.filings(filings(town.region))) == count


def test_the_file_says_how_many_there_are(town, place, three):
    filed(place, three)

    file = file_of(town.region, "filings.csv")

    assert file.label == "厚生局への届出 1件"
    assert "東医院,見本市,在宅療養支援診療所3" in file.content.decode("utf-8-sig")
