"""A small town whose directory other systems read."""

from datetime import time
from types import SimpleNamespace

import pytest

from renkei.directory.models import Opening, Service
from renkei.organizations.models import PointBasis
from renkei.vocabulary.models import Scheme
from tests.clock import NOW
from tests.directory.factories import (
    AbilityFactory,
    CorrectionFactory,
    InformalServiceFactory,
    NoteFactory,
    SourceRowFactory,
    VacancyFactory,
)
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory, OrganizationFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory


@pytest.fixture(autouse=True)
def _at_now(settings):
    """The interface asks the clock; here it says NOW."""
    settings.CLOCK = NOW.isoformat()


def offered(facility, kind, **more):
    return Service.objects.create(
        facility=facility, kind=kind, created_at=NOW, updated_at=NOW, **more
    )


@pytest.fixture
def town(db):
    """One nursing station with everything known, one meal service, and what nobody may read."""
    city = MunicipalityFactory(name="見本市")
    region = RegionFactory(municipalities=[city])
    kind = TermFactory(scheme=Scheme.SERVICE, code="kaigo-130", label="訪問看護")
    body = OrganizationFactory(
        name="見本会", website="https://mihon.example/会", corporate_number="0000000000000"
    )
    station = FacilityFactory(
        name="見本訪問看護ステーション",
        kana="みほん",
        municipality=city,
        organization=body,
        address="見本市本町1-1",
        telephone="0297-00-1111",
        fax="0297-00-1112",
        website="https://mihon.example/",
        latitude=35.9,
        longitude=140.0,
        point_basis=PointBasis.ESTIMATED,
    )
    nursing = offered(
        station, kind, number="08A0000001", days="平日,土曜日", days_note="盆は休み", capacity=30
    )
    know = {"region": region, "facility": station}
    ability = AbilityFactory(**know, term__label="看取り")
    VacancyFactory(**know, told_by="秘密の見本太郎", told_at=NOW, note="内緒の空き")
    NoteFactory(**know, text="内緒の連絡のコツ", person="秘密の窓口", written_by="秘密の書き手")
    CorrectionFactory(**know, value="内緒の名前", field="name", proposed_by="秘密の提案者")
    meal = InformalServiceFactory(
        region=region,
        municipalities=[city],
        name="見本のお弁当",
        provider="見本商店",
        checked_by="秘密の確認係",
        days="月・水",
        price="500円",
    )
    InformalServiceFactory(region=region, name="内緒のサービス", is_public=False)
    SourceRowFactory(
        facility=station,
        raw={"備考": "内緒の行"},
        publication__publisher="厚生労働省",
        publication__label="2025-12",
        publication__licence="PDL1.0",
    )
    return SimpleNamespace(
        city=city,
        region=region,
        kind=kind,
        body=body,
        station=station,
        nursing=nursing,
        ability=ability,
        meal=meal,
    )


@pytest.fixture
def opening(town):
    return Opening.objects.create(
        service=town.nursing, weekday=0, starts_at=time(9), ends_at=time(17), department="内科"
    )
