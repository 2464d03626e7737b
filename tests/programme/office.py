"""An office at work: a region, its people and their browsers; what each kind of work needs."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW
from tests.council.factories import MeetingFactory
from tests.geo.factories import MunicipalityFactory
from tests.liaison.factories import VisitFactory
from tests.outreach.factories import LeafletFactory, LectureFactory
from tests.programme.factories import RegionFactory
from tests.programme.sheets import sheet_of
from tests.training.factories import TrainingFactory
from tests.vocabulary.factories import TermFactory


@dataclass(frozen=True)
class Kind:
    """A kind of work: its folder at the desk, its factory, the field and list of its kinds."""

    folder: str
    factory: Any
    field: str = "kind"
    scheme: str = ""

    @property
    def model(self):
        return self.factory._meta.model

    def __str__(self) -> str:
        return self.folder


MEETINGS = Kind("meetings", MeetingFactory, scheme=Scheme.MEETING)
TRAININGS = Kind("trainings", TrainingFactory, scheme=Scheme.TRAINING)
LECTURES = Kind("lectures", LectureFactory, scheme=Scheme.LECTURE)
LEAFLETS = Kind("leaflets", LeafletFactory)
VISITS = Kind("visits", VisitFactory, "target", Scheme.VISIT_TARGET)
GATHERINGS = [MEETINGS, TRAININGS, LECTURES]
KINDS = [*GATHERINGS, LEAFLETS, VISITS]
of_every_kind = pytest.mark.parametrize("kind", KINDS, ids=str)
of_gatherings = pytest.mark.parametrize("kind", GATHERINGS, ids=str)


@dataclass
class Office:
    """Hanako, coordinator of 見本圏域, at her desk."""

    region: Region
    town: Any
    person: Any
    client: Client

    def colleague(self, name: str = "見本 次郎") -> "Office":
        """Another coordinator of the region, in another browser."""
        return _office(self.region, self.town, name)

    def get(self, path: str):
        return self.client.get(f"/{self.region.slug}/desk/{path}")

    def page(self, path: str) -> str:
        response = self.get(path)
        assert response.status_code == 200
        return response.content.decode()

    def post(self, path: str, data: dict | None = None, **more: object):
        return self.client.post(f"/{self.region.slug}/desk/{path}", data or {}, **more)

    def sheet(self, path: str) -> dict[str, list[str]]:
        """What the form at this address would send, untouched."""
        return sheet_of(self.get(path))

    def new(self, kind: Kind, /, **typed: object) -> dict:
        """A sheet of this kind with what is required."""
        sheet = self.sheet(f"{kind.folder}/new/")
        sheet |= {"title": "見本の記録", "on_1": "2017/2/10"}
        if kind.scheme:
            sheet[kind.field] = TermFactory(scheme=kind.scheme).pk
        return sheet | typed

    def record(self, kind: Kind, /, **typed: object):
        """Fill a sheet in, send it, and find the record."""
        response = self.post(f"{kind.folder}/new/", self.new(kind, **typed))
        assert response.status_code == 302, response.context["form"].errors
        return kind.model.objects.get(public_id=response.url.split("/")[-2])

    def errors(self, kind: Kind, /, **typed: object) -> dict[str, list[str]]:
        """What a sheet is answered that cannot be kept."""
        response = self.post(f"{kind.folder}/new/", self.new(kind, **typed))
        assert response.status_code == 422
        assert not kind.model.objects.exists()
        return dict(response.context["form"].errors)

    def at(self, kind: Kind, record, verb: str = "") -> str:
        """The address of a record below the desk."""
        return f"{kind.folder}/{record.public_id}/" + (f"{verb}/" if verb else "")


def _office(region: Region, town, name: str) -> Office:
    person = MembershipFactory(coordinator=True, region=region, user__name=name).user
    client = Client()
    client.force_login(person)
    return Office(region, town, person, client)


@pytest.fixture
def office(db, settings) -> Office:
    settings.CLOCK = NOW.isoformat()
    cache.clear()
    town = MunicipalityFactory()
    return _office(RegionFactory(slug="mihon", municipalities=[town]), town, "見本 花子")
