from datetime import date, time, timedelta

import pytest

from renkei.programme.models import Item
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW, TODAY, TOMORROW, YESTERDAY
from tests.council.factories import MeetingFactory
from tests.directory.factories import CorrectionFactory, InformalServiceFactory
from tests.liaison.factories import VisitFactory
from tests.outreach.factories import LeafletFactory, LectureFactory
from tests.portal.conftest import signed_in
from tests.programme.factories import CommissionFactory, UndertakingFactory
from tests.training.factories import TrainingFactory

pytestmark = pytest.mark.django_db


def today(desk) -> str:
    return desk.get("/mihon/desk/").content.decode()


def test_the_day_names_itself_and_what_is_left_of_the_year(desk):
    page = today(desk)

    assert "平成29年2月17日" in page
    assert "平成28年度はあと42日" in page


def test_every_kind_of_record_can_be_begun(desk):
    page = today(desk)

    for path in ("visits", "meetings", "trainings", "lectures", "leaflets", "undertakings"):
        assert f'href="/mihon/desk/{path}/new/"' in page


def test_an_empty_day_says_so(desk):
    page = today(desk)

    assert "今日の予定と期限はありません" in page
    assert "予定はありません" in page
    assert "期限を過ぎたもの" not in page


def test_a_year_nobody_has_decided_on_says_so_and_not_that_nothing_lacks(desk, region):
    undecided = today(desk)
    CommissionFactory(region=region, item=Item.A)
    UndertakingFactory(region=region, item=Item.A)
    decided = today(desk)

    assert "委託の範囲がまだ決まっていません" in undecided
    assert "足りないものはありません" not in undecided
    assert "委託の範囲がまだ決まっていません" not in decided
    assert "足りないものはありません" in decided


def test_what_happens_today_stands_with_its_time(desk, region):
    day = {"on": TODAY, "starts_at": time(13, 30)}
    MeetingFactory(region=region, title="きょうの会議", starts_on=TODAY, days=[day])
    VisitFactory(region=region, title="見本薬局", starts_on=TODAY, starts_at=time(10))

    page = today(desk)

    assert page.index("10時") < page.index("見本薬局を訪問") < page.index("きょうの会議")
    assert "13時30分～" in page


def test_a_cancelled_meeting_of_today_is_shown_as_cancelled(desk, region):
    MeetingFactory(region=region, title="きょうの会議", starts_on=TODAY, cancelled=True)

    assert "中止：きょうの会議" in today(desk)


def test_a_follow_up_past_its_day_is_overdue(desk, region):
    VisitFactory(
        region=region,
        title="見本薬局",
        starts_on=YESTERDAY,
        follow_up="名簿を送る",
        follow_up_by=YESTERDAY,
    )

    page = today(desk)

    assert "期限を過ぎたもの" in page
    assert "2月16日（木）<br>1日前" in page
    assert "名簿を送る" in page


def test_a_cancelled_visit_asks_for_nothing_more(desk, region):
    VisitFactory(
        region=region,
        starts_on=YESTERDAY,
        follow_up="名簿を送る",
        follow_up_by=YESTERDAY,
        cancelled=True,
    )

    assert "名簿を送る" not in today(desk)


@pytest.mark.parametrize(
    ("on", "told"),
    [(YESTERDAY, "2月16日（木）"), (date(2016, 3, 31), "平成28年3月31日（木）")],
    ids=["this year", "the year before"],
)
def test_a_follow_up_names_the_day_of_its_visit(desk, region, on, told):
    VisitFactory(region=region, title="見本薬局", starts_on=on, follow_up="名簿を送る")

    assert f"{told}に見本薬局を訪問" in today(desk)


def test_a_follow_up_due_today_belongs_to_today(desk, region):
    VisitFactory(region=region, starts_on=YESTERDAY, follow_up="名簿を送る", follow_up_by=TODAY)

    page = today(desk)

    assert "期限を過ぎたもの" not in page
    assert "2月17日（金）まで" in page


