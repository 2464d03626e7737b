"""Invented municipalities."""

import factory

from renkei.geo.models import Municipality
from tests.clock import NOW


class MunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Municipality

    code = factory.Sequence(lambda n: f"{90000 + n}")
    prefecture = "見本県"
    name = factory.Sequence(lambda n: f"見本{n}市")
    created_at = updated_at = NOW
