"""What a person may be asked about: their roles of today."""

import pytest

from renkei.accounts.models import User
from renkei.core.actors import Actor, Role
from tests.accounts.factories import MembershipFactory, UserFactory


def test_a_person_is_an_actor(db):
    assert isinstance(UserFactory(), Actor)


def test_the_history_names_the_person(db):
    assert UserFactory(name="見本 花子").label == "見本 花子"


@pytest.mark.parametrize("role", Role.values)
def test_a_membership_gives_its_role_in_its_region(db, role):
    membership = MembershipFactory(role=role)

    assert membership.user.has_role(membership.region_id, role)
    assert membership.user.has_role(membership.region_id)
    assert not membership.user.has_role(membership.region_id + 1)


def test_another_role_is_not_given(db):
    membership = MembershipFactory(professional=True)

    assert not membership.user.has_role(membership.region_id, Role.COORDINATOR, Role.OFFICER)


@pytest.mark.parametrize(
    ("trait", "is_staff"),
    [("coordinator", True), ("officer", True), ("professional", False), ("council_member", False)],
)
def test_coordinators_and_officers_record_the_work(db, trait, is_staff):
    membership = MembershipFactory(**{trait: True})

    assert (membership.region_id in membership.user.staff_region_ids) == is_staff


def test_an_ended_membership_gives_nothing_from_its_day_on(db):
    gone = MembershipFactory(coordinator=True, gone=True)

    assert not gone.user.has_role(gone.region_id)
    assert gone.user.staff_region_ids == frozenset()


def test_all_questions_of_a_request_cost_one_query(db, django_assert_num_queries):
    person = MembershipFactory(coordinator=True).user
    MembershipFactory.create_batch(2, user=person)

    with django_assert_num_queries(1):
        _ = person.staff_region_ids, person.has_role(1), person.lacks_second_factor


def test_a_person_is_found_by_address_in_any_letters(db):
    person = UserFactory(email="mihon@example.jp")

    assert User.objects.get_by_natural_key("Mihon@Example.jp") == person
