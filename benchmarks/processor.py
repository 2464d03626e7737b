"""Processor time: of one call, of its database, and of the bare view that is the floor."""

import statistics
import time
from pathlib import Path

from django.db import connection

from benchmarks import load, servers

LOADS = 7


def seconds() -> float:
    """Processor time of this process and, with PostgreSQL, of the process that serves it."""
    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    connection.ensure_connection()
    # Nanoseconds on a processor; /proc/PID/stat only knows hundredths of a second.
    served = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return own + int(served.split()[0]) / 1e9


def floor_ms() -> float:
    """Milliseconds of processor time of the bare view, the median of some loads."""
    with servers.bare() as server:
        load.run(server.port, "/", cookie="", seconds=1)
        return statistics.median(_one_load(server) for _ in range(LOADS))


def _one_load(server: servers.Server) -> float:
    before = server.cpu_seconds()
    requests = len(load.run(server.port, "/", cookie="", seconds=1).latencies)
    return 1000 * (server.cpu_seconds() - before) / requests
