"""Load renkei over HTTP and print what each case costs.

    ./dev bench                     every case, SQLite
    ./dev bench programme list      these cases
    ./dev bench --db both           also on a throw-away PostgreSQL
    ./dev bench --vs HEAD~3         this tree and that revision, in turn

Each round loads every server for a moment, one after the other, so that a slow minute of
the machine meets them all alike; the bare view is one of them. A number is the median of
the rounds; "first" is the one request that found nothing kept in memory.
There is no limit here that fails: the reader compares.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import psycopg

from benchmarks import load, servers
from benchmarks.cases import Case, chosen

ROUNDS = 5
WARM_UP_S = 1.0
ROUND_S = 1.5
QUIET_PERCENT = 10
SECONDS_FOR_QUIET = 30


@dataclass
class Target:
    """One of the servers that are compared, with what was measured on it."""

    name: str
    server: servers.Server
    postmaster: int | None = None
    cookie: str = ""
    first_ms: float = 0.0
    queries: dict[str, int | str] = field(default_factory=dict)

    def measure(self, path: str, cookie: str, seconds: float) -> dict[str, float]:
        """One round: the numbers of ``COLUMNS`` that a single round can tell."""
        server_before = self.server.cpu_seconds()
        database_before = servers.database_cpu_seconds(self.postmaster)
        seen = load.run(self.server.port, path, cookie=cookie, seconds=seconds)
        requests = len(seen.latencies)
        database = servers.database_cpu_seconds(self.postmaster) - database_before
        return {
            "rps": seen.rps,
            "p50": seen.percentile_ms(50),
            "p95": seen.percentile_ms(95),
            "server": 1000 * (self.server.cpu_seconds() - server_before) / requests,
            "database": 1000 * database / requests,
            "bytes": seen.size,
        }


COLUMNS = {
    "first": "first ms",
    "rps": "rps",
    "p50": "p50 ms",
    "p95": "p95 ms",
    "server": "CPU ms",
    "database": "DB CPU ms",
    "floors": "floors",
    "queries": "SQL",
    "bytes": "bytes",
    "peak": "peak MB",
}


def main(arguments: list[str]) -> None:
    options = _parse(arguments)
    cases = chosen(options.case)
    engines = ["sqlite", "postgres"] if options.db == "both" else [options.db]
    with tempfile.TemporaryDirectory(prefix="renkei-bench-") as folder, ExitStack() as stack:
        roots = {"now": servers.ROOT}
        if options.vs:
            roots[options.vs] = stack.enter_context(checkout(options.vs, Path(folder)))
        for engine in engines:
            run(cases, engine, roots, Path(folder))


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("case", nargs="*", help="names of cases; all when none is given")
    parser.add_argument("--vs", metavar="REV", help="compare with this revision")
    parser.add_argument("--db", choices=["sqlite", "postgres", "both"], default="sqlite")
    return parser.parse_args(arguments)


def run(cases: list[Case], engine: str, roots: dict[str, Path], folder: Path) -> None:
    """Build the data, start all servers, and measure case by case."""
    print(f"\n{engine}: building the region …", flush=True)
    trees = [
        build(servers.Tree(name, root, environment_of(name, engine, folder)))
        for name, root in roots.items()
    ]
    with ExitStack() as stack:
        floor = Target("bare", stack.enter_context(servers.bare()))
        targets = [
            Target(tree.name, stack.enter_context(servers.renkei(tree)), postmaster(engine))
            for tree in trees
        ]
        for tree, target in zip(trees, targets, strict=True):
            probe(tree, target, cases)
        wait_for_quiet()
        print_line("case", COLUMNS.values())
        for case in cases:
            if broken := [why for t in targets if isinstance(why := t.queries[case.name], str)]:
                print(f"{case.name:<24}not measured: {'; '.join(broken)}")
            else:
                report(case, targets, floor)


def environment_of(name: str, engine: str, folder: Path) -> dict[str, str]:
    """Data folder and database of one tree, apart from all others."""
    place = f"{engine}_{'now' if name == 'now' else 'then'}"
    environment = {
        **os.environ,
        "RENKEI_DATA": str(folder / place),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    environment.pop("DATABASE_URL", None)
    if engine == "postgres":
        server = os.environ["BENCH_POSTGRES"]
        environment["DATABASE_URL"] = f"{server.rpartition('/')[0]}/{place}"
        with psycopg.connect(_dsn(server), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {place}")
    return environment


def _dsn(url: str) -> str:
    """``postgres://user@//folder/name`` (a socket's folder) in the words of libpq."""
    user, _, path = url.removeprefix("postgres://").partition("@/")
    folder, _, name = path.rpartition("/")
    return f"host={folder} user={user} dbname={name}"


