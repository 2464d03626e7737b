"""The public programme page: every fact from a record, in its place."""

import re
from datetime import date, datetime, time, timedelta

import pytest

from renkei.core.actors import SYSTEM
from renkei.core.dates import Precision
from renkei.events.models import AgendaItem, Basis, Secretariat
from renkei.programme import actions
from renkei.programme.models import Item, Mode, Undertaking
from tests.clock import JAPAN, NOW
from tests.council.factories import MeetingFactory
from tests.outreach.factories import LeafletFactory, LectureFactory, SchoolDistrictFactory
from tests.programme.factories import (
    CommissionFactory,
    ContactPointFactory,
    ItemNameFactory,
    ProgrammeYearFactory,
    UndertakingFactory,
)
from tests.training.factories import TrainingFactory
from tests.vocabulary.factories import TermFactory

URL = "/mihon/programme/2016/"
pytestmark = pytest.mark.django_db


def page(client, url=URL):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def part(html, anchor):
    """The text of the section with this id, up to the next one at the top."""
    start = html.index(f'id="{anchor}"')
    following = re.compile(r'<section class="l-section" id="(?:[a-z]{1,2}|contact)">')
    end = following.search(html, start)
    return text_of(html[start : end.start() if end else len(html)])


def test_a_year_is_named_and_dated_from_its_records(client, region):
    MeetingFactory(region=region, updated_at=datetime(2017, 2, 14, 23, 30, tzinfo=JAPAN))

    shown = text_of(page(client))

    assert "平成28年度の取組" in shown
    assert "更新日 平成29年2月14日" in shown
    assert "平成28年4月～平成29年3月" in shown


def test_deleting_a_record_changes_the_page_and_its_day(client, region):
    kept, gone = MeetingFactory(region=region), MeetingFactory(region=region)
    assert gone.title in page(client)

    actions.delete(record=gone, by=SYSTEM, at=NOW + timedelta(days=3))

    html = page(client)
    assert kept.title in html
    assert gone.title not in html
    assert "更新日 平成29年2月20日" in text_of(html)


def test_changing_a_record_changes_the_page(client, region):
    meeting = MeetingFactory(region=region, venue="見本会館")
    assert "見本会館" in page(client)

    meeting.venue = "見本新会館"
    actions.keep(record=meeting, by=SYSTEM, at=NOW)

    assert "見本新会館" in page(client)


def test_internal_and_foreign_records_stay_away(client, region):
    MeetingFactory(region=region)
    hidden = [
        MeetingFactory(region=region, internal=True),
        MeetingFactory(),
        MeetingFactory(region=region, starts_on=date(2017, 4, 1)),
    ]

    html = page(client)

    assert [each.title for each in hidden if each.title in html] == []


def test_a_meeting_is_told_with_day_place_people_and_agenda(client, region):
    MeetingFactory(
        region=region,
        title="見本協議会",
        starts_on=date(2016, 6, 28),
        venue="見本病院",
        attendance_total=31,
        is_listing_partial=True,
        people=["医師", "行政職員"],
        agenda=["見本の成果報告"],
    )

    shown = part(page(client), "i")

    assert "開催日 平成28年6月28日（火曜日） 開催場所 見本病院" in shown
    assert "出席関係機関・団体等 31名 医師、行政職員等 議事内容 見本の成果報告" in shown


def test_a_training_says_whom_its_number_counts(client, region):
    TrainingFactory(region=region, attendance_total=79, attendance_basis=Basis.COMPLETED)

    assert "参加者 79名 （修了者）" in part(page(client), "ka")


def test_a_lecture_has_rows_for_speaker_and_symposium(client, region):
    LectureFactory(
        region=region,
        attendance_total=91,
        secretariat=Secretariat.INCLUDED,
        agenda=["シンポジウム：見本を考える"],
        lecturers=[
            {"name": "見本太郎", "honorific": "先生", "affiliation": "見本大学", "topic": "見本"}
        ],
    )

    shown = part(page(client), "ki")

    assert "参加人数 91名 （事務局を含む） 講演 見本太郎先生（見本大学）「見本」" in shown
    assert "シンポジウム 見本を考える" in shown


