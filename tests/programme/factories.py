"""Invented regions."""

import factory

from renkei.programme.models import Region
from tests.clock import NOW


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"mihon-{n}")
    name = factory.Sequence(lambda n: f"見本圏域{n}")
    contact_name = "見本相談窓口"
    telephone = "0297-00-1234"
    created_at = updated_at = NOW

    @factory.post_generation
    def municipalities(self, create: bool, extracted: list, **more: object) -> None:
        if extracted:
            self.municipalities.set(extracted)