def postmaster(engine: str) -> int | None:
    """Process id of the throw-away PostgreSQL; None for SQLite."""
    if engine == "sqlite":
        return None
    with psycopg.connect(_dsn(os.environ["BENCH_POSTGRES"])) as connection:
        parent = psutil.Process(connection.info.backend_pid).parent()
    assert parent is not None
    return int(parent.pid)


def build(tree: servers.Tree) -> servers.Tree:
    started = time.perf_counter()
    tree.python("-m", "benchmarks.region")
    print(f"  {tree.name}: {time.perf_counter() - started:.1f} s", flush=True)
    return tree


def probe(tree: servers.Tree, target: Target, cases: list[Case]) -> None:
    """Let Django itself count the queries, and lend us a coordinator's cookie."""
    asked = [case.path + "+" * case.signed_in for case in cases]
    told = json.loads(tree.python("-m", "benchmarks.probe", *asked))
    target.cookie = told["cookie"]
    target.queries = {
        case.name: told["queries"][path] for case, path in zip(cases, asked, strict=True)
    }


def wait_for_quiet() -> None:
    """Wait while others use the processor; say so when it does not end."""
    end = time.monotonic() + SECONDS_FOR_QUIET
    while (busy := psutil.cpu_percent(interval=2)) > QUIET_PERCENT and time.monotonic() < end:
        pass
    state = "quiet" if busy <= QUIET_PERCENT else "NOT QUIET: compare, but trust no absolute number"
    print(f"machine: {state} ({busy:.0f} % busy, load {os.getloadavg()[0]:.2f})", flush=True)


def report(case: Case, targets: list[Target], floor: Target) -> None:
    """Measure one case on all targets and print a line for each."""
    rounds = list(measure(case, targets, floor))
    for target in targets:
        middle = _middle([measured[target.name] for measured in rounds])
        middle["queries"] = float(target.queries[case.name])
        middle["first"] = target.first_ms
        middle["peak"] = target.server.peak_mb()
        label = case.name if target.name == "now" else f"  {target.name}"
        print_line(label, [_number(name, middle[name]) for name in COLUMNS])
    if len(targets) == 2:
        print(f"  now / {targets[1].name}, CPU: {_pairs(rounds, targets)}")


def measure(
    case: Case, targets: list[Target], floor: Target
) -> Iterator[dict[str, dict[str, float]]]:
    """Rounds of all targets in turn; every second round in the other order."""
    for target in targets:
        target.first_ms = load.once(target.server.port, case.path, cookie=_cookie(case, target))
        target.measure(case.path, _cookie(case, target), WARM_UP_S)
        target.server.forget_peak()
    floor.measure("/", "", WARM_UP_S)
    for turn in range(ROUNDS):
        base = floor.measure("/", "", ROUND_S)
        measured = {}
        for target in targets if turn % 2 == 0 else targets[::-1]:
            found = target.measure(case.path, _cookie(case, target), ROUND_S)
            found["floors"] = (found["server"] + found["database"]) / base["server"]
            measured[target.name] = found
        yield measured


def _cookie(case: Case, target: Target) -> str:
    return target.cookie if case.signed_in else ""


def _middle(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(found[name] for found in rounds) for name in rounds[0]}


def _pairs(rounds: list[dict[str, dict[str, float]]], targets: list[Target]) -> str:
    now, then = (target.name for target in targets)
    ratios = sorted(measured[now]["floors"] / measured[then]["floors"] for measured in rounds)
    return f"{statistics.median(ratios):.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f})"


def _number(name: str, value: float) -> str:
    if name in ("queries", "bytes"):
        return f"{value:.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def print_line(label: str, cells: Any) -> None:
    print(f"{label:<24}" + "".join(f"{cell:>11}" for cell in cells), flush=True)


@contextmanager
def checkout(revision: str, folder: Path) -> Iterator[Path]:
    """A git worktree of the revision, removed afterwards."""
    git = shutil.which("git") or sys.exit("git was not found")
    place = folder / "then"
    add = [git, "worktree", "add", "--detach", "--quiet", str(place), revision]
    subprocess.run(add, cwd=servers.ROOT, check=True)
    try:
        yield place
    finally:
        remove = [git, "worktree", "remove", "--force", str(place)]
        subprocess.run(remove, cwd=servers.ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
