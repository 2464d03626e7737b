"""Each clause of each rule about people."""

import pytest

from renkei.accounts import policies
from renkei.accounts.models import SecondFactorRule
from renkei.core.actors import ANONYMOUS
from tests.accounts.factories import MembershipFactory, UserFactory

EVERYBODY = {
    "coordinator": lambda region: MembershipFactory(region=region, coordinator=True).user,
    "officer": lambda region: MembershipFactory(region=region, officer=True).user,
    "professional": lambda region: MembershipFactory(region=region, professional=True).user,
    "council member": lambda region: MembershipFactory(region=region, council_member=True).user,
    "past coordinator": lambda region: (
        MembershipFactory(region=region, coordinator=True, gone=True).user
    ),
    "coordinator elsewhere": lambda region: MembershipFactory(coordinator=True).user,
    "operator": lambda region: UserFactory(operator=True),
    "visitor": lambda region: ANONYMOUS,
}


@pytest.mark.parametrize("who", EVERYBODY)
def test_people_are_managed_by_staff_and_operator(db, who):
    other = MembershipFactory()
    actor = EVERYBODY[who](other.region)

    may = policies.may_manage_people(actor, other)

    assert may == (who in {"coordinator", "officer", "operator"})
    assert policies.may_manage_people(actor, other.region) == may


@pytest.mark.parametrize("who", EVERYBODY)
def test_memberships_are_ended_by_who_manages_people(db, who):
    other = MembershipFactory()
    actor = EVERYBODY[who](other.region)

    assert policies.may_end_membership(actor, other) == (
        who in {"coordinator", "officer", "operator"}
    )


def test_nobody_ends_their_own_membership(db):
    own = MembershipFactory(coordinator=True)

    assert not policies.may_end_membership(own.user, own)


@pytest.mark.parametrize("who", EVERYBODY)
def test_accounts_are_stopped_by_who_manages_people(db, who):
    other = MembershipFactory()
    actor = EVERYBODY[who](other.region)

    assert policies.may_stop_account(actor, other) == (
        who in {"coordinator", "officer", "operator"}
    )


def test_nobody_stops_their_own_account(db):
    own = MembershipFactory(coordinator=True)

    assert not policies.may_stop_account(own.user, own)


def test_only_the_operator_stops_who_also_works_elsewhere(db):
    here = MembershipFactory()
    MembershipFactory(user=here.user)
    coordinator = MembershipFactory(region=here.region, coordinator=True).user

    assert not policies.may_stop_account(coordinator, here)
    assert policies.may_stop_account(UserFactory(operator=True), here)


def test_work_elsewhere_counts_also_before_its_second_factor_is_set_up(db):
    here = MembershipFactory()
    elsewhere = MembershipFactory(user=here.user)
    SecondFactorRule.objects.create(region=elsewhere.region, role=elsewhere.role)
    coordinator = MembershipFactory(region=here.region, coordinator=True).user

    assert not policies.may_stop_account(coordinator, here)


def test_only_an_operator_stops_an_operator(db):
    operator = MembershipFactory(user=UserFactory(operator=True))
    coordinator = MembershipFactory(region=operator.region, coordinator=True).user

    assert not policies.may_stop_account(coordinator, operator)
    assert policies.may_stop_account(UserFactory(operator=True), operator)


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_installation_is_the_operators(db, who):
    actor = EVERYBODY[who](MembershipFactory().region)

    assert policies.may_operate(actor) == (who == "operator")


@pytest.mark.parametrize("who", EVERYBODY)
def test_an_own_page_needs_an_account(db, who):
    actor = EVERYBODY[who](MembershipFactory().region)

    assert policies.may_use_own_page(actor) == (who != "visitor")
