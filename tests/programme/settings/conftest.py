"""The clock of the pages, and people of the region at their browsers."""

import pytest
from django.test import Client

from tests.accounts.factories import MembershipFactory
from tests.clock import NOW
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import OrganizationFactory
from tests.programme.factories import RegionFactory


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    """Pages ask the clock; here it says NOW."""
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def towns(db):
    return [
        MunicipalityFactory(code="80001", name="東見本市"),
        MunicipalityFactory(code="80002", name="西見本町"),
    ]


@pytest.fixture
def region(towns):
    return RegionFactory(
        slug="mihon",
        name="見本圏域",
        municipalities=towns,
        operated_by=OrganizationFactory(name="見本医師会"),
    )


@pytest.fixture
def coordinator(region) -> Client:
    return signed_in(MembershipFactory(coordinator=True, region=region).user)


@pytest.fixture
def officer(region) -> Client:
    return signed_in(MembershipFactory(officer=True, region=region).user)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client
