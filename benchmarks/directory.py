"""What a search costs among 30,000, 300,000 and 450,000 facilities.

    python -m benchmarks.directory [SIZE …] [--data FOLDER] [--others]

fills the empty database of the settings (RENKEI_DATA, or DATABASE_URL for PostgreSQL)
with the first size, measures, adds rows up to the next size, and so on. It prints, for
queries of one, two and three words, in three small towns, a city and the densest ward of
the country: p50, p95 and p99 of server time in milliseconds, and floors: the processor
time of the search and its database, divided by that of the bare view of
``benchmarks.bare`` under load. With ``--others`` also how many times longer the same words
take with ``icontains`` through the ORM and, on PostgreSQL, with LIKE over pg_trgm.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django
import psutil  # type: ignore[import-untyped]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- the models need the set-up above
from django.db import connection, transaction  # noqa: E402
from django.db.models import Q, QuerySet  # noqa: E402

from benchmarks import load, servers  # noqa: E402
from benchmarks.places import Row, rows  # noqa: E402
from renkei.directory.models import Ability, Evidence, Service, Vacancy  # noqa: E402
from renkei.directory.search import find, index  # noqa: E402
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
QUERIES = {
    1: ("歯科", "訪問看護", "佐藤", "看取り", "{}"),
    2: ("{} 歯科", "佐藤 歯科", "{} 訪問看護", "土曜 歯科", "ヘルパー 人工呼吸器"),
    3: ("{} 訪問看護 人工呼吸器", "{} 土曜 歯科", "佐藤 歯科 土曜", "訪問看護 看取り 空き"),
}
ROUNDS = 20
BATCH = 5000


def main() -> None:
    options = _parse()
    base = floor_ms()
    print(f"{connection.vendor}, bare view: {base:.3f} ms of processor time a request")
    prepare()
    for size in options.sizes:
        grow(size, options.data)
        for name, (_, place) in REGIONS.items():
            region = Region.objects.get(name=name)
            for words, queries in QUERIES.items():
                measure(size, region, words, [query.format(place) for query in queries], base)
        if options.others:
            compare(Region.objects.get(name="three towns"))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.directory")
    parser.add_argument("sizes", nargs="*", type=int, default=[30_000, 300_000, 450_000])
    data = servers.ROOT.parent / "shared/data/kaigo-open-data"
    parser.add_argument("--data", type=Path, default=data, help="the ministry's CSV files")
    parser.add_argument("--others", action="store_true", help="compare with icontains and pg_trgm")
    return parser.parse_args()


def floor_ms() -> float:
    """Milliseconds of processor time of the bare view, the median of five loads."""
    with servers.bare() as server:
        load.run(server.port, "/", cookie="", seconds=1)
        return statistics.median(_one_floor(server) for _ in range(5))


def _one_floor(server: servers.Server) -> float:
    before = server.cpu_seconds()
    requests = len(load.run(server.port, "/", cookie="", seconds=1).latencies)
    return 1000 * (server.cpu_seconds() - before) / requests


# ---------------------------------------------------------------- data


def prepare() -> None:
    """An empty installation with its vocabulary and the three regions."""
    for command in ("migrate", "load_municipalities", "load_terms"):
        call_command(command, verbosity=0)
    for name, (codes, _) in REGIONS.items():
        slug = name.lower().replace(" ", "-")
        region, _ = Region.objects.get_or_create(
            slug=slug, defaults={"name": name, "created_at": NOW, "updated_at": NOW}
        )
        region.municipalities.set(Municipality.objects.filter(code__in=codes))


def grow(size: int, folder: Path) -> None:
    """Add facilities until there are this many, and index them."""
    there = Facility.objects.count()
    if there >= size * 0.99:  # a few rows of the files name no municipality we know
        return
    started = time.perf_counter()
    new = rows(size - there, folder)
    while batch := list(islice(new, BATCH)):
        with transaction.atomic():
            add(batch)
    filled = time.perf_counter()
    index.rebuild()
    indexed, peak = time.perf_counter(), psutil.Process().memory_info().rss / 1e6
    print(
        f"\n{size:,} facilities: filled in {filled - started:.0f} s, "
        f"indexed in {indexed - filled:.0f} s, {peak:.0f} MB",
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


# ---------------------------------------------------------------- measuring


def measure(size: int, region: Region, words: int, queries: list[str], base: float) -> None:
    """Ask each query in turn, a few rounds, and print one line for all of them."""
    totals = [find(query, region=region, at=NOW).total for query in queries]
    taken: list[float] = []
    before = _cpu_seconds()
    for _ in range(ROUNDS):
        for query in queries:
            started = time.perf_counter()
            find(query, region=region, at=NOW)
            taken.append(1000 * (time.perf_counter() - started))
    used = 1000 * (_cpu_seconds() - before) / len(taken)
    cuts = statistics.quantiles(taken, n=100, method="inclusive")
    print(
        f"{size:>8,} {region.name:<12}{words} words  p50 {cuts[49]:6.2f}  p95 {cuts[94]:6.2f}"
        f"  p99 {cuts[98]:6.2f} ms  CPU {used:5.2f} ms = {used / base:5.1f} floors  hits {totals}",
        flush=True,
    )


def _cpu_seconds() -> float:
    """Processor time of this process and, with PostgreSQL, of the process that serves it."""
    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    connection.ensure_connection()
    times = psutil.Process(connection.connection.info.backend_pid).cpu_times()
    return float(own + times.user + times.system)


def compare(region: Region) -> None:
    """The same words by other means: how many times longer than ours."""
    ways: dict[str, Callable[[str], Any]] = {
        "icontains in the region": lambda words: icontains(words, region),
        "icontains everywhere": icontains,
    }
    if connection.vendor == "postgresql":
        add_trigrams()
        ways["pg_trgm"] = trigrams
    for words in ("歯科", "訪問看護", "佐藤 歯科", "守谷市 歯科", "守谷市 訪問看護 佐藤"):
        ours = _median_ms(lambda words: find(words, region=region, at=NOW), words)
        others = {name: _median_ms(way, words) for name, way in ways.items()}
        told = ", ".join(f"{name} {ms:.0f} ms = {ms / ours:.0f}×" for name, ms in others.items())
        print(f"  {words}: ours {ours:.2f} ms, {told}", flush=True)


def _median_ms(way: Callable[[str], Any], words: str) -> float:
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        way(words)
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken)


def icontains(words: str, region: Region | None = None) -> tuple[int, list[int]]:
    """As one would write it first: every word in one of the columns.

    Within the region its own municipalities only, without the 20 km around them.
    """
    found: QuerySet[Any] = Facility.objects.all()
    if region is not None:
        found = found.filter(municipality__in=region.municipalities.all())
    for word in words.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(kana__icontains=word)
            | Q(address__icontains=word)
            | Q(municipality__name__icontains=word)
            | Q(services__kind__label__icontains=word)
        )
    found = found.distinct()
    return found.count(), list(found.order_by("name").values_list("pk", flat=True)[:20])


def add_trigrams() -> None:
    """The whole text of each facility in a column with an index of pg_trgm."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("DROP TABLE IF EXISTS bench_trigrams")
        cursor.execute(
            """CREATE TABLE bench_trigrams AS SELECT f.id, f.name || ' ' || f.kana || ' ' ||
            f.address || ' ' || m.name || ' ' || string_agg(t.label, ' ') AS words
            FROM organizations_facility f JOIN geo_municipality m ON m.id = f.municipality_id
            JOIN directory_service s ON s.facility_id = f.id
            JOIN vocabulary_term t ON t.id = s.kind_id GROUP BY f.id, m.name"""
        )
        cursor.execute("CREATE INDEX ON bench_trigrams USING gin (words gin_trgm_ops)")
        cursor.execute("ANALYZE bench_trigrams")


def trigrams(words: str) -> tuple[int, list[int]]:
    where = " AND ".join(["words LIKE %s"] * len(words.split()))
    values = [f"%{word}%" for word in words.split()]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM bench_trigrams WHERE {where}", values)
        total = cursor.fetchone()[0]
        cursor.execute(f"SELECT id FROM bench_trigrams WHERE {where} ORDER BY id LIMIT 20", values)
        return total, [row[0] for row in cursor.fetchall()]


if __name__ == "__main__":
    main()
