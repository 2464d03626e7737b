"""Who knows of people, memberships and invitations."""

from renkei.accounts.models import Invitation, Membership, User
from tests.accounts.factories import InvitationFactory, MembershipFactory, UserFactory


def test_staff_see_the_memberships_of_their_region(db):
    coordinator = MembershipFactory(coordinator=True)
    colleague = MembershipFactory(region=coordinator.region)
    MembershipFactory()

    seen = Membership.objects.visible_to(coordinator.user)

    assert set(seen) == {coordinator, colleague}
    assert set(User.objects.visible_to(coordinator.user)) == {coordinator.user, colleague.user}


def test_others_see_only_their_own(db):
    professional = MembershipFactory()
    MembershipFactory(region=professional.region)

    assert list(Membership.objects.visible_to(professional.user)) == [professional]
    assert list(User.objects.visible_to(professional.user)) == [professional.user]


def test_a_past_coordinator_sees_only_their_own(db):
    gone = MembershipFactory(coordinator=True, gone=True)
    MembershipFactory(region=gone.region)

    assert list(Membership.objects.visible_to(gone.user)) == [gone]


def test_the_operator_sees_everybody(db):
    one, other = MembershipFactory(), MembershipFactory()
    operator = UserFactory(operator=True)

    assert set(Membership.objects.visible_to(operator)) == {one, other}
    assert set(User.objects.visible_to(operator)) == {one.user, other.user, operator}


def test_invitations_are_seen_by_staff_and_operator(db):
    invitation = InvitationFactory()
    here = MembershipFactory(region=invitation.region, officer=True).user
    elsewhere = MembershipFactory(officer=True).user
    professional = MembershipFactory(region=invitation.region).user

    def seen_by(actor):
        return list(Invitation.objects.visible_to(actor))

    assert seen_by(here) == seen_by(UserFactory(operator=True)) == [invitation]
    assert seen_by(elsewhere) == seen_by(professional) == []
