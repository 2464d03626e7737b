"""Invented regions, their years and what every activity shares."""

from datetime import date

import factory

from renkei.programme.models import (
    Commission,
    ContactPoint,
    Item,
    ItemName,
    Mode,
    ProgrammeYear,
    Region,
    Step,
    Undertaking,
)
from tests.clock import NOW
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import OrganizationFactory


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


class ActivityFactory(factory.django.DjangoModelFactory):
    """Settled as an action would do it."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    class Params:
        internal = factory.Trait(is_public=False)
        cancelled = factory.Trait(cancelled_at=NOW, cancelled_because="見本の大雪のため")
        deleted = factory.Trait(deleted_at=NOW)

    region = factory.SubFactory(RegionFactory)
    starts_on = date(2016, 8, 28)
    item = Item.I
    step = Step.DO
    created_at = updated_at = NOW

    @classmethod
    def _create(cls, model: type, *args: object, **kwargs: object) -> object:
        record = model(*args, **kwargs)
        record.settle()
        record.save()
        return record


class UndertakingFactory(ActivityFactory):
    class Meta:
        model = Undertaking

    title = factory.Sequence(lambda n: f"見本の取組{n}")
    fiscal_year = 2016
    starts_on = None
    precision = ""
    item = Item.A


class YearRowFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    region = factory.SubFactory(RegionFactory)
    fiscal_year = 2016
    created_at = updated_at = NOW


class ProgrammeYearFactory(YearRowFactory):
    class Meta:
        model = ProgrammeYear


class ItemNameFactory(YearRowFactory):
    class Meta:
        model = ItemName

    item = Item.A
    name = "見本の資源の把握"


class CommissionFactory(YearRowFactory):
    """Commissioned to a body, unless ``own``."""

    class Meta:
        model = Commission

    class Params:
        own = factory.Trait(mode=Mode.OWN, contractor=None)

    item = Item.A
    municipality = factory.SubFactory(MunicipalityFactory)
    mode = Mode.COMMISSIONED
    contractor = factory.SubFactory(OrganizationFactory)


class ContactPointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactPoint

    region = factory.SubFactory(RegionFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    name = "見本福祉課"
    telephone = "0297-00-5678"
    is_page_contact = True
    created_at = updated_at = NOW
