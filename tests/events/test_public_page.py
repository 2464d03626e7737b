import re
from datetime import date, time

import pytest

from tests.accounts.factories import MembershipFactory
from tests.clock import NOW, TOMORROW, YESTERDAY
from tests.council.factories import MeetingFactory
from tests.outreach.factories import LectureFactory, SchoolDistrictFactory
from tests.programme.factories import RegionFactory

pytestmark = pytest.mark.django_db
CHERRY = date(2017, 3, 26)


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def region(db):
    return RegionFactory(slug="mihon", office_hours="平日 9時～17時")


@pytest.fixture
def lecture(region):
    return LectureFactory(
        region=region,
        title="見本シンポジウム",
        starts_on=CHERRY,
        days=[
            {
                "on": CHERRY,
                "reception_at": time(13),
                "starts_at": time(13, 30),
                "ends_at": time(15, 45),
            }
        ],
        venue="見本会館",
        venue_address="見本町950番地",
        capacity=100,
        fee="無料",
        organizer="見本市",
        co_organizer="見本医師会",
        audience="どなたでも",
        apply_to="見本事務局",
        apply_telephone="0297-00-1234",
        apply_fax="0297-00-7288",
        apply_note="はがきでも申し込めます",
        agenda=["上映", "シンポジウム：答えます"],
        lecturers=[{"name": "見本　太郎", "honorific": "先生", "affiliation": "見本医院"}],
    )


def shown(client, gathering) -> str:
    return client.get(f"/mihon/events/{gathering.public_id}/").content.decode()


def test_the_page_tells_when_and_where(client, lecture):
    page = shown(client, lecture)

    assert "平成29年（2017年）3月26日（日曜日）" in page
    assert "13時30分～15時45分" in page
    assert "13時 受付開始" in page
    assert "見本町950番地" in page


def test_the_page_tells_the_facts_of_taking_part(client, lecture):
    page = shown(client, lecture)

    assert [word in page for word in ("100名", "無料", "見本医師会", "どなたでも")] == [True] * 4


def test_telephone_and_fax_stand_side_by_side(client, lecture):
    page = shown(client, lecture)

    assert 'href="tel:0297-00-1234"' in page
    assert "0297-00-7288" in page
    assert f"/mihon/events/{lecture.public_id}/fax/" in page
    assert "はがきでも申し込めます" in page


def test_the_programme_and_the_lecturers_are_told_in_order(client, lecture):
    page = shown(client, lecture)

    assert (
        page.index("上映")
        < page.index("<strong>シンポジウム</strong>")
        < page.index("見本　太郎　先生")
    )
    assert "（見本医院）" in page


def test_after_the_day_nobody_is_asked_to_apply_and_the_count_says_whom_it_counts(client, region):
    past = LectureFactory(
        region=region,
        starts_on=YESTERDAY,
        days=[{"on": YESTERDAY}],
        apply_telephone="0297-00-1234",
        attendance_total=91,
        secretariat="included",
        people=["医師", "薬剤師"],
        is_listing_partial=True,
        result="よい会でした",
    )

    page = shown(client, past)

    assert "申込方法" not in page
    assert "91名（事務局を含む）" in page
    assert "医師、薬剤師等" in page
    assert "よい会でした" in page


def test_a_cancelled_gathering_gives_its_reason_and_takes_no_applications(client, region):
    off = LectureFactory(
        region=region, starts_on=TOMORROW, apply_telephone="0297-00-1234", cancelled=True
    )

    page = shown(client, off)

    assert "見本の大雪のため" in page
    assert "申込方法" not in page


def test_other_days_of_the_same_title_are_told_with_their_counts(client, region, lecture):
    LectureFactory(
        region=region, title="見本シンポジウム", starts_on=date(2017, 2, 5), attendance_total=100
    )
    LectureFactory(region=region, title="別の会", starts_on=date(2017, 2, 6))
    LectureFactory(title="見本シンポジウム", starts_on=date(2017, 2, 7))

    page = shown(client, lecture)

    assert "平成29年2月5日（日曜日）" in page
    assert "2月6日" not in page
    assert "2月7日" not in page


