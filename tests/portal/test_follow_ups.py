import pytest

from renkei.audit.history import history_of
from renkei.liaison import actions
from tests.accounts.factories import MembershipFactory, UserFactory
from tests.clock import NOW, YESTERDAY
from tests.liaison.factories import VisitFactory
from tests.portal.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(region):
    return VisitFactory(
        region=region, starts_on=YESTERDAY, follow_up="名簿を送る", follow_up_by=YESTERDAY
    )


def test_one_press_finishes_a_follow_up_and_offers_the_way_back(desk, visit):
    page = desk.post(f"/mihon/desk/follow-ups/{visit.public_id}/finish/", follow=True)

    visit.refresh_from_db()
    assert visit.followed_up_at is not None
    assert f"/mihon/desk/follow-ups/{visit.public_id}/reopen/" in page.content.decode()
    assert "期限を過ぎたもの" not in page.content.decode()


def test_the_way_back_makes_it_wait_again(desk, visit):
    desk.post(f"/mihon/desk/follow-ups/{visit.public_id}/finish/")
    page = desk.post(f"/mihon/desk/follow-ups/{visit.public_id}/reopen/", follow=True)

    assert "期限を過ぎたもの" in page.content.decode()


def test_both_stand_in_the_history_once_each(visit):
    somebody = UserFactory()
    for _ in range(2):
        actions.finish_follow_up(visit=visit, by=somebody, at=NOW)
    for _ in range(2):
        actions.reopen_follow_up(visit=visit, by=somebody, at=NOW)

    told = [event.changes["次にすること"] for event in history_of(visit)]
    assert told == [["済み", "まだ"], ["まだ", "済み"]]


def test_where_nothing_was_promised_nothing_can_be_finished(region):
    visit = VisitFactory(region=region, starts_on=YESTERDAY)

    with pytest.raises(actions.NothingToFollowUp):
        actions.finish_follow_up(visit=visit, by=UserFactory(), at=NOW)


def test_a_look_does_not_finish_anything(desk, visit):
    assert desk.get(f"/mihon/desk/follow-ups/{visit.public_id}/finish/").status_code == 405


def test_a_stranger_does_not_find_the_visit(visit):
    stranger = signed_in(MembershipFactory(coordinator=True).user)

    answer = stranger.post(f"/mihon/desk/follow-ups/{visit.public_id}/finish/")

    assert answer.status_code == 404
