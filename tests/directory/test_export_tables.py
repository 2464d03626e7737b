"""The directory in the columns that authorities use."""

import csv
import io
from datetime import time

import pytest

from renkei.directory.exports import tables
from renkei.directory.exports.entries import entries, informal_services
from renkei.directory.exports.writing import as_csv
from renkei.directory.models import Opening, Service
from renkei.organizations.models import Identifier, IdentifierSystem, PointBasis
from renkei.vocabulary.models import Scheme
from tests.clock import NOW, TODAY
from tests.directory.factories import AbilityFactory, CorrectionFactory, InformalServiceFactory
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory, OrganizationFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory(code="17201", name="見本市", prefecture="見本県")


@pytest.fixture
def region(city):
    return RegionFactory(slug="mihon", municipalities=[city])


@pytest.fixture
def station(city):
    return FacilityFactory(
        name="見本訪問看護",
        kana="みほん",
        municipality=city,
        organization=OrganizationFactory(name="見本会", corporate_number="0000000000000"),
        address="見本市本町1-1",
        building="見本ビル",
        telephone="0297-00-1111",
        website="https://mihon.example/",
        latitude=36.5,
        longitude=136.6,
        point_basis=PointBasis.ESTIMATED,
    )


def offered(facility, code, label, **more):
    kind = TermFactory(scheme=Scheme.SERVICE, code=code, label=label)
    stamp = {"created_at": NOW, "updated_at": NOW}
    return Service.objects.create(facility=facility, kind=kind, **stamp, **more)


@pytest.fixture
def nursing(station):
    return offered(
        station,
        "kaigo-130",
        "訪問看護",
        number="17B0000001",
        days="平日",
        capacity=0,
        days_note="盆",
    )


@pytest.fixture
def clinic(city):
    return offered(FacilityFactory(name="見本医院", municipality=city), "clinic", "診療所")


def only(table, columns):
    (row,) = table
    return {column: cell for column, cell in zip(columns, row, strict=True) if cell}


def test_a_care_office_fills_the_columns_of_the_standard(region, nursing):
    assert only(tables.care(entries(region)), tables.CARE) == {
        "都道府県コード又は市区町村コード": "172014",
        "NO": "1",
        "都道府県名": "見本県",
        "市区町村名": "見本市",
        "介護サービス事業所名称": "見本訪問看護",
        "介護サービス事業所名称_カナ": "ミホン",
        "実施サービス": "訪問看護",
        "住所": "見本市本町1-1",
        "方書": "見本ビル",
        "緯度": "36.500000",
        "経度": "136.600000",
        "電話番号": "0297-00-1111",
        "法人番号": "0000000000000",
        "法人の名称": "見本会",
        "事業所番号": "17B0000001",
        "利用可能曜日": "平日",
        "利用可能曜日特記事項": "盆",
        "定員": "0",
        "URL": "https://mihon.example/",
        "備考": tables.ESTIMATED,
    }


def test_a_clinic_tells_its_days_its_first_and_last_hour_and_departments(region, clinic):
    for day, department in ((0, "内科"), (2, "内科"), (0, "小児科")):
        Opening.objects.create(
            service=clinic,
            weekday=day,
            starts_at=time(9 + day),
            ends_at=time(18),
            department=department,
        )

    told = only(tables.medical(entries(region)), tables.MEDICAL)

    assert (told["名称"], told["医療機関の種類"]) == ("見本医院", "診療所")
    assert (told["診療曜日"], told["診療科目"]) == ("月水", "内科;小児科")
    assert (told["診療開始時間"], told["診療終了時間"]) == ("09:00", "18:00")


def test_what_is_not_known_is_empty(region, clinic):
    told = only(tables.medical(entries(region)), tables.MEDICAL)

    assert told.keys() == {
        "都道府県コード又は市区町村コード",
        "NO",
        "都道府県名",
        "市区町村名",
        "名称",
        "医療機関の種類",
    }


def test_a_service_without_a_number_takes_that_of_its_place(region, nursing, station):
    nursing.number = ""
    nursing.save()
    Identifier.objects.create(facility=station, system=IdentifierSystem.CARE, value="17A0000009")

    assert only(tables.care(entries(region)), tables.CARE)["事業所番号"] == "17A0000009"


def test_a_place_merged_into_another_is_not_in_it(region, nursing, station, clinic):
    station.merged_into = clinic.facility
    station.save()

    assert [entry.service for entry in entries(region)] == [clinic]


def test_care_and_medicine_are_two_tables(region, nursing, clinic):
    found = entries(region)

    assert (len(tables.care(found)), len(tables.medical(found))) == (1, 1)


def test_the_regions_approved_value_is_handed_out(region, nursing, station):
    CorrectionFactory(region=region, facility=station, approved=True, value="0297-00-9999")
    CorrectionFactory(region=region, facility=station, field="name", value="まだ")

    told = only(tables.care(entries(region)), tables.CARE)

    assert told["電話番号"] == "0297-00-9999"
    assert told["介護サービス事業所名称"] == "見本訪問看護"


def test_other_towns_and_rows_gone_from_the_list_are_not_in_it(region, nursing):
    offered(FacilityFactory(), "kaigo-110", "訪問介護")
    nursing.unlisted_on = TODAY
    nursing.save()

    assert entries(region) == []


def test_abilities_are_told_once_a_place_with_how_they_became_known(region, nursing, station):
    offered(station, "kaigo-110", "訪問介護")
    AbilityFactory(region=region, facility=station, term__label="看取り", note="夜も")

    assert tables.abilities(entries(region)) == [
        ("見本訪問看護", "見本市", "看取り", "夜も", "電話で確認", "2017-02-17")
    ]


def test_informal_services_are_told_with_their_towns(region, city):
    InformalServiceFactory(region=region, municipalities=[city], name="見本の弁当", price="500円")
    InformalServiceFactory(region=region, is_public=False)

    told = only(tables.informal(informal_services(region)), tables.INFORMAL)

    assert (told["名称"], told["地域"], told["料金"]) == ("見本の弁当", "見本市", "500円")
    assert told["確認した日"] == "2017-02-17"


@pytest.mark.parametrize(
    ("code", "whole"),
    [("17201", "172014"), ("08201", "082015"), ("08217", "082171"), ("01100", "011002")],
)
def test_the_check_digit_of_a_municipality(code, whole):
    assert tables.code_with_check_digit(code) == whole


def test_a_csv_opens_in_a_spreadsheet_and_runs_nothing():
    text = as_csv(("名称",), [("=1+1",), ('見本,"会"',)]).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text))) == [["名称"], ["'=1+1"], ['見本,"会"']]


@pytest.mark.parametrize("count", [1, 3])
def test_the_questions_do_not_grow_with_the_list(region, station, count, django_assert_num_queries):
    for number in range(count):
        offered(station, f"kaigo-{number}", "見本")

    with django_assert_num_queries(6):
        tables.care(entries(region))