def test_a_programme_with_times_stays_one_list_in_its_order(client, region):
    forum = TrainingFactory(region=region, lecturers=[{"name": "見本太郎", "honorific": "先生"}])
    points = [(time(13, 30), "", "開会"), (None, "", "今年度の事業"), (time(14), "講演", "話")]
    for place, (starts_at, label, text) in enumerate(points):
        AgendaItem.objects.create(
            gathering=forum, position=place, starts_at=starts_at, label=label, text=text
        )

    html = page(client)

    shown = part(html, "ka")
    assert "講師 見本太郎先生" in shown
    assert "研修内容 13時30分 開会 今年度の事業 14時 講演：話" in shown
    assert re.search(r"<ol>\s*<li>13時30分", html)


def test_headed_points_among_plain_ones_stay_in_their_order(client, region):
    MeetingFactory(region=region, agenda=["開会", "講演：見本の話", "閉会"])

    assert "議事内容 開会 講演：見本の話 閉会" in part(page(client), "i")


def test_a_headed_talk_does_not_share_its_heading_with_the_speakers(client, region):
    LectureFactory(region=region, agenda=["講演：見本の話"], lecturers=[{"name": "見本太郎"}])

    assert "講師 見本太郎 講演 見本の話" in part(page(client), "ki")


def _open_symposium(region, **more):
    day = date(2017, 3, 26)
    return LectureFactory(
        region=region,
        title="見本のシンポジューム",
        starts_on=day,
        days=[
            {"on": day, "reception_at": time(13), "starts_at": time(13, 30), "ends_at": time(15)}
        ],
        venue="見本市役所",
        venue_address="見本市1番地",
        capacity=100,
        fee="無料",
        apply_to="見本事務局",
        apply_telephone="0297-00-7277",
        apply_fax="0297-00-7288",
        **more,
    )


def test_what_is_to_come_stands_in_a_box_with_how_to_apply(client, region):
    lecture = _open_symposium(region)

    html = page(client)

    shown = text_of(html[html.index('id="upcoming-ki"') :])
    assert "平成29年（2017年）3月26日（日曜日）13時30分～15時（13時受付開始）" in shown.replace(
        " ", ""
    )
    assert "開催場所 見本市役所 見本市1番地 定員 100名 参加費 無料" in shown
    assert "申込先" in shown
    assert "0297-00-7277 見本事務局" not in shown.split("申込先")[0]
    assert "FAX 0297-00-7288" in shown
    assert f"/mihon/events/{lecture.public_id}/" in html


def test_what_is_over_leaves_the_box(client, region, settings):
    _open_symposium(region)
    settings.CLOCK = "2017-03-27T09:00:00+09:00"

    html = page(client)

    assert "upcoming-ki" not in html
    assert "平成29年3月26日（日曜日）" in html


def test_a_cancelled_gathering_says_so_and_why(client, region):
    LectureFactory(region=region, starts_on=date(2017, 3, 1), cancelled=True)

    html = page(client)

    assert "中止：見本の大雪のため" in part(html, "ki")
    assert "upcoming" not in html


def test_monthly_meetings_without_agenda_are_told_in_one_line(client, region):
    for month in range(4, 13):
        MeetingFactory(
            region=region,
            title="見本事務局会議",
            item=Item.U,
            starts_on=date(2016, month, 1),
            precision=Precision.MONTH,
        )

    assert "見本事務局会議（毎月1回開催） 9回実施" in part(page(client), "u")


def test_irregular_and_cancelled_meetings_are_counted_as_they_were(client, region):
    for month, is_cancelled in [(4, False), (5, True), (8, False), (9, False)]:
        MeetingFactory(
            region=region,
            title="見本事務局会議",
            item=Item.U,
            starts_on=date(2016, month, 5),
            cancelled=is_cancelled,
        )

    assert "見本事務局会議 3回実施" in part(page(client), "u")


