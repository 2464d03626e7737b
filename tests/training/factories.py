"""Invented trainings."""

import factory

from renkei.programme.models import Item
from renkei.training.models import Training
from renkei.vocabulary.models import Scheme
from tests.events.factories import GatheringFactory
from tests.vocabulary.factories import TermFactory


class TrainingFactory(GatheringFactory):
    class Meta:
        model = Training

    title = factory.Sequence(lambda n: f"見本研修{n}")
    item = Item.KA
    kind = factory.SubFactory(TermFactory, scheme=Scheme.TRAINING)
