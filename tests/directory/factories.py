"""Invented knowledge about invented places."""

import factory

from renkei.directory.models import (
    Ability,
    AreaKind,
    Correction,
    Evidence,
    Filing,
    ImportRun,
    InformalService,
    Join,
    Note,
    OutlineRun,
    Publication,
    Service,
    Source,
    SourceRow,
    Vacancy,
)
from renkei.vocabulary.models import Scheme
from tests.clock import NOW, TODAY
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory


class KnowledgeFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    region = factory.SubFactory(RegionFactory)
    facility = factory.SubFactory(FacilityFactory)
    created_at = updated_at = NOW


class AbilityFactory(KnowledgeFactory):
    class Meta:
        model = Ability

    term = factory.SubFactory(TermFactory, scheme=Scheme.ABILITY)
    evidence = Evidence.PHONE
    checked_on = TODAY


class VacancyFactory(KnowledgeFactory):
    class Meta:
        model = Vacancy

    kind = factory.SubFactory(TermFactory, scheme=Scheme.VACANCY)
    state = Vacancy.State.ROOM
    told_by = "見本の人"
    told_at = NOW


class NoteFactory(KnowledgeFactory):
    class Meta:
        model = Note

    text = "見本の連絡のコツ"
    written_by = "見本の人"
    written_on = TODAY


class CorrectionFactory(KnowledgeFactory):
    class Meta:
        model = Correction

    class Params:
        approved = factory.Trait(
            state=Correction.State.APPROVED, decided_at=NOW, decided_by="見本の人"
        )

    field = Correction.Field.TELEPHONE
    value = "0297-00-9999"
    proposed_by = "見本の人"


class InformalServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InformalService
        skip_postgeneration_save = True

    region = factory.SubFactory(RegionFactory)
    kind = factory.SubFactory(TermFactory, scheme=Scheme.INFORMAL)
    name = factory.Sequence(lambda n: f"見本のお弁当{n}")
    telephone = "0297-00-5555"
    checked_on = TODAY
    created_at = updated_at = NOW

    @factory.post_generation
    def municipalities(self, create: bool, extracted: list, **more: object) -> None:
        if extracted:
            self.municipalities.set(extracted)


class PublicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Publication
        django_get_or_create = ("source", "label")

    source = Source.KAIGO
    label = factory.Sequence(lambda n: f"見本の版{n}")
    published_on = TODAY


class SourceRowFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SourceRow

    source = Source.KAIGO
    key = factory.Sequence(lambda n: f"key-{n}")
    digest = "0"
    raw = {}
    publication = factory.SubFactory(PublicationFactory)
    facility = factory.SubFactory(FacilityFactory)


class FilingFactory(factory.django.DjangoModelFactory):
    """What an invented place filed; ``facility`` names the place."""

    class Meta:
        model = Filing

    class Params:
        facility = factory.SubFactory(FacilityFactory)

    row = factory.SubFactory(
        SourceRowFactory,
        source=Source.KOUSEIKYOKU,
        facility=factory.SelfAttribute("..facility"),
        publication=factory.SelfAttribute("..publication"),
    )
    term = factory.SubFactory(TermFactory, scheme=Scheme.FILING)
    name = factory.SelfAttribute("term.label")
    since = TODAY
    publication = factory.SubFactory(PublicationFactory, source=Source.KOUSEIKYOKU)
    seen_on = TODAY
    changed_at = NOW


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service

    facility = factory.SubFactory(FacilityFactory)
    kind = factory.SubFactory(TermFactory, scheme=Scheme.SERVICE)
    created_at = updated_at = NOW


class JoinFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Join

    kept = factory.SubFactory(FacilityFactory)
    other = factory.SubFactory(FacilityFactory)
    score = 0.8
    reasons = ["見本の理由"]
    created_at = updated_at = NOW


class OutlineRunFactory(factory.django.DjangoModelFactory):
    """A tried file of one invented district."""

    class Meta:
        model = OutlineRun

    region = factory.SubFactory(RegionFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    kind = AreaKind.SCHOOL_DISTRICT
    file_name = "見本の校下.zip"
    digest = "0"
    column = "名称"
    shapes = [["見本", [[[[136.6, 36.5], [136.7, 36.5], [136.7, 36.6], [136.6, 36.5]]]]]]
    created_at = updated_at = NOW


class ImportRunFactory(factory.django.DjangoModelFactory):
    """A finished import of an empty list."""

    class Meta:
        model = ImportRun

    region = factory.SubFactory(RegionFactory)
    source = Source.OWN
    file_name = "見本.csv"
    state = ImportRun.State.FINISHED
    created_at = updated_at = NOW
