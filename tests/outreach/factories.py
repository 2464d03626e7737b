"""Invented lectures and leaflets."""

import factory

from renkei.geo.models import SchoolDistrict
from renkei.outreach.models import Leaflet, LeafletPlace, Lecture
from renkei.programme.models import Item
from renkei.vocabulary.models import Scheme
from tests.clock import NOW
from tests.events.factories import GatheringFactory
from tests.geo.factories import MunicipalityFactory
from tests.programme.factories import ActivityFactory
from tests.vocabulary.factories import TermFactory


class SchoolDistrictFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SchoolDistrict

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda n: f"見本{n}")
    created_at = updated_at = NOW


class LectureFactory(GatheringFactory):
    class Meta:
        model = Lecture

    title = factory.Sequence(lambda n: f"見本講座{n}")
    item = Item.KI
    kind = factory.SubFactory(TermFactory, scheme=Scheme.LECTURE)


class LeafletFactory(ActivityFactory):
    class Meta:
        model = Leaflet

    title = factory.Sequence(lambda n: f"見本リーフレット{n}")
    item = Item.KI

    @factory.post_generation
    def places(self, create: bool, extracted: list[dict] | None, **more: object) -> None:
        for place, row in enumerate(extracted or []):
            LeafletPlace.objects.create(leaflet=self, position=place, **row)
