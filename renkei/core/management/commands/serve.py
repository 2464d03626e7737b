"""Start renkei's web server: one process, one address.

``--prepare`` first brings the data folder up to date, so that one command is
enough on a fresh machine; a managed installation runs those steps by itself.
"""

import hashlib
import os
import signal
import socket
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

THIS_MACHINE = "127.0.0.1"
# Threads of the one worker. Python runs one at a time, so more of them only cost memory;
# four keep answering while one waits for the database or for a slow upload.
THREADS = 4
# Requests in the worker at once; the rest wait in the kernel's queue.
BACKPRESSURE = 64
# glibc gives each thread its own heap, and none of them gives memory back soon.
MALLOC = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072"}
# A worker that still answers a request is given this long before it is ended.
SECONDS_TO_FINISH = 5


class Command(BaseCommand):
    """``manage.py serve``: print where to go, then become the server."""

    help = "Start the web server (Granian, WSGI, one worker)."
    # They import every view, which the server is about to do anyway; `./dev check` runs them.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=THIS_MACHINE, help="address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on")
        parser.add_argument(
            "--prepare", action="store_true", help="first bring the data up to date"
        )
        parser.add_argument("--demo", action="store_true", help="and load the demo data")

    def handle(self, *, host: str, port: int, prepare: bool, demo: bool, **options: Any) -> None:
        signal.signal(signal.SIGTERM, _end_quietly)
        refuse_taken_port(host, port)
        if prepare:
            self.prepare(demo=demo)
        self.stdout.write(f"\nrenkei を次のアドレスで開けます： {where_to_go(host, port)}")
        self.stdout.write("終わるときは Ctrl+C を押してください。")
        self.stdout.flush()
        for name, value in MALLOC.items():
            os.environ.setdefault(name, value)
        os.execv(sys.executable, server_command(host, port))  # noqa: S606 -- our own arguments

    def prepare(self, *, demo: bool) -> None:
        """Migrate, collect the static files when they changed, load the demo or offer set-up."""
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        collect_static_files()
        call_command("load_municipalities", stdout=self.stdout)
        call_command("load_towns", missing=True, stdout=self.stdout)
        call_command("load_outlines", missing=True, stdout=self.stdout)
        call_command("load_terms", stdout=self.stdout)
        call_command("index_facilities", stdout=self.stdout)
        if demo:
            call_command("seed_demo", stdout=self.stdout)
        elif address := setup_address():
            self.stdout.write("最初の管理者を登録してください（一度だけ使えるアドレスです）：")
            self.stdout.write(f"  {address}")


def where_to_go(host: str, port: int) -> str:
    """The address to open; on this machine by its name, as passkeys refuse numbers."""
    address = f"http://{host}:{port}/"
    if host != THIS_MACHINE:
        return address
    return f"http://localhost:{port}/\n（{address} でも開けますが、パスキーは使えません）"


def _end_quietly(*_: object) -> NoReturn:
    raise SystemExit(0)


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CommandError when another program listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"ポート {port} は使えません（{error.strerror}）。"
                "--port で別の番号を指定してください。"
            ) from error


def server_command(host: str, port: int) -> list[str]:
    """The process to become: the server's parent stays small, as it never loads Django."""
    return [
        *(sys.executable, "-m", "granian", "config.wsgi:application"),
        *("--interface", "wsgi", "--workers", "1"),
        *("--host", host, "--port", str(port)),
        *("--blocking-threads", str(THREADS), "--backpressure", str(BACKPRESSURE)),
        *("--workers-kill-timeout", str(SECONDS_TO_FINISH)),
        *("--log-level", "warning"),
    ]


def collect_static_files() -> None:
    """Run collectstatic unless the files are those of the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    present = _fingerprint()
    if stamp.exists() and stamp.read_text() == present:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(present)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(_static_files()):
        found = Path(path).stat()
        digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _static_files() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield storage.path(name)


def setup_address() -> str | None:
    """Where the first operator registers, or None when there is an operator.

    Imported by name: ``accounts`` stands above ``core``.
    """
    return import_module("renkei.accounts.setup").setup_url()  # type: ignore[no-any-return]
