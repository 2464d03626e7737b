"""Who asks every night what was modified learns of every change, with a new ETag."""

from datetime import UTC, datetime, timedelta

import pytest

from renkei.core.actors import SYSTEM
from renkei.directory import actions, joining
from renkei.directory.actions.abilities import Said
from renkei.directory.imports import importing
from renkei.directory.models import Evidence, Opening, Service
from tests.clock import NOW, TODAY
from tests.directory import importers
from tests.directory.factories import JoinFactory
from tests.directory.importers import office, table
from tests.openreferral.asking import ROOT, complaints, contents
from tests.openreferral.conftest import offered
from tests.organizations.factories import FacilityFactory
from tests.vocabulary.factories import TermFactory

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


def test_a_service_that_a_merge_left_behind_is_told_inactive_until_it_is_undone(client, town):
    clinic = FacilityFactory(name="見本の別名", municipality=town.city)
    offered(clinic, town.kind, number=town.nursing.number)
    join = JoinFactory(kept=clinic, other=town.station)

    joining.merge(join=join, by=SYSTEM, at=LATER)
    merged = changed(client)
    joining.take_apart(join=join, by=SYSTEM, at=(parted := LATER + timedelta(days=1)))

    station = "訪問看護　見本訪問看護ステーション"
    assert merged == [(station, "inactive"), ("訪問看護　見本の別名", "active")]
    assert changed(client, parted) == [(station, "active"), ("訪問看護　見本の別名", "active")]


def test_changed_opening_times_are_a_change_of_the_service_and_keep_what_stays(client, nightly):
    head = (
        "全国地方公共団体コード,名称,医療機関の種類,所在地_連結表記,医療機関コード,"
        "診療曜日,診療開始時間,診療終了時間\n"
    )
    clinic = "172014,見本医院,診療所,石川県金沢市長町1-1,1710110063,{},900,1200\n"

    def read(days, at):
        content = (head + clinic.format(days)).encode()
        run = importers.start(content, "standard", f"{at:%Y-%m-%d}")
        importing.run_to_end(run=run, content=content, by=SYSTEM, at=at)
        return [found["name"] for found in contents(client, "services", modified_after=at)]

    def openings():
        return dict(Opening.objects.values_list("weekday", "pk"))

    read("月火", NOW)
    before = openings()
    moved = read("月水", LATER)
    after = openings()
    gone = read("月", LATER + timedelta(days=1))
    same = read("月", LATER + timedelta(days=2))

    assert (moved, gone, same) == (["診療所　見本医院"], ["診療所　見本医院"], [])
    assert (list(before), list(after)) == ([0, 1], [0, 2])
    assert before[0] == after[0]


def test_a_correction_approved_and_taken_back_is_a_change_each_time(client, town):
    station = {"region": town.region, "facility": town.station}
    days = [LATER + timedelta(days=n) for n in range(4)]

    def telephones(since):
        told = contents(client, "services", full="true", modified_after=since.isoformat())
        return [service["phones"][0]["number"] for service in told if "phones" in service]

    how = {"field": "telephone", "reason": "", "by": SYSTEM}
    kept = actions.correct(**station, **how, value="0297-00-7777", at=days[0])
    approved = telephones(days[0])
    actions.take_back(correction=kept, by=SYSTEM, at=days[1])
    back = telephones(days[1])
    proposed = actions.propose_correction(
        **station, field="telephone", value="0297-00-6666", proposed_by="見本の人", at=days[2]
    )
    waiting = telephones(days[2])
    undo = actions.approve(correction=proposed, by=SYSTEM, at=days[2])
    actions.put_back(region=town.region, kept=undo, by=SYSTEM, at=days[3])

    assert (approved, back, waiting) == (["0297-00-7777"], ["0297-00-1111"], [])
    assert telephones(days[3]) == ["0297-00-1111"]


def test_an_ability_that_is_no_more_is_a_change(client, town):
    how = {"evidence": Evidence.PHONE, "checked_on": TODAY, "by": SYSTEM, "at": LATER}
    where = {"region": town.region, "facility": town.station}
    actions.say_abilities(**where, said={TermFactory(scheme="ability"): Said(can=False)}, **how)
    before = changed(client)
    actions.say_abilities(**where, said={town.ability.term: Said(can=False)}, **how)

    assert before == []
    assert changed(client) == [("訪問看護　見本訪問看護ステーション", "active")]


def test_a_note_for_professionals_is_no_change(client, town):
    note = town.station.notes.get()
    kept = actions.remove_note(note=note, by=SYSTEM, at=LATER)
    actions.put_back(region=town.region, kept=[kept], by=SYSTEM, at=LATER)

    assert changed(client) == []


@pytest.mark.parametrize("full", ["", "true"])
def test_an_informal_service_taken_out_is_told_inactive_without_what_it_was(client, town, full):
    actions.delete_informal(service=town.meal, by=SYSTEM, at=LATER)

    told = contents(client, "services", modified_after=LATER.isoformat(), full=full)
    listed = contents(client, "services", full=full)

    assert [each | {"id": ""} for each in told] == [
        {
            "id": "",
            "name": "（終わったサービス）",
            "status": "inactive",
            "last_modified": LATER.astimezone(UTC).isoformat(timespec="seconds"),
        }
    ]
    assert len(listed) == 1
    asked = {"search": "お弁当", "modified_after": LATER.isoformat()}
    assert contents(client, "services", **asked) == []
    assert complaints("service", told[0]) == []
