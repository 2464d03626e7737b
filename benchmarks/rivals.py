"""The same words by other means: how many times longer than ours they take."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from benchmarks.filling import NOW
from renkei.directory.search import find
from renkei.organizations.models import Facility
from renkei.programme.models import Region

WORDS = ("歯科", "訪問看護", "佐藤 歯科", "守谷市 歯科", "守谷市 訪問看護 佐藤")
ROUNDS = 3


def compare(region: Region) -> None:
    """The same words by other means: how many times longer than ours."""
    ways: dict[str, Callable[[str], Any]] = {
        "icontains in the region": lambda words: icontains(words, region),
        "icontains everywhere": icontains,
    }
    if connection.vendor == "postgresql":
        add_trigrams()
        ways["pg_trgm"] = trigrams
    for words in WORDS:
        ours = _median_ms(lambda words: find(words, region=region, at=NOW), words)
        others = {name: _median_ms(way, words) for name, way in ways.items()}
        told = ", ".join(f"{name} {ms:.0f} ms = {ms / ours:.0f}×" for name, ms in others.items())
        print(f"  {words}: ours {ours:.2f} ms, {told}", flush=True)


def _median_ms(way: Callable[[str], Any], words: str) -> float:
    taken = []
    for _ in range(ROUNDS):
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
