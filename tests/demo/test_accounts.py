"""The demo has invented people, one per role, who can sign in at once."""

import pytest
from django.contrib.auth.password_validation import validate_password

from renkei.accounts.models import Membership, User
from renkei.core.actors import Role
from renkei.demo.accounts import DEMO_ACCOUNTS, PASSWORD
from renkei.programme.models import Region
from tests.demo.loading import seed

pytestmark = pytest.mark.django_db


def test_every_account_is_told_with_its_role():
    said = seed()

    assert PASSWORD in said
    assert all(f"{account.email}" in said and account.role in said for account in DEMO_ACCOUNTS)


def test_each_region_has_one_person_per_role():
    for region in Region.objects.all():
        roles = [m.role for m in Membership.objects.of(region)]
        assert sorted(roles) == sorted(Role.values)


def test_there_is_one_operator():
    assert [person.email for person in User.objects.operators()] == ["operator@renkei.example"]


def test_all_people_are_invented_and_their_addresses_lead_nowhere():
    people = User.objects.all()

    assert all(person.name.startswith("見本") for person in people)
    assert all(person.email.endswith(".example") for person in people)
    assert {person.email for person in people} == {account.email for account in DEMO_ACCOUNTS}


def test_the_printed_password_opens_every_account_and_would_be_accepted():
    for person in User.objects.all():
        assert person.check_password(PASSWORD)
        validate_password(PASSWORD, person)


def test_the_coordinator_records_for_the_own_region_only():
    person = User.objects.get(email="coordinator@toride.example")

    assert person.staff_region_ids == {Region.objects.get(slug="toride").pk}
