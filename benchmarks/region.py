"""The region under load: ten years of 500 activities each, the same on every run.

``python -m benchmarks.region`` brings an empty data folder to the state that a server
needs and fills it. The rows are written straight into the tables: what is measured later
is reading them, and the audit log of five thousand invented acts would tell nothing.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- the models need the set-up above
from django.db import transaction  # noqa: E402

from benchmarks.cases import LAST_YEAR, SLUG  # noqa: E402
from renkei.accounts.models import Membership, User  # noqa: E402
from renkei.audit import actions as audit  # noqa: E402
from renkei.core.actors import SYSTEM, Role  # noqa: E402
from renkei.core.dates import Precision  # noqa: E402
from renkei.core.management.commands.serve import collect_static_files  # noqa: E402
from renkei.council.models import Council, Meeting  # noqa: E402
from renkei.events.models import (  # noqa: E402
    AgendaItem,
    AttendanceCount,
    Gathering,
    Lecturer,
    Occasion,
)
from renkei.geo.models import Municipality, SchoolDistrict  # noqa: E402
from renkei.liaison.models import Visit  # noqa: E402
from renkei.organizations.models import Facility, Organization  # noqa: E402
from renkei.outreach.models import Lecture  # noqa: E402
from renkei.programme.models import (  # noqa: E402
    Commission,
    ContactPoint,
    Item,
    Mode,
    ProgrammeYear,
    Region,
    Undertaking,
)
from renkei.training.models import Training  # noqa: E402
from renkei.vocabulary.models import Scheme, Term  # noqa: E402

COORDINATOR = "coordinator@bench.example"
YEARS = range(LAST_YEAR - 9, LAST_YEAR + 1)
# Of each kind in one year; together 500.
UNDERTAKINGS, MEETINGS, TRAININGS, LECTURES, VISITS = 80, 30, 60, 80, 250
BUILT_AT = datetime(2026, 11, 1, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


def coordinator() -> User:
    """The person whose pages are measured."""
    person: User = User.objects.get(email=COORDINATOR)
    return person


def main() -> None:
    """Migrate, collect the static files and build the region in one transaction."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    collect_static_files()
    with transaction.atomic():
        Builder().build()


