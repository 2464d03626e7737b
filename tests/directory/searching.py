"""A small invented neighbourhood to search in: two towns, seven places, one far away."""

from datetime import date, time, timedelta

import pytest

from renkei.directory.models import Ability, Opening, Service, Vacancy
from renkei.directory.search import find, index
from renkei.geo.models import Municipality, SchoolDistrict, TownPoint
from renkei.organizations.models import Facility, PointBasis
from renkei.vocabulary.models import Scheme, Term
from tests.clock import NOW
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory

KINDS = {
    "kaigo-130": "訪問看護",
    "kaigo-110": "訪問介護",
    "kaigo-150": "通所介護（デイサービス）",
    "kaigo-210": "短期入所生活介護",
    "dentist": "歯科",
    "clinic": "診療所",
    "hospital": "病院",
}
SHORT = {
    "nursing": "kaigo-130",
    "home-help": "kaigo-110",
    "day-care": "kaigo-150",
    "short": "kaigo-210",
}
ROOMS = {
    "short-stay": "ショートステイ",
    "visiting-nursing": "訪問看護の枠",
    "home-visit-new": "新規の訪問診療",
    "bed": "空床",
    "respite": "レスパイト入院",
}
ABILITIES = {
    "ventilator": "人工呼吸器",
    "night-call": "往診（夜間・休日）",
    "day-call": "往診（日中）",
    "home-visit": "訪問診療",
    "visiting-dentistry": "訪問歯科",
    "dementia": "認知症",
}
# Where the middle of the invented city lies, and a degree's worth of steps from there.
LATITUDE, LONGITUDE = 36.0, 139.998


class Town:
    """The region with its terms; ``place`` adds a facility and ``ids`` searches."""

    def __init__(self) -> None:
        self.city = MunicipalityFactory(name="見本市", kana="みほんし")
        self.village = MunicipalityFactory(name="手本町", kana="てほんまち")
        self.region = RegionFactory(municipalities=[self.city, self.village])
        self.terms = {
            code: Term.objects.create(
                scheme=scheme, code=code, label=label, created_at=NOW, updated_at=NOW
            )
            for scheme, labels in [
                (Scheme.SERVICE, KINDS),
                (Scheme.ABILITY, ABILITIES),
                (Scheme.VACANCY, ROOMS),
            ]
            for code, label in labels.items()
        }

    def place(self, name: str, *kinds: str, north=0.0, can=(), days="", **more) -> Facility:
        """A facility ``north`` hundredths of a degree (about 1.1 km each) north of the middle."""
        more.setdefault("municipality", self.city)
        point = {"latitude": LATITUDE + north / 100, "longitude": LONGITUDE}
        facility = FacilityFactory(
            name=name, **{**point, "point_basis": PointBasis.PUBLISHED, **more}
        )
        for kind in kinds:
            Service.objects.create(
                facility=facility,
                kind=self.kind(kind),
                days=days,
                created_at=NOW,
                updated_at=NOW,
            )
        for ability in can:
            Ability.objects.create(
                region=self.region,
                facility=facility,
                term=self.terms[ability],
                evidence="phone",
                checked_on=date(2016, 4, 1),
                created_at=NOW,
                updated_at=NOW,
            )
        return facility

    def kind(self, name: str) -> Term:
        return self.terms[SHORT.get(name, name)]

    def room(
        self, facility: Facility, of: str = "short-stay", *, days_ago: float = 1, state="room"
    ) -> None:
        Vacancy.objects.create(
            region=self.region,
            facility=facility,
            kind=self.terms[of],
            state=state,
            told_by="見本",
            told_at=NOW - timedelta(days=days_ago),
            created_at=NOW,
            updated_at=NOW,
        )

    def open_at_night(self, facility: Facility) -> None:
        Opening.objects.create(
            service=facility.services.get(), weekday=0, starts_at=time(18), ends_at=time(22)
        )

    def find(self, words: str, **more):
        return find(words, **{"region": self.region, "at": NOW, **more})

    def names(self, words: str, **more) -> list[str]:
        """Names of what is found, in order."""
        names = dict(Facility.objects.values_list("pk", "name"))
        return [names[hit.facility_id] for hit in self.find(words, **more).hits]

    def district(self, name: str) -> SchoolDistrict:
        return SchoolDistrict.objects.create(
            municipality=self.city, name=name, created_at=NOW, updated_at=NOW
        )

    def town(self, name: str, *, north: float, of: Municipality | None = None) -> TownPoint:
        return TownPoint.objects.create(
            municipality=of or self.city,
            name=name,
            key=name,
            latitude=LATITUDE + north / 100,
            longitude=LONGITUDE,
        )


@pytest.fixture
def town(db: None) -> Town:
    """The invented neighbourhood to search in."""
    return Town()


def reindex() -> None:
    index.refresh(Facility.objects.values_list("pk", flat=True))