def test_later_follow_ups_come_after_and_those_without_a_day_last(desk, region):
    VisitFactory(region=region, starts_on=YESTERDAY, follow_up="いつか聞く")
    VisitFactory(region=region, starts_on=YESTERDAY, follow_up="あす送る", follow_up_by=TOMORROW)

    page = today(desk)

    assert page.index("あす送る") < page.index("期限なし") < page.index("いつか聞く")


def test_a_gathering_that_is_over_waits_for_its_result(desk, region):
    lecture = LectureFactory(region=region, title="すんだ講座", starts_on=YESTERDAY)

    page = today(desk)

    assert "すんだ講座" in page
    assert f'href="/mihon/desk/lectures/{lecture.public_id}/edit/"' in page


@pytest.mark.parametrize(
    "facts",
    [
        {"attendance_total": 5},
        {"result": "よい会でした"},
        {"cancelled": True},
        {"deleted": True, "deleted_at": NOW - timedelta(days=40)},
        {"starts_on": date(2015, 3, 1)},
        {"starts_on": date(2017, 1, 1), "precision": "month"},
    ],
)
def test_nothing_is_asked_of_what_is_told_cancelled_deleted_or_long_past(desk, region, facts):
    MeetingFactory(region=region, title="見本会議", **{"starts_on": YESTERDAY, **facts})

    assert "結果を書く" not in today(desk)


def test_the_next_seven_days_stand_at_the_side(desk, region):
    TrainingFactory(region=region, title="六日後の研修", starts_on=TODAY + timedelta(days=6))
    TrainingFactory(region=region, title="八日後の研修", starts_on=TODAY + timedelta(days=8))

    page = today(desk)

    assert "六日後の研修" in page
    assert "八日後の研修" not in page


def test_the_other_region_stays_out(desk):
    VisitFactory(starts_on=TODAY, title="となりの訪問先")
    LectureFactory(starts_on=YESTERDAY, title="となりの講座", deleted=True)

    assert "となりの" not in today(desk)


@pytest.mark.parametrize("make", [LectureFactory, VisitFactory, LeafletFactory, UndertakingFactory])
def test_what_was_deleted_lately_can_be_brought_back(desk, region, make):
    record = make(region=region, title="消した記録", deleted=True)

    page = today(desk)
    assert "消した記録" in page
    assert ">2月17日（金）</span>" in page
    start = page.index('action="', page.index("最近削除したもの")) + len('action="')
    desk.post(page[start : page.index('"', start)])

    record.refresh_from_db()
    assert record.deleted_at is None


def test_what_was_deleted_a_month_ago_is_no_longer_offered(desk, region):
    LectureFactory(region=region, title="古い記録", deleted_at=NOW - timedelta(days=31))

    assert "古い記録" not in today(desk)


@pytest.mark.parametrize("role", ["professional", "council_member"])
def test_only_staff_open_the_desk(region, role):
    person = MembershipFactory(region=region, **{role: True}).user

    assert signed_in(person).get("/mihon/desk/").status_code == 403


def test_staff_of_another_region_stay_out(region):
    person = MembershipFactory(coordinator=True).user

    assert signed_in(person).get("/mihon/desk/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_day_asks_the_database_the_same_for_one_and_for_three(
    desk, region, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        MeetingFactory(region=region, starts_on=TODAY, days=[{"on": TODAY}])
        LectureFactory(region=region, starts_on=YESTERDAY)
        LectureFactory(region=region, deleted=True)
        VisitFactory(region=region, starts_on=TODAY, follow_up="送る", follow_up_by=YESTERDAY)

    with django_assert_max_num_queries(23):
        today(desk)


def test_what_was_said_of_facilities_waits_until_somebody_decides(desk, region):
    CorrectionFactory(region=region)
    CorrectionFactory(region=region, approved=True)
    CorrectionFactory()

    assert "届いた知らせ 1件" in today(desk)


def test_informal_services_nobody_checked_for_a_year_wait_for_a_call(desk, region):
    InformalServiceFactory(region=region, checked_on=TODAY - timedelta(days=365))
    InformalServiceFactory(region=region, checked_on=TODAY - timedelta(days=364))

    assert "お助けサービス 1件の確認" in today(desk)
