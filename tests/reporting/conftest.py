"""Every test of reports happens at the same moment, in one region."""

import pytest
from django.conf import settings as site
from django.test import Client

from renkei.accounts.models import User
from renkei.programme.models import Region
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW
from tests.programme.factories import RegionFactory


@pytest.fixture(autouse=True)
def moment(settings: object) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def region(db: None) -> Region:
    return RegionFactory(slug="mihon", name="見本圏域")


@pytest.fixture
def coordinator(region: Region) -> User:
    return MembershipFactory(region=region, coordinator=True).user


@pytest.fixture
def desk(client: Client, coordinator: User) -> Client:
    """A browser in which the region's coordinator is signed in."""
    client.force_login(coordinator, backend=site.AUTHENTICATION_BACKENDS[0])
    return client
