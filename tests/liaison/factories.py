"""Invented visits."""

import factory

from renkei.liaison.models import Visit
from renkei.programme.models import Item
from renkei.vocabulary.models import Scheme
from tests.programme.factories import ActivityFactory
from tests.vocabulary.factories import TermFactory


class VisitFactory(ActivityFactory):
    class Meta:
        model = Visit

    title = factory.Sequence(lambda n: f"見本訪問先{n}")
    item = Item.KU
    target = factory.SubFactory(TermFactory, scheme=Scheme.VISIT_TARGET)
