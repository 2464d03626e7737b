import pytest

from renkei.programme.models import Activity
from tests.council.factories import CouncilFactory
from tests.geo.factories import MunicipalityFactory
from tests.outreach.factories import SchoolDistrictFactory
from tests.programme.factories import RegionFactory
from tests.programme.office import (
    LECTURES,
    MEETINGS,
    TRAININGS,
    VISITS,
    of_every_kind,
    of_gatherings,
)
from tests.vocabulary.factories import TermFactory


@of_every_kind
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"on_1": "H29.2.30"}, "2月は28日まで"),
        ({"on_0": "平成", "on_1": "32", "on_2": "4", "on_3": "1"}, "令和2年"),
        ({"on_1": "あした"}, "書いてください"),
    ],
    ids=["30 February", "Heisei 32", "a word"],
)
def test_an_impossible_day_is_answered_in_a_sentence(office, kind, typed, told):
    [sentence] = office.errors(kind, **{"on_1": "", **typed})["on"]

    assert told in sentence


@of_every_kind
@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("長" * 10_000, "名称"),
        ("見本\u202eの会", "文字の向きを変える見えない記号"),
        ("見本\u200fの会", "文字の向きを変える見えない記号"),
        ("\x00\x07", "書いてください"),
    ],
    ids=["10,000 characters", "override", "right-to-left mark", "only control characters"],
)
def test_a_title_that_cannot_stand_is_answered(office, kind, title, told):
    errors = office.errors(kind, title=title)

    assert list(errors) == ["title"]
    assert told.replace("名称", "120文字まで") in errors["title"][0]


@of_every_kind
def test_control_characters_go_in_silence(office, kind):
    assert office.record(kind, title="見本\x00の\x1b会").title == "見本の会"


@of_gatherings
@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        (
            {"starts_at_0": "13:30", "ends_at_0": "12"},
            "ends_at",
            "終わりの時刻を、始まり（13時30分）より後にしてください",
        ),
        ({"ends_at_0": "12"}, "starts_at", "始まりの時刻も書いてください"),
        (
            {"reception_at_0": "14", "starts_at_0": "13:30"},
            "reception_at",
            "受付の時刻を、始まりより前にしてください",
        ),
        ({"more_days": "H29.2.1"}, "more_days", "「開催日」より後の日を書いてください"),
        (
            {"more_days": "H29.2.11 15:00～13:00"},
            "more_days",
            "1行目：終わりの時刻を、始まりより後にしてください",
        ),
        (
            {"precision": "year", "more_days": "H29.2.11"},
            "more_days",
            "はじめの日を「開催日」に書いてください",
        ),
        ({"agenda": "見本\u202eの話"}, "agenda", "見えない記号"),
        ({"agenda": "話\n" * 6_000}, "agenda", "10,000文字までで書いてください"),
        ({"speakers": "「演題だけ」"}, "speakers", "1行目：「氏名 先生（所属）「演題」」の順に"),
    ],
    ids=[
        "end before start",
        "no start",
        "doors after the start",
        "a day before the first",
        "a day that ends first",
        "more days without a first",
        "a mark in the agenda",
        "a long agenda",
        "nobody speaks",
    ],
)
def test_times_and_lines_are_answered_in_sentences(office, kind, typed, field, told):
    errors = office.errors(kind, **typed)

    assert list(errors) == [field]
    assert told in errors[field][0]


def test_the_summary_has_a_line_for_each_of_them_and_counts_them(office):
    sheet = office.new(TRAININGS, more_days="H29.2.30 13:00～12:00\nほげ", venue="長" * 101)

    page = office.post("trainings/new/", sheet).content.decode()

    assert "4か所を直してください" in page
    assert ">ほかの日：2行目：日付は" in page
    assert ">会場：100文字までで書いてください（いまは101文字）</a>" in page


def test_a_missing_or_unknown_choice_is_answered_by_its_name(office):
    assert office.errors(VISITS, target="") == {"target": ["訪問先の種類を選んでください"]}
    errors = office.errors(VISITS, target="x", item="zz", municipalities=["x"])
    again = "を、選べるものの中から選び直してください"
    assert errors == {
        "target": [f"訪問先の種類{again}"],
        "item": [f"項目{again}"],
        "municipalities": [f"対象の市町村{again}"],
    }


def test_a_visit_is_not_followed_up_before_it(office):
    errors = office.errors(VISITS, follow_up="名簿を送る", follow_up_by_1="2017/2/9")

    assert errors == {"follow_up_by": ["訪問日（平成29年2月10日）か、それより後の日にしてください"]}


@of_every_kind
def test_a_municipality_of_another_region_cannot_be_chosen(office, kind):
    foreign = MunicipalityFactory()

    assert list(office.errors(kind, municipalities=[foreign.pk])) == ["municipalities"]


@of_gatherings
def test_a_place_in_another_region_cannot_be_chosen(office, kind):
    foreign = MunicipalityFactory()

    assert list(office.errors(kind, venue_municipality=foreign.pk)) == ["venue_municipality"]


def test_a_council_of_another_region_cannot_be_chosen(office):
    assert list(office.errors(MEETINGS, council=CouncilFactory().pk)) == ["council"]


def test_a_district_of_another_region_cannot_be_chosen(office):
    district = SchoolDistrictFactory()

    assert list(office.errors(LECTURES, school_district=district.pk)) == ["school_district"]


@pytest.mark.parametrize("kind", [MEETINGS, TRAININGS, LECTURES, VISITS], ids=str)
def test_a_term_of_another_list_cannot_be_chosen(office, kind):
    term = TermFactory(scheme="profession")

    assert list(office.errors(kind, **{kind.field: term.pk})) == [kind.field]


@of_every_kind
@pytest.mark.parametrize("verb", ["", "edit", "copy", "cancel", "delete", "restore"])
def test_a_record_is_not_found_below_another_region(office, kind, verb):
    elsewhere = kind.factory(region=RegionFactory(slug="yoso"))
    address = office.at(kind, elsewhere, verb)

    assert office.get(address).status_code == 404
    assert office.post(address, {"because": "大雪"}).status_code == 404
    untouched: Activity = kind.model.objects.get()
    assert (untouched.version, untouched.is_cancelled) == (1, False)
