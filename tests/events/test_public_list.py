from datetime import date, timedelta

import pytest

from tests.accounts.factories import MembershipFactory
from tests.clock import NOW, TODAY, TOMORROW, YESTERDAY
from tests.council.factories import MeetingFactory
from tests.outreach.factories import LectureFactory, SchoolDistrictFactory
from tests.programme.factories import RegionFactory
from tests.training.factories import TrainingFactory
from tests.vocabulary.factories import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def region(db):
    return RegionFactory(slug="mihon")


def listed(client, query: str = "") -> str:
    return client.get(f"/mihon/events/{query}").content.decode()


def test_the_list_parts_what_comes_from_what_was(client, region):
    LectureFactory(region=region, title="これからの会", starts_on=TOMORROW)
    LectureFactory(region=region, title="すんだ会", starts_on=YESTERDAY)

    page = listed(client)

    assert page.index("これからの会") < page.index("これまでの催し") < page.index("すんだ会")


def test_what_happens_today_still_comes(client, region):
    LectureFactory(region=region, title="きょうの会", starts_on=TODAY)

    assert "これまでの催し" not in listed(client)


def test_a_series_comes_until_its_last_day(client, region):
    TrainingFactory(region=region, title="続く会", starts_on=YESTERDAY, ends_on=TOMORROW)

    assert "これまでの催し" not in listed(client)


def test_meetings_are_not_in_the_list(client, region):
    MeetingFactory(region=region, title="見本の会議", starts_on=TOMORROW)

    assert "見本の会議" not in listed(client)


def test_what_has_no_day_yet_stands_apart(client, region):
    TrainingFactory(
        region=region, title="未定の会", starts_on=None, precision="year", fiscal_year=2016
    )

    page = listed(client)

    assert "日を調整しているもの" in page
    assert "平成28年度（日は調整中）" in page


def test_what_never_got_a_day_in_a_past_year_is_no_longer_announced(client, region):
    TrainingFactory(
        region=region, title="古い会", starts_on=None, precision="year", fiscal_year=2015
    )

    assert "古い会" not in listed(client)


def test_a_month_is_told_as_a_month(client, region):
    LectureFactory(region=region, starts_on=date(2017, 3, 1), precision="month")

    page = listed(client)

    assert "平成29年3月" in page
    assert "3月1日" not in page


def test_citizens_see_only_what_is_for_them(client, region):
    LectureFactory(region=region, title="市民の会", starts_on=TOMORROW)
    TrainingFactory(region=region, title="専門職の会", starts_on=TOMORROW)

    page = listed(client, "?audience=lecture")

    assert "市民の会" in page
    assert "専門職の会" not in page


def test_the_list_can_be_narrowed_to_a_kind(client, region):
    forum = TermFactory(scheme="lecture", code="forum")
    LectureFactory(region=region, title="フォーラム", starts_on=TOMORROW, kind=forum)
    LectureFactory(region=region, title="ほかの会", starts_on=TOMORROW)

    page = listed(client, "?kind=forum")

    assert "フォーラム" in page
    assert "ほかの会" not in page


def test_nothing_found_leads_back_to_all(client, region):
    assert "すべての催しを見る" in listed(client, "?audience=training")


def test_an_impossible_choice_does_no_harm(client, region):
    assert client.get("/mihon/events/?kind=%00&audience=x&page=zzz").status_code == 200


def test_without_any_gathering_the_list_promises_one(client, region):
    assert "決まりしだい" in listed(client)


@pytest.mark.parametrize("state", ["internal", "deleted"])
def test_the_list_keeps_back_what_is_not_public(client, region, state):
    LectureFactory(region=region, title="見えない会", starts_on=YESTERDAY, **{state: True})

    assert "見えない会" not in listed(client)


def test_a_cancelled_gathering_of_the_past_says_so_with_its_reason(client, region):
    LectureFactory(region=region, starts_on=YESTERDAY, cancelled=True)

    page = listed(client)

    assert "中止" in page
    assert "見本の大雪のため" in page


def test_past_gatherings_come_twenty_a_page(client, region):
    for n in range(21):
        LectureFactory(region=region, title=f"会の{n:02}", starts_on=TODAY - timedelta(days=n + 1))

    assert "会の20" not in listed(client)
    assert "会の20" in listed(client, "?page=2")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_the_same_for_one_and_for_three(
    client, region, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        LectureFactory(region=region, starts_on=TOMORROW, days=[{"on": TOMORROW}])
        LectureFactory(region=region, starts_on=YESTERDAY, days=[{"on": YESTERDAY}])

    with django_assert_max_num_queries(4):
        listed(client)


@pytest.mark.parametrize("rows", [1, 3])
def test_for_somebody_signed_in_it_asks_three_times_more(
    client, region, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        LectureFactory(region=region, starts_on=TOMORROW, days=[{"on": TOMORROW}])
        LectureFactory(region=region, starts_on=YESTERDAY, days=[{"on": YESTERDAY}])
    client.force_login(MembershipFactory(region=region, coordinator=True).user)

    with django_assert_max_num_queries(7):
        listed(client)


def test_a_cancelled_gathering_to_come_stays_among_them_and_says_so(client, region):
    TrainingFactory(region=region, title="中止の会", starts_on=TOMORROW, cancelled=True)

    coming, _, _ = listed(client).partition("これまでの催し")

    assert coming.index("これからの催し") < coming.index("中止の会") < coming.index(">中止</span>")


def test_lectures_of_one_title_name_their_school_district(client, region):
    common = {"region": region, "title": "見本の出前講座"}
    for name in ("東", "西"):
        LectureFactory(
            **common,
            school_district=SchoolDistrictFactory(name=name),
            starts_on=None,
            precision="year",
            fiscal_year=2016,
        )
    LectureFactory(**common, school_district=SchoolDistrictFactory(name="南"), starts_on=TOMORROW)

    page = listed(client)

    assert [name in page for name in ("東校下", "西校下", "南校下")] == [True] * 3
