"""``manage.py serve``: the address is free, the data is ready, then the server takes over."""

import os
import signal
import socket
import sys
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command

from renkei.accounts.models import User
from renkei.core.management.commands import serve
from renkei.geo.models import Boundary, TownPoint

NOON = datetime(2017, 3, 26, 12, 0, tzinfo=UTC)
STAMPS = {"created_at": NOON, "updated_at": NOON}


@pytest.fixture
def becomes(monkeypatch):
    """What the process becomes; the handlers of the test run come back afterwards."""
    commands = []
    for name, value in serve.MALLOC.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(os, "execv", lambda _, command: commands.append(command))
    before = signal.getsignal(signal.SIGTERM)
    yield commands
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def sources(settings, tmp_path):
    """A folder of static files of its own, not yet collected."""
    folder = tmp_path / "sources"
    folder.mkdir()
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    finders.get_finder.cache_clear()
    yield folder
    finders.get_finder.cache_clear()


@pytest.mark.enable_socket
def test_a_port_in_use_is_refused_with_a_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CommandError, match=f"ポート {port} は使えません.*--port"):
            serve.refuse_taken_port("127.0.0.1", port)


@pytest.mark.enable_socket
def test_it_tells_the_address_and_becomes_the_server(becomes, free_port):
    told = StringIO()

    call_command("serve", port=free_port, stdout=told)

    by_name, by_number = (f"http://{host}:{free_port}/" for host in ("localhost", "127.0.0.1"))
    assert by_name in told.getvalue().partition(by_number)[0]
    assert becomes == [serve.server_command("127.0.0.1", free_port)]


def test_for_other_machines_it_tells_the_address_it_listens_on():
    assert serve.where_to_go("192.0.2.1", 80) == "http://192.0.2.1:80/"


@pytest.mark.enable_socket
def test_it_prepares_the_data_before_it_becomes_the_server(
    db, becomes, free_port, sources, settings, tmp_path
):
    settings.DATA_DIR = tmp_path / "data"
    told = StringIO()

    call_command("serve", port=free_port, prepare=True, stdout=told)

    assert told.getvalue().index("最初の管理者") < told.getvalue().index("次のアドレスで開けます")
    assert len(becomes) == 1


@pytest.mark.enable_socket
def test_a_signal_to_end_during_the_preparation_is_a_clean_end(becomes, free_port):
    call_command("serve", port=free_port, stdout=StringIO())

    with pytest.raises(SystemExit) as ended:
        os.kill(os.getpid(), signal.SIGTERM)

    assert ended.value.code == 0


def test_the_server_is_one_worker_of_this_python():
    command = serve.server_command("127.0.0.1", 8000)

    assert command[0] == sys.executable
    assert command[command.index("--workers") + 1] == "1"


def test_static_files_are_collected_once(sources, settings):
    (sources / "one.css").write_text("a{}")
    serve.collect_static_files()
    collected = settings.STATIC_ROOT / "one.css"
    collected.write_text("kept")

    serve.collect_static_files()

    assert collected.read_text() == "kept"


def test_static_files_are_collected_again_when_one_changes(sources, settings):
    (sources / "one.css").write_text("a{}")
    serve.collect_static_files()
    (sources / "one.css").write_text("a{color:red}")

    serve.collect_static_files()

    assert (settings.STATIC_ROOT / "one.css").read_text() == "a{color:red}"


def prepared(settings, tmp_path, *, demo: bool) -> str:
    settings.DATA_DIR = tmp_path / "data"
    told = StringIO()
    serve.Command(stdout=told).prepare(demo=demo)
    return told.getvalue()


def test_an_empty_installation_offers_its_set_up_once(db, sources, settings, tmp_path):
    assert "最初の管理者を登録してください" in prepared(settings, tmp_path, demo=False)

    User.objects.create(email="mihon@example.jp", name="見本", is_operator=True, **STAMPS)

    assert "最初の管理者" not in prepared(settings, tmp_path, demo=False)


def test_places_are_at_hand_also_without_the_demo(db, sources, settings, tmp_path):
    first = prepared(settings, tmp_path, demo=False)
    second = prepared(settings, tmp_path, demo=False)

    assert TownPoint.objects.filter(municipality__name="守谷市").exists()
    assert Boundary.objects.filter(municipality__name="金沢市").exists()
    assert "町丁目を 1,145 件、登録しました。" in first
    assert "登録しました" not in second


def test_a_demonstration_tells_its_accounts(db, sources, settings, tmp_path):
    assert "coordinator@toride.example" in prepared(settings, tmp_path, demo=True)
