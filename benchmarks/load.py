"""Load over HTTP: a few keep-alive connections, each asking again as soon as it is answered."""

import statistics
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection

CONNECTIONS = 4


@dataclass
class Load:
    """What the asking side saw: seconds of each request, bytes of one answer."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    size: int = 0

    @property
    def rps(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile_ms(self, percent: int) -> float:
        if len(self.latencies) < 2:
            return self.latencies[0] * 1000
        return statistics.quantiles(self.latencies, n=100, method="inclusive")[percent - 1] * 1000


class BadAnswer(Exception):
    """The page did not answer with 200, so its cost means nothing."""


def once(port: int, path: str, *, cookie: str) -> float:
    """Milliseconds of one request; the first one to a page finds nothing kept."""
    load = Load()
    _ask_until(0.0, port, path, cookie, load)
    return load.latencies[0] * 1000


def run(port: int, path: str, *, cookie: str, seconds: float) -> Load:
    """Ask for ``path`` on all connections for about ``seconds``; each asks at least once."""
    load, errors = Load(), list[Exception]()
    started = time.perf_counter()

    def ask() -> None:
        try:
            _ask_until(started + seconds, port, path, cookie, load)
        except (BadAnswer, OSError) as error:
            errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    load.seconds = time.perf_counter() - started
    return load


def _ask_until(end: float, port: int, path: str, cookie: str, load: Load) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie} if cookie else {}
    while True:
        before = time.perf_counter()
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        after = time.perf_counter()
        if response.status != 200:
            raise BadAnswer(f"{path} answered {response.status}")
        load.latencies.append(after - before)
        load.size = len(body)
        if after >= end:
            connection.close()
            return
