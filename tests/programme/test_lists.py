from datetime import date

import pytest

from tests.clock import TODAY, TOMORROW, YESTERDAY
from tests.programme.factories import RegionFactory
from tests.programme.office import LEAFLETS, TRAININGS, VISITS, Office, of_every_kind, of_gatherings
from tests.vocabulary.factories import TermFactory


def found(office: Office, kind, query: str) -> list[str]:
    response = office.get(f"{kind.folder}/?{query}")
    assert response.status_code == 200
    return [record.title for record in response.context["page"]]


@of_every_kind
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_asks_as_often_for_three_rows_as_for_one(
    office, kind, rows, django_assert_max_num_queries
):
    kind.factory.create_batch(rows, region=office.region)
    office.page(f"{kind.folder}/")

    with django_assert_max_num_queries(10):
        office.page(f"{kind.folder}/")


@of_every_kind
def test_words_are_sought_everywhere_and_all_must_occur(office, kind):
    kind.factory(region=office.region, title="見本の会 春")
    kind.factory(region=office.region, title="見本の会 秋")

    assert found(office, kind, "q=見本　秋") == ["見本の会 秋"]
    assert found(office, kind, "q=100%") == []


@pytest.mark.parametrize("typed", ["リーダー", "ﾘｰﾀﾞｰ", "りーだー"])
def test_words_are_found_in_any_width_and_kana(office, typed):
    TRAININGS.factory(region=office.region, title="見本リーダー研修")

    assert found(office, TRAININGS, f"q={typed}") == ["見本リーダー研修"]


@of_every_kind
def test_the_lists_of_regions_are_apart(office, kind):
    kind.factory(region=RegionFactory())

    assert found(office, kind, "") == []


@of_every_kind
def test_year_and_item_narrow_a_list(office, kind):
    kind.factory(region=office.region, title="前の年", starts_on=date(2015, 5, 1), item="a")
    kind.factory(region=office.region, title="この年", starts_on=date(2016, 5, 1), item="u")

    assert found(office, kind, "year=2015") == ["前の年"]
    assert found(office, kind, "item=u") == ["この年"]
    assert found(office, kind, "item=u&year=2015") == []
    assert len(found(office, kind, "year=1999&item=x")) == 2


def test_a_list_found_empty_says_how_to_loosen_it(office):
    TRAININGS.factory(region=office.region)

    page = office.page("trainings/?q=ない言葉")

    assert "条件に合う記録はありません" in page
    assert "絞り込みをやめて、すべて見る" in page


@of_gatherings
def test_a_kind_narrows_a_list(office, kind):
    one = kind.factory(region=office.region)
    kind.factory(region=office.region)

    assert found(office, kind, f"kind={one.kind.pk}") == [one.title]


@of_gatherings
def test_states_part_what_is_to_be_done_from_what_is_done(office, kind):
    region = office.region
    kind.factory(region=region, title="済み", starts_on=YESTERDAY, attendance_total=3)
    kind.factory(region=region, title="待ち", starts_on=YESTERDAY)
    kind.factory(region=region, title="今日", starts_on=TODAY)
    kind.factory(region=region, title="続く", starts_on=YESTERDAY, ends_on=TOMORROW, result="途中")
    kind.factory(region=region, title="中止", starts_on=YESTERDAY, cancelled=True)
    kind.factory(region=region, title="内部", starts_on=TOMORROW, internal=True)

    assert found(office, kind, "state=waiting") == ["待ち"]
    assert sorted(found(office, kind, "state=upcoming")) == ["今日", "内部", "続く"]
    assert found(office, kind, "state=cancelled") == ["中止"]
    assert found(office, kind, "state=internal") == ["内部"]


def test_a_lecturer_or_a_point_of_the_agenda_finds_the_gathering_once(office):
    TRAININGS.factory(
        region=office.region,
        title="見本の研修",
        agenda=["見本の話", "見本の続き"],
        lecturers=[{"name": "見本太郎", "affiliation": "見本病院"}],
    )

    assert found(office, TRAININGS, "q=見本病院") == ["見本の研修"]
    assert found(office, TRAININGS, "q=見本の") == ["見本の研修"]


def test_a_place_finds_its_leaflet_once(office):
    LEAFLETS.factory(
        region=office.region,
        title="見本の冊子",
        places=[{"name": "見本駅"}, {"name": "見本駅前"}],
    )

    assert found(office, LEAFLETS, "q=見本駅") == ["見本の冊子"]


def test_days_target_and_purpose_narrow_the_visits(office):
    purpose = TermFactory(scheme="visit-purpose")
    early = VISITS.factory(region=office.region, title="前", starts_on=date(2016, 5, 1))
    VISITS.factory(region=office.region, title="後", starts_on=date(2016, 6, 1))
    early.purposes.add(purpose)

    assert found(office, VISITS, "since=H28.5.2") == ["後"]
    assert found(office, VISITS, "until_1=28&until_0=平成&until_2=5&until_3=1") == ["前"]
    assert found(office, VISITS, f"purpose={purpose.pk}") == ["前"]
    assert found(office, VISITS, f"target={early.target.pk}") == ["前"]


def test_a_day_that_cannot_be_is_answered_beside_the_filter(office):
    VISITS.factory(region=office.region)

    assert "2月は29日まで" in office.page("visits/?since=H28.2.30")


@pytest.mark.parametrize("page", ["2", "999", "0", "x"])
def test_a_page_beyond_the_end_shows_the_nearest(office, page):
    LEAFLETS.factory.create_batch(21, region=office.region)

    assert found(office, LEAFLETS, f"page={page}")


def test_a_day_of_this_year_is_short_and_others_tell_their_year(office):
    VISITS.factory(region=office.region, starts_on=date(2017, 2, 10))
    VISITS.factory(region=office.region, starts_on=date(2015, 2, 10))

    page = office.page("visits/")

    assert ">2月10日（金）<" in page
    assert ">平成27年2月10日（火）<" in page


def test_a_period_that_ends_before_it_begins_is_told(office):
    VISITS.factory(region=office.region, starts_on=date(2016, 6, 15))

    page = office.page("visits/?since=H28.7.1&until=H28.6.1")

    assert "この日まで：平成28年7月1日か、それより後の日にしてください</a>" in page
    assert "条件に合う記録はありません" not in page
    assert found(office, VISITS, "since=H28.6.1&until=H28.7.1") != []


@of_every_kind
def test_an_empty_list_has_one_button_to_begin(office, kind):
    address = f'href="/mihon/desk/{kind.folder}/new/"'

    assert office.page(f"{kind.folder}/").count(address) == 1


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"starts_on": YESTERDAY}, "まだ"),
        ({"starts_on": YESTERDAY, "attendance_total": 12}, "12名"),
        ({"starts_on": YESTERDAY, "result": "数えなかった"}, "－"),
        ({"starts_on": YESTERDAY, "precision": "month"}, "－"),
        ({"starts_on": date(2015, 3, 31)}, "－"),
    ],
    ids=["over", "counted", "told without a number", "only a month", "long ago"],
)
def test_a_number_that_nobody_will_write_is_not_waited_for(office, known, told):
    TRAININGS.factory(region=office.region, **known)

    assert f'data-label="人数">{told}</td>' in office.page("trainings/")
