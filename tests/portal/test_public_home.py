from datetime import date, time, timedelta

import pytest

from tests.clock import NOW, TODAY, TOMORROW
from tests.council.factories import MeetingFactory
from tests.outreach.factories import LectureFactory, SchoolDistrictFactory
from tests.programme.factories import ContactPointFactory, RegionFactory, UndertakingFactory
from tests.training.factories import TrainingFactory

pytestmark = pytest.mark.django_db


def home(client) -> str:
    return client.get("/mihon/").content.decode()


def test_the_home_greets_and_tells_the_telephone(client, db):
    RegionFactory(
        slug="mihon", welcome="見本の家で暮らす", about="一段目\n二段目", office_hours="平日"
    )

    page = home(client)

    assert "<h1>見本の家で暮らす</h1>" in page
    assert 'href="tel:0297-00-1234"' in page
    assert "一段目" in page
    assert "二段目" not in page


def test_the_home_shows_the_next_gatherings_soonest_first(client, region):
    LectureFactory(region=region, title="あとの講座", starts_on=TODAY + timedelta(days=9))
    TrainingFactory(region=region, title="先の研修", starts_on=TOMORROW)

    page = home(client)

    assert page.index("先の研修") < page.index("あとの講座")


@pytest.mark.parametrize("state", ["internal", "deleted"])
def test_the_home_keeps_back_what_is_not_public(client, region, state):
    LectureFactory(region=region, title="見えない講座", starts_on=TOMORROW, **{state: True})

    assert "見えない講座" not in home(client)


def test_the_home_shows_no_gathering_of_another_region(client, region):
    LectureFactory(title="となりの講座", starts_on=TOMORROW)

    assert "となりの講座" not in home(client)


def test_the_home_shows_the_coming_day_of_a_series(client, region):
    days = [{"on": date(2017, 2, 1)}, {"on": date(2017, 3, 9), "starts_at": time(13, 30)}]
    TrainingFactory(region=region, starts_on=days[0]["on"], ends_on=days[1]["on"], days=days)

    page = home(client)

    assert "3月9日" in page
    assert "13時30分～" in page
    assert "ほか1日" in page


def test_the_news_tell_what_became_of_a_gathering(client, region):
    LectureFactory(
        region=region, title="見本の会", starts_on=date(2017, 2, 5), attendance_total=1100
    )

    assert "見本の会（2月5日）に1,100名が参加しました" in home(client)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"starts_on": TOMORROW}, "見本の会（2月18日）の案内を載せました"),
        ({"starts_on": TOMORROW, "cancelled": True}, "見本の会（2月18日）は中止になりました"),
        ({"starts_on": date(2017, 2, 5)}, "見本の会（2月5日）を開きました"),
        (
            {"starts_on": None, "precision": "year", "fiscal_year": 2016},
            "見本の会の案内を載せました",
        ),
    ],
)
def test_the_news_follow_the_state_of_a_gathering(client, region, facts, words):
    MeetingFactory(region=region, title="見本の会", **facts)

    assert words in home(client)


def test_news_never_tell_of_a_gathering_before_its_day(client, region):
    on, told = date(2017, 2, 5), NOW - timedelta(days=30)
    MeetingFactory(region=region, title="見本の会", starts_on=on, updated_at=told)

    assert "見本の会（2月5日）の案内を載せました" in home(client)


def test_the_news_name_each_changed_year_once_latest_first(client, region):
    UndertakingFactory(region=region, fiscal_year=2015, updated_at=NOW - timedelta(days=2))
    UndertakingFactory(region=region, fiscal_year=2016)
    MeetingFactory(region=region, starts_on=date(2016, 5, 1), updated_at=NOW - timedelta(days=1))

    page = home(client)

    assert page.count("平成28年度の取組を更新しました") == 1
    assert page.index("平成28年度の取組") < page.index("平成27年度の取組")


def test_without_records_the_home_says_so(client, region):
    page = home(client)

    assert "いま案内している催しはありません" in page
    assert "お知らせはまだありません" in page


def test_the_home_lists_the_desks_of_the_municipalities(client, region):
    ContactPointFactory(region=region, name="見本市の窓口", telephone="0297-00-0009")

    page = home(client)

    assert "見本市の窓口" in page
    assert "0297-00-0009" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_home_asks_the_database_the_same_for_one_and_for_three(
    client, region, rows, django_assert_max_num_queries
):
    for n in range(rows):
        LectureFactory(region=region, starts_on=TOMORROW, days=[{"on": TOMORROW}], people=["医師"])
        ContactPointFactory(region=region, name=f"窓口{n}")

    with django_assert_max_num_queries(13):
        client.get("/mihon/")


def test_lines_of_one_title_name_the_district_or_the_lecturer(client, region):
    open_day = {"region": region, "title": "出前講座", "starts_on": None, "precision": "year"}
    LectureFactory(**open_day, fiscal_year=2016, school_district=SchoolDistrictFactory(name="瓢箪"))
    LectureFactory(
        **open_day, fiscal_year=2016, lecturers=[{"name": "見本太郎", "honorific": "先生"}]
    )

    page = home(client)

    assert "出前講座（瓢箪校下）の案内を載せました" in page
    assert "出前講座（見本太郎先生）の案内を載せました" in page
