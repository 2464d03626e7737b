"""Who asks every night what was modified learns of every change, with a new ETag."""

from datetime import datetime, timedelta

import pytest

from renkei.core.actors import SYSTEM
from renkei.directory import importing, joining
from renkei.directory.models import Service
from tests.clock import NOW
from tests.directory import importers
from tests.directory.factories import JoinFactory
from tests.directory.importers import office, table
from tests.openreferral.asking import ROOT, contents
from tests.openreferral.conftest import offered
from tests.organizations.factories import FacilityFactory

BOTH = table(office(), office(name="見本二", number="1770100002"))
ONE = table(office())
LATER = NOW + timedelta(days=1)


def bring(content, edition, at):
    run = importers.start(content, edition=edition)
    return importing.run_to_end(run=run, content=content, by=SYSTEM, at=at)


def changed(client, since=LATER):
    """Names and states, each of which must tell a moment of that day."""
    found = contents(client, "services", modified_after=since.isoformat())
    assert all(datetime.fromisoformat(each["last_modified"]) >= since for each in found)
    return [(each["name"], each["status"]) for each in found]


def etag(client):
    return client.get(f"{ROOT}services")["ETag"]


@pytest.fixture
def nightly(db):
    """Two offices, brought in a day before."""
    importers.ground()
    bring(BOTH, "2025-12", NOW)


def test_a_service_gone_from_the_list_and_one_that_came_back_are_modified(client, nightly):
    before = etag(client)
    bring(ONE, "2026-06", LATER)
    gone = etag(client)

    assert changed(client) == [("訪問看護　見本二", "inactive")]
    bring(BOTH, "2026-12", back := LATER + timedelta(days=1))
    assert changed(client, back) == [("訪問看護　見本二", "active")]
    assert len({before, gone, etag(client)}) == 3


def test_the_same_list_again_modifies_nothing(client, nightly):
    bring(ONE, "2026-06", NOW)
    before = list(Service.objects.order_by("pk").values()), contents(client, "services")

    bring(ONE, "2026-12", LATER)

    assert changed(client) == []
    assert (list(Service.objects.order_by("pk").values()), contents(client, "services")) == before


def test_merging_and_taking_apart_modify_the_services_of_both(client, town):
    clinic = FacilityFactory(
        name="見本の別名", municipality=town.city, telephone="0297-00-2222", website=""
    )
    offered(clinic, town.kind)
    join = JoinFactory(kept=clinic, other=town.station)

    joining.merge(join=join, by=SYSTEM, at=LATER)
    merged = changed(client)
    joining.take_apart(join=join, by=SYSTEM, at=(parted := LATER + timedelta(days=1)))

    assert merged == [("訪問看護　見本の別名", "active")] * 2
    both = ["訪問看護　見本の別名", "訪問看護　見本訪問看護ステーション"]
    assert sorted(name for name, _ in changed(client, parted)) == both


def test_a_merged_place_tells_the_telephone_only_the_other_had(client, town):
    hospital = FacilityFactory(name="見本病院", municipality=town.city)
    offered(hospital, town.kind)

    joining.merge(join=JoinFactory(kept=hospital, other=town.station), by=SYSTEM, at=LATER)

    told = contents(client, "services", full="true", search="見本病院")
    numbers = [[phone["number"] for phone in each["phones"]] for each in told]
    assert numbers == [["0297-00-1111", "0297-00-1112"]] * 2
