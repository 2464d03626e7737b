"""A membership ends and an account is stopped at once, and never the last of a region."""

import pytest

from renkei.accounts import actions
from renkei.accounts.models import Membership
from renkei.audit.models import AuditEvent
from tests.accounts.factories import MembershipFactory, UserFactory
from tests.clock import NOW, TODAY, TOMORROW


@pytest.fixture
def coordinator(db):
    return MembershipFactory(coordinator=True)


def test_an_ended_membership_holds_no_longer_today(coordinator):
    other = MembershipFactory(region=coordinator.region)

    ended = actions.end_membership(membership=other, by=coordinator.user, at=NOW)

    assert ended.ended_on == TODAY
    assert not ended.is_active(TODAY)
    assert list(Membership.objects.active(TODAY)) == [coordinator]
    assert AuditEvent.objects.get(verb="revoke").region == coordinator.region.slug


def test_a_membership_that_has_not_begun_ends_on_its_first_day(coordinator):
    other = MembershipFactory(region=coordinator.region, started_on=TOMORROW)

    assert (
        actions.end_membership(membership=other, by=coordinator.user, at=NOW).ended_on == TOMORROW
    )


def test_nobody_ends_their_own(coordinator):
    MembershipFactory(region=coordinator.region, officer=True)

    with pytest.raises(actions.NotOneself):
        actions.end_membership(membership=coordinator, by=coordinator.user, at=NOW)
    with pytest.raises(actions.NotOneself):
        actions.deactivate(person=coordinator.user, by=coordinator.user, at=NOW)
    with pytest.raises(actions.NotOneself):
        actions.remove_second_factor(person=coordinator.user, by=coordinator.user, at=NOW)


@pytest.mark.parametrize("also", ["professional", "council_member"])
def test_the_last_who_records_the_work_stays(coordinator, also):
    MembershipFactory(region=coordinator.region, **{also: True})
    MembershipFactory(region=coordinator.region, officer=True, user=UserFactory(stopped=True))
    operator = UserFactory(operator=True)

    with pytest.raises(actions.LastOfStaff):
        actions.end_membership(membership=coordinator, by=operator, at=NOW)
    with pytest.raises(actions.LastOfStaff):
        actions.deactivate(person=coordinator.user, by=operator, at=NOW)


def test_with_an_officer_left_a_coordinator_may_go(coordinator):
    officer = MembershipFactory(region=coordinator.region, officer=True).user

    person = actions.deactivate(
        person=coordinator.user, region=coordinator.region, by=officer, at=NOW
    )

    assert (person.is_active, person.deactivated_at) == (False, NOW)
    assert AuditEvent.objects.get().region == coordinator.region.slug


def test_a_stopped_person_may_come_back(coordinator):
    person = MembershipFactory(region=coordinator.region, user=UserFactory(stopped=True)).user

    again = actions.reactivate(person=person, by=coordinator.user, at=NOW)

    assert (again.is_active, again.deactivated_at) == (True, None)


def test_joining_twice_is_refused(coordinator):
    with pytest.raises(actions.AlreadyHere):
        actions.join(
            user=coordinator.user,
            region=coordinator.region,
            facility=coordinator.facility,
            profession=coordinator.profession,
            role=coordinator.role,
            on=TODAY,
            by=coordinator.user,
            at=NOW,
        )
