"""The page on which a member of a council begins."""

from datetime import timedelta

import pytest

from renkei.core.actors import SYSTEM
from renkei.events.models import AgendaItem
from renkei.geo.models import TownPoint
from renkei.reporting import actions as reporting
from renkei.vocabulary.models import Scheme
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW, TODAY
from tests.council.factories import CouncilFactory, MeetingFactory
from tests.geo.factories import MunicipalityFactory
from tests.portal.conftest import signed_in
from tests.programme.factories import RegionFactory
from tests.reporting.factories import begin_paper
from tests.vocabulary.factories import TermFactory

pytestmark = pytest.mark.django_db
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def council(region):
    return CouncilFactory(region=region, name="見本協議会")


@pytest.fixture
def member(region):
    """The browser of a member of the region's council."""
    return signed_in(MembershipFactory(region=region, council_member=True).user)


@pytest.fixture
def meeting(region, council):
    """A meeting of the council in a week, with a point of its agenda."""
    meeting = MeetingFactory(
        region=region, council=council, title="第2回の会議", starts_on=NEXT_WEEK, venue="見本会館"
    )
    AgendaItem.objects.create(gathering=meeting, position=0, text="足りないもの")
    return meeting


def opened(browser):
    return browser.get("/mihon/desk/council/")


def page(browser) -> str:
    answer = opened(browser)
    assert answer.status_code == 200
    return answer.content.decode()


def told_of(meeting, **more):
    """A final paper for the meeting."""
    paper = begin_paper(meeting.region, title="見本の報告", **more)
    paper.meeting = meeting
    paper.save()
    reporting.finalise(paper=paper, by=SYSTEM, at=NOW)
    return paper


def test_the_next_meeting_is_told_with_its_agenda(member, meeting):
    words = page(member)

    assert "第2回の会議</a>" in words
    assert "見本会館" in words
    assert "<li>足りないもの</li>" in words
    assert "まだ公開されていません。" in words


def test_its_papers_lead_to_their_page(member, meeting):
    paper = told_of(meeting)

    assert page(member).count(f'href="/mihon/papers/{paper.public_id}/"') == 2


def test_an_unpublished_meeting_and_paper_are_not_told(member, meeting):
    meeting.is_public = False
    meeting.save()
    begin_paper(meeting.region, title="作りかけの資料")

    words = page(member)

    assert "第2回の会議" not in words
    assert "作りかけの資料" not in words
    assert "次の会議の日は、まだ決まっていません。" in words


def test_the_secretariats_own_meetings_and_another_regions_are_not_told(member, region):
    tonari = RegionFactory(slug="tonari")
    MeetingFactory(region=region, title="内の打合せ", starts_on=NEXT_WEEK)
    MeetingFactory(
        region=tonari,
        council=CouncilFactory(region=tonari),
        title="となりの会議",
        starts_on=NEXT_WEEK,
    )

    assert list(opened(member).context["coming"]) == []


def test_a_cancelled_meeting_says_why(member, meeting):
    meeting.cancelled_at, meeting.cancelled_because = NOW, "大雪のため"
    meeting.save()

    assert "大雪のため" in page(member)


def test_of_each_body_the_latest_three_meetings_before_are_listed(member, region, council):
    other = CouncilFactory(region=region, name="見本部会", position=1)
    for body, days in [(council, 10), (council, 20), (council, 30), (council, 40), (other, 5)]:
        MeetingFactory(
            region=region,
            council=body,
            title=f"{days}日前",
            starts_on=TODAY - timedelta(days=days),
        )

    bodies = opened(member).context["bodies"]

    assert [(str(body), [held.title for held in meetings]) for body, meetings in bodies] == [
        ("見本協議会", ["10日前", "20日前", "30日前"]),
        ("見本部会", ["5日前"]),
    ]


def test_what_is_missing_within_reach_is_drawn_and_leads_to_its_page(member, region):
    town = MunicipalityFactory(name="見本市")
    region.municipalities.add(town)
    TownPoint.objects.create(
        municipality=town, name="南町", key="南町", latitude=35.9, longitude=140.0
    )
    TermFactory(scheme=Scheme.ABILITY, code="ventilator", label="人工呼吸器")

    words = page(member)

    assert "人工呼吸器が5km以内にある町</h2>" in words
    assert 'action="/mihon/desk/resources/coverage/#map"' in words
    assert "ほかに1件は、できる事業所の記録がありません。" in words


def test_without_towns_it_says_that_nothing_can_be_counted_yet(member):
    assert "まだ数えられません。" in page(member)


def test_the_coverage_is_read_without_the_lists_of_the_desk(member):
    words = member.get("/mihon/desk/resources/coverage/").content.decode()

    assert "<h1>届く範囲</h1>" in words
    assert "社会資源の一覧" not in words


def test_the_navigation_holds_the_two_pages_only(member):
    groups = opened(member).context["navigation"]

    assert [entry["label"] for group in groups for entry in group] == ["協議会", "届く範囲"]


def test_the_staff_may_look_at_it_and_keep_their_own_navigation(desk):
    groups = opened(desk).context["navigation"]

    assert groups[0][0]["label"] == "今日"
    assert "協議会" not in [entry["label"] for group in groups for entry in group]


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_for_one_and_three(
    member, region, council, count, django_assert_num_queries
):
    for number in range(count):
        coming = MeetingFactory(region=region, council=council, starts_on=NEXT_WEEK)
        MeetingFactory(region=region, council=council, starts_on=TODAY - timedelta(days=number + 1))
        told_of(coming)
    opened(member)

    with django_assert_num_queries(18):
        opened(member)