def test_lectures_per_school_district_make_a_table(client, region):
    kind = TermFactory(scheme="lecture", code="school-district")
    doctor = {"name": "見本　花子", "honorific": "先生", "affiliation": "見本医院"}
    district = SchoolDistrictFactory(name="見本校下")
    common = {"region": region, "kind": kind, "title": "見本出前講座", "fiscal_year": 2016}
    LectureFactory(
        **common,
        starts_on=None,
        precision=Precision.YEAR,
        school_district=district,
        capacity=30,
        lecturers=[doctor],
        venue="見本公民館",
        fee="無料",
        apply_telephone="0297-00-1234",
        apply_fax="0297-00-7288",
    )
    LectureFactory(**common, cancelled=True, attendance_total=12)
    LectureFactory(**common, school_district=district, attendance_total=28, fee="無料")
    named = LectureFactory(**common, lecturers=[doctor])

    html = page(client)
    shown = part(html, "ki")

    assert "見本校下 見本 花子 先生 見本医院 予定 30名 日は調整中 見本公民館 参加費 無料" in shown
    assert "申込み 0297-00-1234 FAX 0297-00-7288" in shown
    assert "調整中 調整中 調整中 中止 中止：見本の大雪のため" in shown
    assert "見本校下 調整中 調整中 28名 平成28年8月28日（日曜日） 調整中" in shown
    assert f'<a href="/mihon/events/{named.public_id}/">見本　花子　先生</a>' in html


def test_a_cancelled_meeting_has_no_number_of_people_and_asks_nobody_to_apply(client, region):
    MeetingFactory(
        region=region,
        cancelled=True,
        attendance_total=8,
        people=["医師"],
        apply_telephone="0297-00-1234",
    )

    shown = part(page(client), "i")

    assert "中止" in shown
    assert [word for word in ("8名", "医師", "申込先") if word in shown.split("開催日")[1]] == []


def test_the_scope_follows_the_commissions(client, region):
    town = CommissionFactory(region=region, item=Item.A).municipality
    for item in [Item.I, Item.U, Item.KA, Item.KI, Item.KU]:
        CommissionFactory(region=region, item=item, municipality=town)

    before = part(page(client), "items")
    for item in [Item.E, Item.O]:
        CommissionFactory(region=region, item=item, municipality=town)
    after = part(page(client), "items")

    assert "平成28年度については（エ）、（オ）を除く6項目を委託しています。" in before
    assert before.count("協議中") == 2
    assert "平成28年度については8項目すべてを委託しています。" in after
    assert after.count("協議中") == 0


def test_municipalities_that_differ_are_named(client, region):
    CommissionFactory(region=region, municipality__name="見本東市")
    CommissionFactory(region=region, municipality__name="見本西市", own=True)

    shown = part(page(client), "items")

    assert "委託（見本東市） 直営（見本西市）" in shown


def test_an_item_that_is_not_carried_out_says_so_and_is_not_under_discussion(client, region):
    for item in Item:
        CommissionFactory(region=region, item=item, mode=Mode.NONE, contractor=None)

    shown = part(page(client), "items")

    assert shown.count("実施しない") == 8
    assert "協議中" not in shown


def test_nothing_is_said_of_a_commission_where_all_is_done_by_the_region(client, region):
    CommissionFactory(region=region, own=True)
    CommissionFactory(region=region, item=Item.I, mode=Mode.JOINT)

    shown = part(page(client), "items")

    assert "を委託" not in shown
    assert "直営" in shown
    assert "共同" in shown


def test_the_words_of_the_year_and_the_regions_wording_of_items(client, region):
    ProgrammeYearFactory(
        region=region,
        introduction="見本のはじめに",
        scope="見本は8項目です。",
        scope_note="見本とともに取り組んでいます。",
    )
    CommissionFactory(region=region)
    ItemNameFactory(region=region, heading="見本の見出し")
    UndertakingFactory(region=region)

    html = page(client)

    assert "見本のはじめに" in html
    assert "を委託し、見本とともに取り組んでいます。" in part(html, "items")
    assert "見本の資源の把握" in part(html, "items")
    assert "見本の見出し" in part(html, "a")


