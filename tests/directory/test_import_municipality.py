"""Where a row of the region's own list belongs, and what is odd about it."""

import pytest

from renkei.directory.actions import bringing
from renkei.directory.imports.placing import UNKNOWN_TOWN
from renkei.directory.models import ImportRun, SourceRow
from renkei.geo.models import Municipality
from renkei.organizations.models import Facility
from tests.directory import importers
from tests.directory.importers import bring
from tests.directory.office import DirectoryDesk
from tests.directory.test_import_pages import send
from tests.programme.factories import RegionFactory

HEAD = "施設名,所在地,市区町村コード,種別\n"


@pytest.fixture
def region(db):
    importers.ground()
    return region_of("08217", "08564")


def region_of(*codes):
    return RegionFactory(municipalities=Municipality.objects.filter(code__in=codes))


def lines(*lines):
    return (HEAD + "".join(f"{line}\n" for line in lines)).encode()


def told(run):
    return list(run.problems.values_list("line", "reason", "is_rejected"))


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("取手市取手7-2", "取手市"),
        ("茨城県取手市取手7-2", "取手市"),
        ("利根町布川1", "利根町"),
        ("北相馬郡利根町布川1", "利根町"),
    ],
)
def test_without_a_code_the_regions_own_names_come_first(region, address, town):
    run = bring(lines(f"見本,{address},,薬局"), "own", region=region)

    assert Facility.objects.get().municipality.name == town
    assert told(run) == []


@pytest.mark.parametrize(
    ("address", "town"),
    [("札幌市中央区北1条西2", "北海道札幌市中央区"), ("金沢市長町1-1", "石川県金沢市")],
)
def test_a_row_outside_the_region_is_read_and_told(region, address, town):
    run = bring(lines(f"見本,{address},,薬局"), "own", region=region)

    place = Facility.objects.get().municipality
    assert f"{place.prefecture}{place}" == town
    assert told(run) == [(2, f"この圏域の外です（{town}）", False)]


@pytest.mark.parametrize(
    "address", ["取手7-2", "府中市宮西町2", "池田町1-1", "大郷町1", "中央区北1条"]
)
def test_an_address_that_means_no_or_many_municipalities_is_left_out(region, address):
    run = bring(lines(f"見本,{address},,薬局"), "own", region=region)

    assert told(run) == [(2, UNKNOWN_TOWN, True)]


def test_of_two_cities_of_a_name_that_of_the_region_is_meant(region):
    bring(lines("見本,府中市宮西町2-24,,薬局"), "own", region=region_of("13206"))

    assert Facility.objects.get().municipality.prefecture == "東京都"


def test_a_code_that_contradicts_the_address_is_told(region):
    run = bring(lines("見本,守谷市中央1-1,082171,薬局"), "own", region=region)

    assert Facility.objects.get().municipality.name == "取手市"
    assert told(run) == [
        (
            2,
            "市区町村コードは取手市、住所は守谷市です。取手市のものとして読み込みます",
            False,
        )
    ]


def test_a_ward_and_its_city_do_not_contradict(region):
    run = bring(lines("見本,静岡市葵区追手町5,221007,薬局"), "own", region=region_of("22101"))

    assert [reason for _, reason, _ in told(run) if "町丁目" not in reason] == []


def test_rows_of_two_regions_with_the_same_number_are_two(region):
    content = "ID,施設名,所在地,種別\n1,見本{0}薬局,{0}1-1,薬局\n"

    bring(content.format("取手市").encode(), "own", region=region)
    bring(content.format("金沢市").encode(), "own", region=region_of("17201"))
    again = bring(content.format("取手市").encode(), "own", region=region, edition="2026-01")

    keys = SourceRow.objects.order_by("key").values_list("key", flat=True)
    assert list(keys) == ["08217:1:pharmacy", "17201:1:pharmacy"]
    assert Facility.objects.count() == 2
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1)


def test_a_changed_row_without_a_code_replaces_what_it_had_said(region):
    content = "ID,施設名,所在地,種別,電話\n1,見本薬局,取手市取手1-1,薬局,0297-00-000{}\n"

    bring(content.format(1).encode(), "own", region=region)
    run = bring(content.format(2).encode(), "own", region=region, edition="2026-01")

    assert run.changed == 1
    assert Facility.objects.get().telephone == "0297-00-0002"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("取手7-2", "取手市取手7-2"),
        ("取手市取手7-2", "取手市取手7-2"),
        ("茨城県取手市取手7-2", "茨城県取手市取手7-2"),
    ],
)
def test_the_municipality_may_stand_in_a_column_of_its_own(region, address, kept):
    content = f"施設名,市町村名,所在地,種別\n見本,取手市,{address},薬局\n".encode()

    run = bring(content, "own", region=region)

    assert Facility.objects.get().address == kept
    assert told(run) == []


def test_a_prefecture_goes_before_a_town_in_another_column(region):
    content = "施設名,まち,所在地,種別\n見本,取手市,茨城県取手7-2,薬局\n".encode()

    run = bring(content, "own", region=region, options={"town": "まち"})

    assert told(run) == [(2, UNKNOWN_TOWN, True)]


@pytest.mark.parametrize(
    ("town", "address", "code", "taken"),
    [
        ("取手市", "守谷市中央1-1", "", "取手市"),
        ("取手市", "茨城県守谷市中央1-1", "", "守谷市"),
        ("取手市", "守谷市中央1-1", "082171", "取手市"),
    ],
)
def test_a_town_that_contradicts_the_address_is_told(region, town, address, code, taken):
    content = f"施設名,市町村名,所在地,市区町村コード,種別\n見本,{town},{address},{code},薬局\n"

    run = bring(content.encode(), "own", region=region)

    assert Facility.objects.get().municipality.name == taken
    assert (
        2,
        f"市町村の名前は取手市、住所は守谷市です。{taken}のものとして読み込みます",
        False,
    ) in told(run)


def test_a_row_without_an_address_is_told(region):
    content = "施設名,市町村名,所在地,種別\n見本,取手市, ,薬局\n見本二,,,薬局\n".encode()

    run = bring(content, "own", region=region)

    assert told(run) == [
        (2, "所在地がありません。市町村だけで読みます", False),
        (3, UNKNOWN_TOWN, True),
    ]


def test_what_is_odd_is_told_again_of_a_row_that_came_in_before(region):
    content = lines("見本,金沢市長町1-1,,薬局")
    bring(content, "own", region=region)

    again = bring(content, "own", region=region, edition="2026-01")

    assert again.unchanged == 1
    assert told(again) == [(2, "この圏域の外です（石川県金沢市）", False)]


def test_a_list_without_a_readable_row_is_not_taken_in(desk: DirectoryDesk):
    send(desk, lines("見本,どこか,,薬局"))
    run = ImportRun.objects.get()

    page = desk.get("import-run", importrun=run).content.decode()
    refused = desk.client.post(desk.url("import-confirm", importrun=run), follow=True)

    assert "読み込める行がありません</strong>" in page
    assert f'<a href="{desk.url("imports")}">取込みへ</a>' in page
    assert "取り込む</button>" not in page
    assert str(bringing.NothingToTake()) in refused.content.decode()
    assert ImportRun.objects.get().state == "dry"
