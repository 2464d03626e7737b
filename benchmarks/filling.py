"""An installation with three regions to search in, and as many facilities as are asked for."""

import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import django
import psutil  # type: ignore[import-untyped]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- the models need the set-up above
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402

from benchmarks.places import Row, rows  # noqa: E402
from renkei.core.management.commands.serve import collect_static_files  # noqa: E402
from renkei.directory.models import Ability, Evidence, Service, Vacancy  # noqa: E402
from renkei.directory.search import index  # noqa: E402
from renkei.geo.models import Municipality  # noqa: E402
from renkei.organizations.models import Facility, PointBasis  # noqa: E402
from renkei.programme.models import Region  # noqa: E402
from renkei.vocabulary.models import Scheme, Term  # noqa: E402

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
REGIONS = {
    "three towns": (("08224", "08217", "08564"), "守谷市"),
    "a city": (("17201",), "金沢市"),
    "Tokyo": (("13104",), "新宿区"),
}
LARGE = "large"
LARGE_PLACES = 200_000
BATCH = 5000


def prepare() -> None:
    """An empty installation with its vocabulary, its static files and the three regions."""
    for command in ("migrate", "createcachetable", "load_municipalities", "load_terms"):
        call_command(command, verbosity=0)
    collect_static_files()
    for name, (codes, _) in REGIONS.items():
        region_of(name).municipalities.set(Municipality.objects.filter(code__in=codes))


def region_of(name: str) -> Region:
    slug = name.lower().replace(" ", "-")
    stamps = {"created_at": NOW, "updated_at": NOW}
    region, _ = Region.objects.get_or_create(slug=slug, defaults={"name": name, **stamps})
    return region


def enlarge() -> Region | None:
    """A region of so many municipalities that it has 200,000 places; None if there are fewer."""
    region, total = region_of(LARGE), 0
    chosen = []
    listed = Facility.objects.order_by("municipality__code").values_list("municipality")
    for key, number in listed.annotate(Count("pk")):
        if total < LARGE_PLACES:
            chosen.append(key)
            total += number
    region.municipalities.set(chosen)
    return region if total >= LARGE_PLACES else None


def grow(size: int, folder: Path, *, thinner: bool) -> None:
    """Add facilities until there are this many, and index them."""
    started, there = time.perf_counter(), Facility.objects.count()
    if there < size * 0.99:  # a few rows of the files name no municipality we know
        new = iter(rows(there, size, folder, thinner=thinner))
        while batch := list(islice(new, BATCH)):
            with transaction.atomic():
                add(batch)
    filled = time.perf_counter()
    call_command("index_facilities")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # As autovacuum does a minute later; until then an index alone answers nothing.
            cursor.execute("VACUUM (ANALYZE) directory_listing")
    indexed, peak = time.perf_counter(), psutil.Process().memory_info().rss / 1e6
    origin = f"real rows of {folder}" if folder.is_dir() else "made up"
    print(
        f"\n{Facility.objects.count():,} facilities ({origin}): filled in {filled - started:.0f} s,"
        f" indexed in {indexed - filled:.0f} s, {peak:.0f} MB",
        flush=True,
    )


def add(batch: list[Row]) -> None:
    """Write facilities with a service each; every tenth has abilities, every fiftieth room."""
    cities = dict(Municipality.objects.values_list("code", "pk"))
    kinds = dict(Term.objects.filter(scheme=Scheme.SERVICE).values_list("code", "pk"))
    batch = [row for row in batch if row.municipality in cities and row.kind in kinds]
    places = Facility.objects.bulk_create(_facility(row, cities) for row in batch)
    Service.objects.bulk_create(
        Service(
            facility=place, kind_id=kinds[row.kind], days=row.days, created_at=NOW, updated_at=NOW
        )
        for place, row in zip(places, batch, strict=True)
    )
    index.mark(place.pk for place in places)
    Ability.objects.bulk_create(_abilities(places[::10]))
    Vacancy.objects.bulk_create(_vacancies(places[::50]))


def _facility(row: Row, cities: dict[str, int]) -> Facility:
    return Facility(
        name=row.name,
        kana=row.kana,
        municipality_id=cities[row.municipality],
        address=row.address,
        telephone=row.telephone,
        latitude=row.latitude,
        longitude=row.longitude,
        point_basis=PointBasis.PUBLISHED,
        created_at=NOW,
        updated_at=NOW,
    )


def _abilities(places: list[Facility]) -> Iterator[Ability]:
    region = Region.objects.order_by("pk")[0]
    terms = list(Term.objects.filter(scheme=Scheme.ABILITY))
    for number, place in enumerate(places):
        for step in (0, 7, 13):
            yield Ability(
                region=region,
                facility=place,
                term=terms[(number + step) % len(terms)],
                evidence=Evidence.SAMPLE,
                checked_on=NOW.date(),
                created_at=NOW,
                updated_at=NOW,
            )


def _vacancies(places: list[Facility]) -> Iterator[Vacancy]:
    region = Region.objects.order_by("pk")[0]
    kind = Term.objects.filter(scheme=Scheme.VACANCY)[0]
    for place in places:
        yield Vacancy(
            region=region,
            facility=place,
            kind=kind,
            state=Vacancy.State.ROOM,
            told_by="見本",
            told_at=NOW - timedelta(days=2),
            created_at=NOW,
            updated_at=NOW,
        )