def test_plans_stand_in_the_table_and_work_below_its_item(client, region):
    plan = UndertakingFactory(
        region=region,
        kind=Undertaking.Kind.PLAN,
        link_label="見本マップ",
        link_url="https://example.jp/map",
    )
    work = UndertakingFactory(region=region, note="公表予定")
    starred = UndertakingFactory(region=region, note="※以下順次", link_label="見本の冊子")

    html = page(client)

    assert plan.title in part(html, "items")
    assert '<a href="https://example.jp/map">見本マップ</a>' in html
    assert f"{work.title} （公表予定）" in part(html, "a")
    assert f"{starred.title} 見本の冊子 ※以下順次" in part(html, "a")
    assert plan.title not in part(html, "a")


def test_a_leaflet_is_told_with_its_edition_and_number(client, region):
    LeafletFactory(region=region, title="見本の冊子", edition="第2版", printed=1500)
    LeafletFactory(region=region, title="見本リーフレットA", cancelled=True, printed=5000)

    shown = part(page(client), "ki")

    assert "見本の冊子 第2版、1,500部" in shown
    assert "見本リーフレットA 中止：見本の大雪のため" in shown
    assert "5,000部" not in shown


def test_an_item_without_work_has_no_part(client, region):
    UndertakingFactory(region=region)

    assert re.findall(r'<section class="l-section" id="([a-z]+)">', page(client)) == [
        "items",
        "a",
        "contact",
    ]


def test_the_contact_of_the_page_or_else_of_the_region(client, region):
    MeetingFactory(region=region)
    assert "見本相談窓口" in part(page(client), "contact")

    ContactPointFactory(
        region=region,
        telephone_note="代表",
        fax="0297-00-6527",
        postal_code="302-0000",
        address="見本",
    )

    shown = part(page(client), "contact")
    assert "見本福祉課" in shown
    assert "〒302-0000 見本" in shown
    assert "0297-00-5678 （代表）" in shown
    assert "0297-00-6527" in shown


def test_a_year_without_anything_is_not_found(client, region):
    MeetingFactory(region=region, deleted=True)

    assert client.get(URL).status_code == 404


def test_the_years_are_listed_latest_first(client, region):
    MeetingFactory(region=region)
    ProgrammeYearFactory(region=region, fiscal_year=2017)

    html = page(client, "/mihon/programme/")

    assert re.findall(r"/mihon/programme/(\d+)/", html) == ["2017", "2016"]


def test_a_region_without_work_says_what_is_missing(client, region):
    assert "まだ公開した取組がありません" in page(client, "/mihon/programme/")


@pytest.mark.parametrize("count", [1, 3])
def test_many_rows_cost_no_more_queries(client, region, count, django_assert_num_queries):
    for _ in range(count):
        MeetingFactory(region=region, days=[{"on": date(2016, 8, 28)}], agenda=["a"], people=["b"])
        UndertakingFactory(region=region)

    with django_assert_num_queries(13):
        client.get(URL)
    with django_assert_num_queries(2):
        client.get(URL)


def test_hostile_text_stays_text(client, region):
    MeetingFactory(region=region, title="<script>alert(1)</script>", venue="</td><b>")

    html = page(client)

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_monthly_meeting_still_to_come_is_not_counted_as_held(client, region):
    for month in (11, 12, 1, 3):
        MeetingFactory(
            region=region,
            title="見本事務局会議",
            item=Item.U,
            starts_on=date(2016 if month > 3 else 2017, month, 1),
            precision=Precision.MONTH,
        )

    shown = part(page(client), "u")

    assert "見本事務局会議（毎月1回開催） 3回実施" in shown
    assert "開催日 平成29年3月" in shown


def test_what_came_of_it_and_for_whom_it_is(client, region):
    LectureFactory(region=region, audience="どなたでも", starts_on=date(2016, 9, 1))
    LectureFactory(region=region, result="見本のまとめ", summary="見本の概要")

    shown = part(page(client), "ki")

    assert "対象 どなたでも" in shown
    assert "まとめ 見本のまとめ" in shown
    assert "見本の概要" in shown


def test_the_same_page_is_there_on_paper(client, region):
    MeetingFactory(region=region)

    response = client.get("/mihon/programme/2016.pdf")

    assert response.content.startswith(b"%PDF")
    assert "inline" in response["Content-Disposition"]
    assert "/mihon/programme/2016.pdf" in page(client)
    assert "PDF（A4 1ページ、" in page(client)
