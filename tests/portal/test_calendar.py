from datetime import date, time

import pytest

from renkei.portal.months import Month
from tests.clock import TODAY
from tests.council.factories import MeetingFactory
from tests.liaison.factories import VisitFactory
from tests.training.factories import TrainingFactory

pytestmark = pytest.mark.django_db


def month(desk, key: str = "") -> str:
    return desk.get(f"/mihon/desk/calendar/?month={key}").content.decode()


def test_the_calendar_opens_at_the_present_month(desk):
    assert "平成29年2月の予定は、まだありません" in month(desk)


def test_each_day_of_a_series_stands_in_its_own_month(desk, region):
    days = [{"on": date(2017, 3, 9)}, {"on": date(2017, 4, 6)}]
    TrainingFactory(
        region=region, title="続く研修", starts_on=days[0]["on"], ends_on=days[1]["on"], days=days
    )

    assert month(desk, "2017-03").count("続く研修") == 1
    assert "4月6日（木）" in month(desk, "2017-04")


def test_days_stand_in_order_and_by_time(desk, region):
    VisitFactory(region=region, title="あと", starts_on=date(2017, 3, 9), starts_at=time(15))
    VisitFactory(region=region, title="さき", starts_on=date(2017, 3, 9), starts_at=time(9))
    MeetingFactory(region=region, title="前の日", starts_on=date(2017, 3, 8))

    page = month(desk, "2017-03")

    assert page.index("前の日") < page.index("さき") < page.index("あと")


def test_what_has_only_a_month_says_that_the_day_is_open(desk, region):
    MeetingFactory(region=region, starts_on=date(2017, 3, 1), precision="month")

    assert "日は未定" in month(desk, "2017-03")


def test_a_cancelled_one_stays_with_its_mark(desk, region):
    MeetingFactory(region=region, title="見本会議", starts_on=date(2017, 3, 1), cancelled=True)

    assert "中止" in month(desk, "2017-03")


@pytest.mark.parametrize("key", ["", "2017-13", "abc", "0001-01", "9999-12", "2017-3"])
def test_an_impossible_month_is_the_present_one(key):
    assert Month.read(key, TODAY).label == "平成29年2月"


def test_months_follow_each_other_over_the_new_year():
    december = Month(date(2016, 12, 1))

    assert december.next.key == "2017-01"
    assert december.next.previous == december


@pytest.mark.parametrize("rows", [1, 3])
def test_the_month_asks_the_database_the_same_for_one_and_for_three(
    desk, region, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        MeetingFactory(region=region, starts_on=date(2017, 3, 8), days=[{"on": date(2017, 3, 8)}])
        VisitFactory(region=region, starts_on=date(2017, 3, 9))

    with django_assert_max_num_queries(10):
        month(desk, "2017-03")