class Builder:
    """Makes the rows of every year from their numbers alone; nothing is random."""

    def build(self) -> None:
        self.region = self._region()
        self.terms = {scheme: self._terms(scheme) for scheme in Scheme}
        self.council = Council.objects.create(
            region=self.region, name="見本地区在宅医療・介護連携協議会", **STAMPS
        )
        self._people()
        for year in YEARS:
            self._year(year)
        # One event, as every real region has: public pages are remembered by the chain's head.
        audit.record("import", self.region, by=SYSTEM, at=STAMPS["updated_at"])

    def _region(self) -> Region:
        self.town = Municipality.objects.get_or_create(
            code="99201", defaults={"prefecture": "見本県", "name": "見本市", **STAMPS}
        )[0]
        self.body = Organization.objects.create(name="見本市医師会", **STAMPS)
        region = Region.objects.create(
            slug=SLUG,
            name="見本地区",
            nickname="見本ネット",
            operated_by=self.body,
            about="見本地区の在宅医療と介護の連携を支えます。",
            contact_name="見本市在宅医療・介護連携支援センター",
            telephone="000-000-0000",
            **STAMPS,
        )
        region.municipalities.add(self.town)
        ContactPoint.objects.create(
            region=region,
            municipality=self.town,
            name="見本市 福祉総務課",
            telephone="000-000-0001",
            is_page_contact=True,
            **STAMPS,
        )
        self.districts = SchoolDistrict.objects.bulk_create(
            SchoolDistrict(municipality=self.town, name=f"見本{n}校下", **STAMPS) for n in range(60)
        )
        self.facilities = Facility.objects.bulk_create(
            Facility(municipality=self.town, name=f"見本{n}診療所", **STAMPS) for n in range(200)
        )
        return region

    def _terms(self, scheme: Scheme) -> list[Term]:
        if not Term.objects.of(scheme).exists():
            Term.objects.bulk_create(
                Term(scheme=scheme, code=f"bench-{n}", label=f"見本{n}", position=n, **STAMPS)
                for n in range(9)
            )
        return list(Term.objects.of(scheme))

    def _people(self) -> None:
        person = User.objects.create(email=COORDINATOR, name="見本 花子", **STAMPS)
        Membership.objects.create(
            user=person,
            region=self.region,
            facility=self.facilities[0],
            profession=self.terms[Scheme.PROFESSION][0],
            role=Role.COORDINATOR,
            started_on=date(YEARS[0], 4, 1),
            **STAMPS,
        )

    def _year(self, year: int) -> None:
        ProgrammeYear.objects.create(
            region=self.region,
            fiscal_year=year,
            introduction="見本市では、次のとおり取り組んでいます。",
            **STAMPS,
        )
        Commission.objects.bulk_create(
            Commission(
                region=self.region,
                fiscal_year=year,
                item=item,
                municipality=self.town,
                mode=Mode.COMMISSIONED,
                contractor=self.body,
                **STAMPS,
            )
            for item in Item
        )
        self._undertakings(year)
        self._visits(year)
        meetings = [self._meeting(year, n) for n in range(MEETINGS)]
        trainings = [self._training(year, n) for n in range(TRAININGS)]
        lectures = [self._lecture(year, n) for n in range(LECTURES)]
        _add_details([*meetings, *trainings, *lectures])

    def _undertakings(self, year: int) -> None:
        kinds, items = list(Undertaking.Kind), list(Item)
        Undertaking.objects.bulk_create(
            Undertaking(
                **self._shared(year, items[n % len(items)]),
                title=f"見本の取組 {n}",
                summary="職種を越えて話し合い、その結果を翌年度の計画に生かします。",
                precision=Precision.ONGOING,
                kind=kinds[n // len(items) % len(kinds)],
                position=n,
            )
            for n in range(UNDERTAKINGS)
        )

    def _visits(self, year: int) -> None:
        targets = self.terms[Scheme.VISIT_TARGET]
        Visit.objects.bulk_create(
            Visit(
                **self._shared(year, Item.KU),
                title=f"見本{n % 200}診療所",
                starts_on=_day(year, n),
                target=targets[n % len(targets)],
                facility=self.facilities[n % len(self.facilities)],
                learnt="退院の前に連絡があると助かるとのこと。",
                is_public=False,
            )
            for n in range(VISITS)
        )

    def _meeting(self, year: int, n: int) -> Gathering:
        return self._gathering(
            Meeting, year, n, Item.I, Scheme.MEETING, council=self.council, number=n + 1
        )

    def _training(self, year: int, n: int) -> Gathering:
        return self._gathering(Training, year, n, Item.KA, Scheme.TRAINING)

    def _lecture(self, year: int, n: int) -> Gathering:
        district = self.districts[n % len(self.districts)]
        return self._gathering(Lecture, year, n, Item.KI, Scheme.LECTURE, school_district=district)

    def _gathering(
        self, model: type[Gathering], year: int, n: int, item: Item, scheme: Scheme, **more: object
    ) -> Gathering:
        kinds = self.terms[scheme]
        gathering = model(
            **self._shared(year, item),
            title=f"見本の催し 第{n + 1}回",
            starts_on=_day(year, n),
            kind=kinds[n % len(kinds)],
            venue="見本市民会館 大会議室",
            venue_address="見本市中央一丁目1番1号",
            venue_municipality=self.town,
            organizer="見本市、見本市医師会",
            capacity=100,
            attendance_total=60 + n % 40,
            result="活発な話し合いがあった。",
            **more,
        )
        gathering.settle()
        gathering.save()
        return gathering

    def _shared(self, year: int, item: Item) -> dict[str, object]:
        return {
            "region": self.region,
            "fiscal_year": year,
            "item": item,
            "step": item.usual_step,
            **STAMPS,
        }


STAMPS = {"created_at": BUILT_AT, "updated_at": BUILT_AT}


def _day(year: int, n: int) -> date:
    """Day ``n`` of the year's work, spread over its 365 days."""
    return date(year, 4, 1) + timedelta(days=n * 37 % 365)


def _add_details(gatherings: list[Gathering]) -> None:
    """One day, four points, two lecturers and three counts for each gathering."""
    Occasion.objects.bulk_create(_occasions(gatherings))
    AgendaItem.objects.bulk_create(
        AgendaItem(gathering_id=gathering.pk, position=n, text=f"議題 {n}")
        for gathering in gatherings
        for n in range(1, 5)
    )
    Lecturer.objects.bulk_create(
        Lecturer(gathering_id=gathering.pk, position=n, name=f"見本　講師{n}", honorific="氏")
        for gathering in gatherings
        for n in (1, 2)
    )
    AttendanceCount.objects.bulk_create(
        AttendanceCount(gathering_id=gathering.pk, position=n, label=label, count=20)
        for gathering in gatherings
        for n, label in enumerate(("医師", "訪問看護師", "介護支援専門員"), start=1)
    )


def _occasions(gatherings: Iterable[Gathering]) -> Iterator[Occasion]:
    for gathering in gatherings:
        if gathering.starts_on is not None:
            yield Occasion(
                gathering_id=gathering.pk,
                on=gathering.starts_on,
                starts_at=time(13, 30),
                ends_at=time(15, 45),
            )


if __name__ == "__main__":
    main()
