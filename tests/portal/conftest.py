"""The clock of the pages, and people of the region at their browsers."""

import pytest
from django.test import Client

from tests.accounts.factories import MembershipFactory
from tests.clock import NOW
from tests.programme.factories import RegionFactory


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    """Pages ask the clock; here it says NOW."""
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def region(db):
    return RegionFactory(slug="mihon", name="見本圏域")


@pytest.fixture
def desk(region) -> Client:
    """The browser of a coordinator of the region."""
    return signed_in(MembershipFactory(coordinator=True, region=region).user)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client
