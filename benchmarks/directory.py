"""What a search and the map cost among 30,000, 300,000 and 450,000 facilities.

    python -m benchmarks.directory [SIZE …] [--data FOLDER] [--thinner] [--others] [--map]

fills the database of the settings (RENKEI_DATA, or DATABASE_URL for PostgreSQL), empty or
filled by itself, up to the first size, measures, adds rows up to the next, and so on. The
neighbourhoods it searches stay as dense as they are while the country around them grows; with
``--thinner`` everything grows everywhere (``benchmarks.places``).

It prints, for places and queries of one, two and three words, in three small towns, a city
and the densest ward of the country: p50, p95 and p99 of server time in milliseconds; the
median processor time of the search and its database, also in floors: divided by that of the
bare view of ``benchmarks.bare`` under load; the dearest query; and how the floors have grown
since the first size. A search is asked anew each time: no answer is remembered.

With ``--others`` also how many times longer the same words take with ``icontains`` through
the ORM and, on PostgreSQL, with LIKE over pg_trgm. With ``--map`` what the map's requests
and pages cost over HTTP (``benchmarks.maps``).
"""

import argparse
import statistics
import time
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from benchmarks import servers
from benchmarks.filling import NOW, REGIONS, grow, prepare
from benchmarks.maps import show_map
from benchmarks.processor import floor_ms, seconds
from benchmarks.rivals import compare
from renkei.directory.search import find
from renkei.programme.models import Region

QUERIES = {
    "place": ("{}",),
    "1 word": ("歯科", "訪問看護", "佐藤", "看取り"),
    "word + place": ("{} 歯科", "{} 訪問看護", "{} 佐藤", "{} 土曜"),
    "2 words": ("佐藤 歯科", "土曜 歯科", "ヘルパー 人工呼吸器"),
    "3 words": ("{} 訪問看護 人工呼吸器", "{} 土曜 歯科", "佐藤 歯科 土曜", "訪問看護 看取り 空き"),
}
ROUNDS = 25


class Call(NamedTuple):
    """One search: milliseconds on the wall and of the processor."""

    wall: float
    processor: float


def main() -> None:
    options = _parse()
    prepare()
    first: dict[tuple[str, str], float] = {}
    for size in options.sizes:
        grow(size, options.data, thinner=options.thinner)
        base = floor_ms()
        print(f"{connection.vendor}, bare view: {base:.3f} ms of processor time a request")
        for name, (_, place) in REGIONS.items():
            region = Region.objects.get(name=name)
            for kind, queries in QUERIES.items():
                floors = measure(region, kind, [query.format(place) for query in queries], base)
                grown = floors / first.setdefault((name, kind), floors)
                print(f"  grown {grown:.2f}×", flush=True)
        if options.others:
            compare(Region.objects.get(name="three towns"))
        if options.map:
            show_map(base)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.directory")
    parser.add_argument("sizes", nargs="*", type=int, default=[30_000, 300_000, 450_000])
    data = servers.ROOT.parent / "shared/data/kaigo-open-data"
    parser.add_argument("--data", type=Path, default=data, help="the ministry's CSV files")
    parser.add_argument("--thinner", action="store_true", help="fewer places everywhere")
    parser.add_argument("--others", action="store_true", help="compare with icontains and pg_trgm")
    parser.add_argument("--map", action="store_true", help="also the map, over HTTP")
    return parser.parse_args()


def measure(region: Region, kind: str, queries: list[str], base: float) -> float:
    """Ask each query in turn, some rounds, and print one line for all of them."""
    totals = {query: find(query, region=region, at=NOW).total_label for query in queries}
    taken: dict[str, list[Call]] = {query: [] for query in queries}
    for _ in range(ROUNDS):
        for query in queries:
            taken[query].append(_asked(query, region))
    cuts = statistics.quantiles(
        [call.wall for calls in taken.values() for call in calls], n=100, method="inclusive"
    )
    costs = {
        query: statistics.median(call.processor for call in calls) / base
        for query, calls in taken.items()
    }
    mean, dearest = statistics.mean(costs.values()), max(costs, key=lambda query: costs[query])
    print(
        f"{region.name:<12}{kind:<13}"
        f"p50 {cuts[49]:6.2f}  p95 {cuts[94]:6.2f}  p99 {cuts[98]:6.2f} ms"
        f"  {mean * base:5.2f} ms of processor = {mean:4.1f} floors,"
        f" dearest {costs[dearest]:4.1f} ({dearest}: {totals[dearest]})",
        end="",
    )
    return mean


def _asked(query: str, region: Region) -> Call:
    wall, processor = time.perf_counter(), seconds()
    find(query, region=region, at=NOW)
    used = seconds() - processor
    return Call(1000 * (time.perf_counter() - wall), 1000 * used)


if __name__ == "__main__":
    main()
