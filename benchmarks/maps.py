"""What the map fetches and the pages around it, over HTTP, from a server of their own."""

import os
import statistics
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

import psutil  # type: ignore[import-untyped]
from django.db import connection

from benchmarks import load, servers
from benchmarks.filling import LARGE, enlarge
from benchmarks.harness import Target

JAPAN = "122,20,154,46"
SECONDS = 2.0
ALONE = 20


class View(NamedTuple):
    """One address; the part before ``?`` begins with the region's name."""

    name: str
    path: str


def views() -> Iterator[View]:
    """First views, views from nearer, and pages."""
    dentist, ward = quote("歯科"), quote("新宿区 歯科")
    near = "139.65,35.65,139.75,35.75"
    if enlarge():
        yield View("200,000 places", f"/{LARGE}/map.json?box={JAPAN}")
        yield View("200,000 places, 歯科", f"/{LARGE}/map.json?box={JAPAN}&q={dentist}")
    yield View("ward", "/tokyo/map.json?box=139.6,35.6,139.8,35.8")
    yield View("ward, 歯科", f"/tokyo/map.json?box={near}&q={ward}")
    yield View("ward, streets", "/tokyo/map.json?box=139.69,35.68,139.71,35.70")
    yield View("page of the map", f"/tokyo/search/?q={ward}&view=map")
    yield View("page of the list", f"/tokyo/search/?q={ward}")


def show_map(base: float) -> None:
    """Print a line for each: the first request of a new process, one after the other, then
    several at once."""
    postmaster = None
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        parent = psutil.Process(connection.connection.info.backend_pid).parent()
        postmaster = parent and parent.pid
    tree = servers.Tree("now", servers.ROOT, dict(os.environ))
    for view in list(views()):
        with servers.renkei(tree) as server:
            first, *alone = (load.once(server.port, view.path, cookie="") for _ in range(1 + ALONE))
            seen = Target("now", server, postmaster).measure(view.path, "", SECONDS)
        used = seen["server"] + seen["database"]
        print(
            f"  map: {view.name:<22} first {first:6.1f} ms, then {statistics.median(alone):5.1f};"
            f" four at once p50 {seen['p50']:6.1f}  p95 {seen['p95']:6.1f} ms"
            f"  {used:6.2f} ms of processor = {used / base:5.1f} floors"
            f"  {seen['bytes']:7,.0f} bytes",
            flush=True,
        )
