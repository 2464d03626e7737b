"""The contract with whoever runs renkei from outside."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
MB = 1_000_000


@pytest.fixture
def server(tmp_path):
    """An empty renkei on a free port, as ``./dev run --no-demo`` starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "RENKEI_DATA": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--prepare"]
    process = subprocess.Popen(  # noqa: S603 -- our own command
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    process.port = port
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def wait_until_healthy(server) -> int:
    while server.poll() is None:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except ConnectionRefusedError:
            time.sleep(0.1)
        finally:
            connection.close()
    return 0


def test_it_becomes_healthy_stays_small_and_ends_cleanly(server):
    assert wait_until_healthy(server) == 200
    family = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
    assert sum(process.memory_info().rss for process in family) < 200 * MB

    server.send_signal(signal.SIGTERM)

    assert server.wait(timeout=20) == 0
    assert not any(process.is_running() for process in family)
    assert "/setup/" in server.stdout.read()