def test_without_a_day_the_page_says_that_it_is_still_open(client, region):
    some = LectureFactory(region=region, starts_on=None, precision="year", fiscal_year=2016)

    page = shown(client, some)

    assert "平成28年度（日は調整中）" in page
    assert ".ics" not in page


def test_a_meeting_has_a_page_with_its_agenda(client, region):
    meeting = MeetingFactory(region=region, starts_on=YESTERDAY, agenda=["見本の報告"])

    page = shown(client, meeting)

    assert "議事内容" in page
    assert "見本の報告" in page


@pytest.mark.parametrize("state", ["internal", "deleted"])
@pytest.mark.parametrize("ending", ["/", ".ics", "/fax/"])
def test_what_is_not_public_is_not_found_even_by_staff(client, region, state, ending):
    hidden = LectureFactory(
        region=region, starts_on=TOMORROW, apply_fax="0297-00-7288", **{state: True}
    )
    client.force_login(MembershipFactory(coordinator=True, region=region).user)

    assert client.get(f"/mihon/events/{hidden.public_id}{ending}").status_code == 404


def test_a_gathering_is_not_found_under_another_region(client, lecture):
    RegionFactory(slug="tonari")

    assert client.get(f"/tonari/events/{lecture.public_id}/").status_code == 404


def test_typed_signs_are_text(client, region):
    some = LectureFactory(region=region, title="<b>太字</b>の会", starts_on=TOMORROW)

    assert "<b>太字" not in shown(client, some)


def test_the_fax_sheet_has_the_number_on_top_and_room_to_write(client, lecture):
    page = client.get(f"/mihon/events/{lecture.public_id}/fax/").content.decode()

    assert page.index("0297-00-7288") < page.index("見本シンポジウム 申込書") < page.index("お名前")


def test_the_fax_sheet_of_a_series_asks_for_the_day(client, region):
    days = [{"on": TOMORROW}, {"on": CHERRY}]
    series = LectureFactory(
        region=region, starts_on=TOMORROW, ends_on=CHERRY, days=days, apply_fax="0297-00-7288"
    )

    page = client.get(f"/mihon/events/{series.public_id}/fax/").content.decode()

    assert "参加する日" in page


@pytest.mark.parametrize(
    "facts", [{"apply_fax": ""}, {"apply_fax": "0297-00-1", "cancelled": True}]
)
def test_where_no_fax_is_taken_there_is_no_sheet(client, region, facts):
    some = LectureFactory(region=region, starts_on=TOMORROW, **facts)

    assert client.get(f"/mihon/events/{some.public_id}/fax/").status_code == 404


def test_the_page_needs_few_queries(client, lecture, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        shown(client, lecture)


def test_a_cancelled_gathering_prints_no_number_of_people(client, region):
    off = MeetingFactory(
        region=region, starts_on=YESTERDAY, cancelled=True, attendance_total=8, result="なし"
    )

    assert "8名" not in shown(client, off)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"starts_on": TOMORROW}, "カレンダーに追加する"),
        ({"starts_on": TOMORROW, "cancelled": True}, "カレンダーの予定に中止を入れる"),
        ({"starts_on": YESTERDAY}, ""),
    ],
    ids=["to come", "called off", "over"],
)
def test_the_calendar_is_offered_for_what_is_to_come_and_to_strike_out(
    client, region, facts, words
):
    page = shown(client, LectureFactory(region=region, **facts))

    offered = re.findall("カレンダー[^（]+", page)
    assert offered == [words] * bool(words)


def test_a_lecture_names_its_school_district(client, region):
    lecture = LectureFactory(region=region, school_district=SchoolDistrictFactory(name="見本"))

    assert '<th scope="row">校下</th><td>見本校下</td>' in shown(client, lecture)
