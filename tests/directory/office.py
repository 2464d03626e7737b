"""A coordinator of one region at the desk, and a place in it."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from renkei.accounts.models import User
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from tests.accounts.factories import MembershipFactory
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory


@dataclass
class DirectoryDesk:
    region: Region
    coordinator: User
    place: Facility
    client: Client

    def url(self, name: str, **keys: object) -> str:
        ids = {key: getattr(thing, "public_id", thing) for key, thing in keys.items()}
        return reverse(f"directory:{name}", kwargs={"region": self.region.slug, **ids})

    def get(self, name: str, **keys: object):
        return self.client.get(self.url(name, **keys))

    def post(self, name: str, data: dict | None = None, **keys: object):
        return self.client.post(self.url(name, **keys), data or {})

    def undo(self, answer):
        """Press 取り消す on the page that follows."""
        page = self.client.get(answer["Location"])
        message = list(page.context["messages"])[-1]
        return self.client.post(message.extra_tags.split()[0])


@pytest.fixture
def desk(db) -> DirectoryDesk:
    town = MunicipalityFactory()
    region = RegionFactory(municipalities=[town])
    membership = MembershipFactory(region=region, coordinator=True)
    client = Client()
    client.force_login(membership.user)
    place = FacilityFactory(municipality=town, telephone="0297-00-1111")
    return DirectoryDesk(region, membership.user, place, client)
