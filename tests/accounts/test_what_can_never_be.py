"""What the database refuses to keep."""

import pytest
from django.db import IntegrityError
from factory import SubFactory

from renkei.core.actors import Role
from tests.accounts.factories import InvitationFactory, MembershipFactory, UserFactory
from tests.clock import NOW, TODAY, YESTERDAY
from tests.geo.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"is_active": False}, id="stopped without a moment"),
        pytest.param({"deactivated_at": NOW}, id="moment without being stopped"),
        pytest.param({"email": "Mihon@example.jp"}, id="address in capitals"),
    ],
)
def test_such_a_person(fields):
    with pytest.raises(IntegrityError):
        UserFactory(**fields)


def test_two_people_with_one_address():
    UserFactory(email="mihon@example.jp")

    with pytest.raises(IntegrityError):
        UserFactory(email="mihon@example.jp")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"started_on": TODAY, "ended_on": YESTERDAY}, id="ends before it starts"),
        pytest.param({"facility": None}, id="professional without facility"),
    ],
)
def test_such_a_membership(fields):
    with pytest.raises(IntegrityError):
        MembershipFactory(**fields)


def test_the_same_membership_twice_at_once():
    first = MembershipFactory()

    with pytest.raises(IntegrityError):
        MembershipFactory(user=first.user, region=first.region, facility=first.facility)


def test_the_same_seat_in_the_council_twice_at_once():
    first = MembershipFactory(council_member=True)

    with pytest.raises(IntegrityError):
        MembershipFactory(user=first.user, region=first.region, council_member=True)


def test_the_same_membership_again_after_its_end_is_kept():
    first = MembershipFactory(gone=True)
    again = MembershipFactory(user=first.user, region=first.region, facility=first.facility)

    assert again.pk


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"accepted_at": NOW}, id="accepted by nobody"),
        pytest.param({"facility": None}, id="professional without facility"),
        pytest.param({"facility": None, "new_facility": "見本"}, id="new facility nowhere"),
        pytest.param(
            {"new_facility_municipality": SubFactory(MunicipalityFactory)}, id="new without name"
        ),
    ],
)
def test_such_an_invitation(fields):
    with pytest.raises(IntegrityError):
        InvitationFactory(**fields)


def test_an_invitation_both_accepted_and_withdrawn():
    with pytest.raises(IntegrityError):
        InvitationFactory(accepted_at=NOW, accepted_by=UserFactory(), withdrawn_at=NOW)


def test_two_waiting_invitations_of_one_address_to_one_role():
    first = InvitationFactory()

    with pytest.raises(IntegrityError):
        InvitationFactory(region=first.region, email=first.email, role=Role.PROFESSIONAL)
