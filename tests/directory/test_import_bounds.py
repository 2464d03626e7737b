"""A region's desk never writes to the municipalities of another region."""

import pytest

from renkei.directory.imports import bounds, unlisting
from renkei.directory.models import ImportRun, Service, SourceRow
from renkei.geo.models import Municipality
from renkei.organizations.models import Facility
from tests.directory import importers
from tests.directory.importers import bring
from tests.programme.factories import RegionFactory

CLINICS = "code10,name,address\n"
OWN = "施設名,所在地,市区町村コード,種別\n"
ELSEWHERE = "金沢市はほかの圏域の市町村なので、読み込みません"
SAME_PLACE = "同じ所がほかの圏域の金沢市にあるので、読み込みません"


@pytest.fixture
def toride(db):
    """取手市's region, beside that of 金沢市."""
    importers.ground()
    region_of("17201")
    return region_of("08217")


def region_of(*codes):
    return RegionFactory(municipalities=Municipality.objects.filter(code__in=codes))


def clinics(*lines):
    return (CLINICS + "".join(f"{line}\n" for line in lines)).encode()


def bring_clinics(*lines, edition="2026-01", **more):
    return bring(clinics(*lines), "kouseikyoku", edition=edition, **more)


def told(run):
    return list(run.problems.values_list("line", "reason", "is_rejected"))


def names():
    return list(Facility.objects.order_by("pk").values_list("name", flat=True))


def test_a_row_of_another_regions_municipality_is_left_out_and_told(toride):
    run = bring((OWN + "見本,金沢市長町1-1,,薬局\n").encode(), "own", region=toride)

    assert told(run) == [(2, ELSEWHERE, True)]
    assert not Facility.objects.exists()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1710110063,書きかえた医院,石川県金沢市長町1-1", ELSEWHERE),
        ("1710110063,見本医院,石川県金沢市長町1-1", ELSEWHERE),
        ("1710110063,書きかえた医院,茨城県取手市取手1-1", SAME_PLACE),
    ],
    ids=["another name", "unchanged", "moved by what it says"],
)
def test_a_place_of_another_region_stays_as_it_is(toride, line, reason):
    bring_clinics("1710110063,見本医院,石川県金沢市長町1-1", edition="2025-12")
    Service.objects.update(unlisted_on="2026-01-01")

    run = bring_clinics(line, region=toride)

    assert told(run) == [(2, reason, True)]
    assert (names(), Facility.objects.get().address) == (["見本医院"], "石川県金沢市長町1-1")
    assert Service.objects.get().unlisted_on
    assert SourceRow.objects.get().publication.label == "2025-12"


def test_a_place_of_another_region_is_not_reached_by_a_number_alone(toride):
    bring_clinics("1710110063,見本医院,石川県金沢市長町1-1")
    row = "見本医院,取手市取手1-1,082171,診療所,1710110063\n"
    head = "施設名,所在地,市区町村コード,種別,医療機関コード\n"

    run = bring((head + row).encode(), "own", region=toride)

    assert told(run) == [(2, SAME_PLACE, True)]
    assert Facility.objects.get().address == "石川県金沢市長町1-1"


def test_a_number_that_a_place_elsewhere_bears_does_not_shut_out_what_came_in_before(toride):
    head = "ID,施設名,所在地,種別,医療機関コード\n"
    bring((head + "1,見本医院,取手市取手1-1,診療所,\n").encode(), "own", region=toride)
    bring_clinics("1710110063,金沢医院,石川県金沢市長町1-1")
    SourceRow.objects.filter(source="own").update(key="08217:1710110063:clinic")

    run = bring(
        (head + "1,新医院,取手市取手1-1,診療所,1710110063\n").encode(), "own", region=toride
    )

    assert told(run) == []
    assert SourceRow.objects.get(source="own").facility.municipality.name == "取手市"
    assert Facility.objects.get(municipality__code="17201").name == "金沢医院"


def test_a_line_of_several_services_is_told_once(toride):
    head = "施設名,所在地,実施サービス\n"

    here = bring((head + "見本,小松市1,訪問看護、訪問介護\n").encode(), "own", region=toride)
    there = bring((head + "見本,金沢市1,訪問看護、訪問介護\n").encode(), "own", region=toride)

    assert (here.created, [line for line, _, _ in told(here)]) == (2, [2])
    assert told(there) == [(2, ELSEWHERE, True)]


def test_nothing_of_another_region_is_gone(toride, monkeypatch):
    monkeypatch.setattr(unlisting, "NATIONAL", 1)
    bring_clinics("1710110063,金沢医院,金沢市長町1-1", "0810110063,取手医院,取手市取手1-1")

    run = bring_clinics("0810110071,新医院,茨城県取手市取手2-1", edition="2026-02", region=toride)

    assert (run.unlisted, run.gone) == (1, ["取手医院"])


def test_what_lies_in_no_region_is_read_as_before(toride):
    run = bring((OWN + "見本,小松市小馬出町1,,薬局\n").encode(), "own", region=toride)

    assert told(run) == [(2, "この圏域の外です（石川県小松市）", False)]
    assert names() == ["見本"]


def test_the_operator_brings_in_every_region(toride):
    run = bring_clinics("1710110063,見本医院,石川県金沢市長町1-1")

    assert (names(), told(run)) == (["見本医院"], [])
    assert ImportRun.objects.get().region is None


@pytest.mark.parametrize(
    ("own", "other", "closed"),
    [
        (["22101"], ["22102"], ["22102"]),
        (["22101"], ["22100"], ["22100", "22102", "22103"]),
        (["08217"], ["08217", "08564"], ["08564"]),
    ],
    ids=["two wards", "a ward and its city", "shared"],
)
def test_what_is_its_own_is_open_though_another_region_has_it_too(db, own, other, closed):
    importers.ground()
    region_of(*other)

    found = {town.code for town in bounds.closed_to(region_of(*own))}

    assert found == set(closed)
