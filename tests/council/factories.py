"""Invented councils and meetings."""

import factory

from renkei.council.models import Council, Meeting
from renkei.vocabulary.models import Scheme
from tests.clock import NOW
from tests.events.factories import GatheringFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory


class CouncilFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Council

    region = factory.SubFactory(RegionFactory)
    name = factory.Sequence(lambda n: f"見本協議会{n}")
    created_at = updated_at = NOW


class MeetingFactory(GatheringFactory):
    class Meta:
        model = Meeting

    title = factory.Sequence(lambda n: f"見本会議{n}")
    kind = factory.SubFactory(TermFactory, scheme=Scheme.MEETING)
