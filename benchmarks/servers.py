"""The servers under load, and what the kernel says they used."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from renkei.core.management.commands.serve import server_command

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Tree:
    """A checkout of renkei with a data folder and a database of its own."""

    name: str
    root: Path
    environment: dict[str, str]

    def python(self, *arguments: str) -> str:
        """Run a module of this checkout; what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout


@dataclass(frozen=True)
class Server:
    """A running server: a small parent and its one worker."""

    port: int
    process: psutil.Process

    def family(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def cpu_seconds(self) -> float:
        return sum(_cpu(process) for process in self.family())

    def forget_peak(self) -> None:
        """Start the peak of memory anew (Linux only; elsewhere it runs from the start)."""
        for process in self.family():
            with suppress(OSError):
                Path(f"/proc/{process.pid}/clear_refs").write_text("5")

    def peak_mb(self) -> float:
        """Peak resident memory of all its processes, in MB of 10^6 bytes."""
        return sum(_peak_kib(process.pid) for process in self.family()) * 1024 / 1e6


@contextmanager
def renkei(tree: Tree) -> Iterator[Server]:
    """renkei as ``./dev run`` starts it."""
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with _started(command, tree.root, tree.environment, port, "/healthz") as server:
        yield server


@contextmanager
def bare() -> Iterator[Server]:
    """The bare view, under the same server with the same options."""
    port = free_port()
    command = [
        part.replace("config.wsgi:application", "benchmarks.bare:application")
        for part in server_command("127.0.0.1", port)
    ]
    with _started(command, ROOT, dict(os.environ), port, "/") as server:
        yield server


@contextmanager
def _started(
    command: list[str], root: Path, environment: dict[str, str], port: int, path: str
) -> Iterator[Server]:
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_until_ready(process, port, path)
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError, HTTPException):
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        time.sleep(0.05)
    raise SystemExit(f"the server did not become ready: {process.args!r}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_cpu_seconds(postmaster: int | None) -> float:
    """CPU of all of PostgreSQL's processes, the ended ones included; 0 for SQLite."""
    if postmaster is None:
        return 0.0
    parent = psutil.Process(postmaster)
    times = parent.cpu_times()
    ended = times.children_user + times.children_system
    return float(ended) + sum(_cpu(process) for process in [parent, *parent.children()])


def _cpu(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0


def _peak_kib(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0
