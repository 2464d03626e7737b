"""What an institution filed answers a search, and the answer says so."""

from datetime import date

import pytest

from renkei.directory.models import Source
from renkei.directory.search import Kind, Tag, suggest
from renkei.vocabulary.models import Scheme
from tests.directory.factories import FilingFactory
from tests.directory.public import page
from tests.directory.searching import reindex
from tests.vocabulary.factories import TermFactory

JUNE = date(2016, 6, 1)
KINDS = {
    "home-clinic-1": "在宅療養支援診療所1（機能強化型・単独）",
    "home-clinic-3": "在宅療養支援診療所3",
    "nursing-24h": "24時間対応体制加算（訪問看護）",
    "home-palliative": "在宅緩和ケア充実診療所・病院加算",
}


@pytest.fixture
def kinds(town):
    return {
        code: TermFactory(scheme=Scheme.FILING, code=code, label=label)
        for code, label in KINDS.items()
    }


@pytest.fixture
def clinic(town, kinds):
    """One that filed as 在支診３, beside one that filed nothing."""
    place = town.place("東医院", "clinic")
    town.place("西医院", "clinic", north=1)
    FilingFactory(facility=place, term=kinds["home-clinic-3"], since=JUNE)
    reindex()
    return place


@pytest.mark.parametrize(
    "words",
    [
        "在支診",
        "在宅療養支援診療所",
        "支援診３",
        "支援診3",
        "在宅療養支援診療所3",
        "見本市 在支診 医院",
    ],
)
def test_it_is_found_in_the_words_of_the_trade(town, clinic, words):
    assert town.names(words) == ["東医院"]


@pytest.mark.parametrize("words", ["24時間", "夜間", "往診"])
def test_it_proves_what_it_obliges_to(town, clinic, words):
    assert town.names(words) == ["東医院"]


def test_it_proves_an_ability_of_the_list(town, kinds):
    TermFactory(scheme=Scheme.ABILITY, code="always-reachable", label="24時間の電話")
    place = town.place("東看護", "nursing")
    FilingFactory(facility=place, term=kinds["nursing-24h"], since=JUNE)
    reindex()

    (hit,) = town.find("24時間の電話").hits

    assert hit.facility_id == place.pk
    assert hit.filings == ("24時間対応体制加算（訪問看護）の届出（平成28年6月1日から）",)
    assert hit.tags == (Tag("24時間の電話", is_asked=True),)


def test_the_reason_names_the_filing_and_its_day(town, clinic):
    (hit,) = town.find("在支診 24時間").hits

    assert hit.filings == ("在宅療養支援診療所3の届出（平成28年6月1日から）",)
    assert [tag.label for tag in hit.tags] == ["在宅療養支援診療所3", "24時間"]


def test_a_day_that_is_not_told_is_not_claimed(town, kinds):
    place = town.place("東医院", "clinic")
    FilingFactory(facility=place, term=kinds["home-clinic-3"], is_since_told=False)
    reindex()

    (hit,) = town.find("在支診").hits

    assert hit.filings == ("在宅療養支援診療所3の届出（始まりの日は不明）",)


def test_one_that_no_bureau_told_says_whose_it_is(town, kinds):
    FilingFactory(
        facility=town.place("東医院", "clinic"),
        term=kinds["home-clinic-3"],
        since=JUNE,
        publication__source=Source.OWN,
        publication__label="見本（架空）",
    )
    reindex()

    (hit,) = town.find("在支診").hits

    assert hit.filings == ("在宅療養支援診療所3の届出（平成28年6月1日から　見本（架空））",)


def test_a_search_for_something_else_does_not_speak_of_it(town, clinic):
    (hit,) = town.find("東医院").hits

    assert (hit.filings, hit.tags) == ((), ())


def test_what_has_ended_is_found_no_more(town, kinds):
    place = town.place("東医院", "clinic")
    FilingFactory(facility=place, term=kinds["home-clinic-3"], since=JUNE, until=date(2016, 12, 1))
    reindex()

    assert town.find("在支診").total == 0


def test_classes_are_told_apart(town, kinds):
    for name, code in (("東医院", "home-clinic-1"), ("西医院", "home-clinic-3")):
        FilingFactory(facility=town.place(name, "clinic"), term=kinds[code])
    reindex()

    assert town.names("機能強化型") == ["東医院"]
    assert town.names("在支診") == ["東医院", "西医院"]


def test_a_kind_that_the_table_no_longer_has_proves_nothing_but_itself(town):
    other = TermFactory(scheme=Scheme.FILING, code="no-longer", label="むかしの届出")
    FilingFactory(facility=town.place("東医院", "clinic"), term=other)
    reindex()

    assert town.names("むかしの届出") == ["東医院"]
    assert town.find("24時間").total == 0


def test_the_chip_is_that_of_an_ability_and_a_name_with_a_dot_stays_whole(town, kinds):
    (chip,) = town.find("在宅緩和ケア充実診療所・病院加算").understood[:1]

    assert chip.kind is Kind.ABILITY
    assert "病院加算" not in [one.label for one in suggest("病院加", town.region)]


def test_the_page_says_why_below_the_name(client, town, clinic):
    text = page(client, town, "search/", q="在支診")

    assert "在宅療養支援診療所3の届出（平成28年6月1日から）" in text


def test_the_conditions_offer_what_was_filed_in_the_region(client, town, clinic, kinds):
    text = page(client, town, "search/conditions/")

    assert 'value="在宅療養支援診療所3"' in text
    assert 'value="24時間対応体制加算"' not in text


def test_what_is_confirmed_comes_before_what_a_filing_proves(town, clinic):
    town.room(clinic)
    town.place("確認医院", "clinic", can=["night-call"])
    reindex()

    assert town.names("夜間 往診") == ["確認医院", "東医院"]
