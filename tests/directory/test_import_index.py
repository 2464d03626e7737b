"""The search knows what an import brought, also when the import was killed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from renkei.core.actors import SYSTEM
from renkei.directory import joining
from renkei.directory.imports import importing
from renkei.directory.models import Listing, StaleListing
from renkei.directory.search import index
from renkei.organizations.models import Facility
from tests.clock import NOW
from tests.directory import importers
from tests.directory.factories import JoinFactory
from tests.directory.importers import FILES, bring, office, start, table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground():
    importers.ground()
    index.rebuild()  # lets go of the words that the demo's tests left


def rows():
    """The index: what is known of each place, and the words on it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT facility_id, tokens::text FROM directory_listing")
        else:
            cursor.execute(
                "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, directory_words, instance)"
            )
            cursor.execute("SELECT term, doc, col, offset FROM temp.words")
        words = sorted(cursor.fetchall())
        if connection.vendor == "sqlite":
            cursor.execute("DROP TABLE temp.words")
    return words, sorted(Listing.objects.values_list())


def is_as_made_anew():
    now = rows()
    index.rebuild()
    return now == rows() and bool(now[1])


def test_what_came_in_is_found(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bring((FILES / "kaigo.csv").read_bytes())

    assert Listing.objects.count() == Facility.objects.count()
    assert not StaleListing.objects.exists()
    assert is_as_made_anew()


def test_what_changed_and_what_is_gone_is_known(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bring(table(office(), office(name="見本二", number="1770100002")))
        bring(table(office(name="新しい名")), edition="2026-06")

    listed = dict(Listing.objects.values_list("facility__name", "is_unlisted"))
    assert listed == {"新しい名": False, "見本二": True}
    assert is_as_made_anew()


def test_what_is_listed_again_is_known(django_capture_on_commit_callbacks):
    both = table(office(), office(name="見本二", number="1770100002"))
    bring(both)
    bring(table(office()), edition="2026-06")

    with django_capture_on_commit_callbacks(execute=True):
        bring(both, edition="2026-12")

    assert not Listing.objects.filter(is_unlisted=True).exists()
    assert is_as_made_anew()


def test_after_a_killed_run_the_next_one_catches_up(
    monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(importing, "CHUNK", 10)
    content = (FILES / "kaigo.csv").read_bytes()
    run = start(content)
    importing.Loader(run, content).step(by=SYSTEM, at=NOW)
    assert not Listing.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        importing.run_to_end(run=start(content), content=content, by=SYSTEM, at=NOW)

    assert Listing.objects.count() == Facility.objects.count()
    assert is_as_made_anew()


def test_a_chunk_that_fails_marks_nothing(monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(importing, "_finish", fail)
    with pytest.raises(RuntimeError):
        bring(table(office()))

    assert not StaleListing.objects.exists()


def test_the_command_leaves_the_search_right_whatever_stands_in_its_way(tmp_path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(table(office()))
    bad.write_bytes(b"a,b\n")

    with pytest.raises(CommandError):
        call_command("import_source", "kaigo", good, bad, stdout=StringIO())

    assert Listing.objects.get().facility.name == "見本訪問看護"


def test_where_nothing_is_behind_nothing_is_done(django_assert_num_queries):
    with django_assert_num_queries(1):
        index.catch_up()


def test_a_place_that_is_behind_stays_so_when_it_is_found_to_be_another():
    join = JoinFactory()
    index.mark([join.other_id])

    joining.merge(join=join, by=SYSTEM, at=NOW)
    index.catch_up()

    assert join.moved == {}
    assert list(Listing.objects.values_list("facility", flat=True)) == []
