"""While somebody tries a long list out, others go on; only lists wait for each other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from renkei.audit import actions as audit
from renkei.audit.models import AuditEvent, Verb
from renkei.core.actors import SYSTEM
from renkei.directory.actions import bringing
from renkei.directory.imports import importing, overtaking
from renkei.directory.models import ImportRun
from renkei.directory.sources.registry import READERS
from renkei.organizations.models import Facility
from tests.clock import NOW
from tests.directory.factories import ImportRunFactory
from tests.directory.importers import office, table
from tests.geo.factories import MunicipalityFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in connection.vendor, reason="SQLite has one writer"),
]
CONTENT = table(office())
EMPTY = "施設名,所在地\n".encode()


class LongReader:
    """The reader of the care list, which says when it is in the midst and goes on when told."""

    def __init__(self):
        self.is_amidst, self.goes_on = Event(), Event()
        self._care = READERS["kaigo"]

    def __getattr__(self, name):
        return getattr(self._care, name)

    def said(self, line, raw):
        found = self._care.said(line, raw)
        self.is_amidst.set()
        assert self.goes_on.wait(timeout=30)
        return found


@pytest.fixture
def region():
    town = MunicipalityFactory(code="17201", prefecture="石川県", name="金沢市")
    TermFactory(scheme="service", code="kaigo-130", label="訪問看護")
    return RegionFactory(municipalities=[town])


@pytest.fixture
def long_trial(region, monkeypatch):
    """A trial of a list that has begun in another window; yields what its end returns."""
    reader = LongReader()
    monkeypatch.setitem(READERS, "kaigo", reader)

    def try_out():
        try:
            return importing.preview(
                source="kaigo", content=CONTENT, region=region, by=SYSTEM, at=NOW
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as others:
        trial = others.submit(try_out)
        assert reader.is_amidst.wait(timeout=30)
        monkeypatch.setattr(overtaking, "PATIENCE", "100ms")
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        yield lambda: (reader.goes_on.set(), trial.result())[1]
        reader.goes_on.set()
    connection.close()


def test_what_is_written_down_and_given_up_does_not_wait_for_a_trial(region, long_trial):
    run = ImportRunFactory(region=region, state=ImportRun.State.DRY)

    audit.record_plain(Verb.CREATE, by=SYSTEM, at=NOW, region=region.slug, label="見本")
    bringing.give_up(run=run, by=SYSTEM, at=NOW)

    assert long_trial().total == 1
    assert AuditEvent.objects.count() == 2
    assert not Facility.objects.exists()


def test_another_list_of_the_region_is_told_to_wait_at_once(region, long_trial):
    run = importing.begin(
        source="own", content=EMPTY, file_name="x", edition="", at=NOW, region=region
    )

    with pytest.raises(overtaking.TrialUnderWay):
        importing.preview(source="own", content=EMPTY, region=region, by=SYSTEM, at=NOW)
    with pytest.raises(overtaking.TrialUnderWay):
        importing.Loader(run, EMPTY).step(by=SYSTEM, at=NOW)
    long_trial()

    assert not importing.Loader(run, EMPTY).step(by=SYSTEM, at=NOW)


def test_the_lists_of_another_region_do_not_wait(region, long_trial):
    elsewhere = RegionFactory()

    found = importing.preview(source="own", content=EMPTY, region=elsewhere, by=SYSTEM, at=NOW)

    assert found.total == 0
    long_trial()
