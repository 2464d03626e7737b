"""The life of an invitation: sent, sent again, withdrawn, used once, expired."""

from datetime import timedelta

import pytest

from renkei.accounts import actions
from renkei.accounts.models import Invitation, Membership, User
from renkei.accounts.models.invitation import VALID_FOR
from renkei.audit.models import AuditEvent
from renkei.core.actors import Role
from renkei.organizations.models import Facility
from tests.accounts.factories import PASSWORD, InvitationFactory, MembershipFactory, UserFactory
from tests.clock import NOW, TODAY
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory
from tests.vocabulary.factories import TermFactory

NEW = {"name": "見本 新子", "kana": "みほん しんこ", "password": PASSWORD}


def invite(by, region, **changed):
    wanted = {
        "email": "Mihon.New@example.jp",
        "role": Role.PROFESSIONAL,
        "profession": TermFactory(),
        "facility": FacilityFactory(),
    }
    return actions.invite(region=region, by=by, at=NOW, **{**wanted, **changed})


@pytest.fixture
def coordinator(db):
    return MembershipFactory(coordinator=True)


def test_an_invitation_is_mailed_once_it_is_kept(
    coordinator, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invitation, token = invite(coordinator.user, coordinator.region)

    [mail] = mailoutbox
    assert mail.to == ["mihon.new@example.jp"]
    assert f"/invitation/{token}/" in mail.body
    assert coordinator.user.name not in mail.body
    assert AuditEvent.objects.get(verb="invite").object_id == invitation.public_id


def test_a_mail_that_cannot_go_out_does_not_undo_the_invitation(
    coordinator, settings, django_capture_on_commit_callbacks, caplog
):
    settings.EMAIL_BACKEND = "tests.accounts.post.ClosedPostOffice"

    with django_capture_on_commit_callbacks(execute=True):
        invitation, _ = invite(coordinator.user, coordinator.region)

    assert "could not be sent" in caplog.text
    assert list(Invitation.objects.usable(NOW)) == [invitation]


def test_the_token_itself_is_not_kept(coordinator):
    invitation, token = invite(coordinator.user, coordinator.region)

    assert token not in str(Invitation.objects.values())
    assert list(Invitation.objects.with_token(token)) == [invitation]


def test_a_waiting_invitation_is_not_doubled(coordinator):
    invite(coordinator.user, coordinator.region)

    with pytest.raises(actions.AlreadyInvited):
        invite(coordinator.user, coordinator.region)


def test_who_has_the_role_already_is_not_invited(coordinator):
    here = MembershipFactory(region=coordinator.region)

    with pytest.raises(actions.AlreadyHere):
        invite(coordinator.user, coordinator.region, email=here.user.email, facility=here.facility)


def test_accepting_makes_account_and_membership(db):
    invitation = InvitationFactory()

    person = actions.accept_as_new(invitation=invitation, at=NOW, **NEW)

    membership = Membership.objects.get()
    assert (membership.user, membership.region) == (person, invitation.region)
    assert (membership.role, membership.facility) == (invitation.role, invitation.facility)
    assert membership.started_on == TODAY
    assert person.check_password(PASSWORD)
    assert person.emailaddress_set.get().verified
    assert set(AuditEvent.objects.values_list("verb", flat=True)) == {"create", "grant", "accept"}


def test_accepting_registers_a_facility_that_was_not_known(coordinator):
    town = MunicipalityFactory()
    place = {"facility": None, "new_facility": "見本薬局", "new_facility_municipality": town}
    first, _ = invite(coordinator.user, coordinator.region, **place)
    second, _ = invite(coordinator.user, coordinator.region, email="b@example.jp", **place)

    actions.accept_as_new(invitation=first, at=NOW, **NEW)
    actions.accept_as_new(invitation=second, at=NOW, **NEW)

    facility = Facility.objects.get(name="見本薬局", municipality=town)
    assert facility.memberships.count() == 2
    told = AuditEvent.objects.get(object_id=facility.public_id)
    assert (told.verb, told.region) == ("create", coordinator.region.slug)


def test_an_invitation_is_used_once(db):
    invitation = InvitationFactory()
    actions.accept_as_new(invitation=invitation, at=NOW, **NEW)

    with pytest.raises(actions.InvitationUsed):
        actions.accept_as_new(invitation=invitation, at=NOW, **NEW)


def test_an_invitation_ends_after_seven_days(db):
    invitation = InvitationFactory()

    with pytest.raises(actions.InvitationExpired):
        actions.accept_as_new(invitation=invitation, at=NOW + VALID_FOR, **NEW)

    assert not Membership.objects.exists()


def test_a_withdrawn_invitation_opens_nothing(db):
    invitation = InvitationFactory()
    actions.withdraw(invitation=invitation, by=invitation.invited_by, at=NOW)

    with pytest.raises(actions.InvitationWithdrawn):
        actions.accept_as_new(invitation=invitation, at=NOW, **NEW)


def test_a_used_invitation_is_neither_withdrawn_nor_sent_again(db):
    invitation = InvitationFactory()
    actions.accept_as_new(invitation=invitation, at=NOW, **NEW)

    with pytest.raises(actions.InvitationUsed):
        actions.withdraw(invitation=invitation, by=invitation.invited_by, at=NOW)
    with pytest.raises(actions.InvitationUsed):
        actions.send_again(invitation=invitation, by=invitation.invited_by, at=NOW)


def test_sending_again_ends_the_old_link_and_begins_seven_new_days(db):
    invitation = InvitationFactory(expired=True, token="old")
    later = NOW + timedelta(days=1)

    again, token = actions.send_again(invitation=invitation, by=invitation.invited_by, at=later)

    assert again.expires_at == later + VALID_FOR
    assert not Invitation.objects.with_token("old").exists()
    assert Invitation.objects.with_token(token).exists()


def test_who_has_an_account_accepts_with_it(db):
    invitation = InvitationFactory()
    person = UserFactory(email=invitation.email)

    actions.accept(invitation=invitation, by=person, at=NOW)

    assert person.has_role(invitation.region_id, invitation.role)


def test_who_has_an_account_gets_no_second_one(db):
    invitation = InvitationFactory()
    UserFactory(email=invitation.email)

    with pytest.raises(actions.AccountExists):
        actions.accept_as_new(invitation=invitation, at=NOW, **NEW)


def test_an_invitation_is_for_its_address_alone(db):
    with pytest.raises(actions.InvitationForSomebodyElse):
        actions.accept(invitation=InvitationFactory(), by=UserFactory(), at=NOW)

    assert not Membership.objects.exists()


def test_an_address_has_one_account(db):
    UserFactory(email="mihon@example.jp")

    with pytest.raises(actions.AddressTaken):
        actions.create_person(
            email=" Mihon@example.jp", name="見本", password=PASSWORD, by=None, at=NOW
        )

    assert User.objects.count() == 1
