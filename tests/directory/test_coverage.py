"""What is within reach of each area, and what is missing."""

import pytest

from renkei.directory.coverage.areas import division_of
from renkei.directory.coverage.reach import Cell, coverage
from renkei.geo.models import Boundary, CareArea, SchoolDistrict, TownPoint
from renkei.organizations.models import PointBasis
from renkei.vocabulary.models import Scheme
from tests.clock import NOW, TODAY
from tests.directory.factories import AbilityFactory
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory

pytestmark = pytest.mark.django_db

# About 1.1 km to the north for each hundredth of a degree.
SOUTH, NORTH = 35.90, 35.99
LONGITUDE = 140.0


@pytest.fixture
def city():
    return MunicipalityFactory(name="見本市")


@pytest.fixture
def region(city):
    return RegionFactory(municipalities=[city])


@pytest.fixture
def towns(city):
    for name, latitude in (("南町", SOUTH), ("北町", NORTH)):
        TownPoint.objects.create(
            municipality=city, name=name, key=name, latitude=latitude, longitude=LONGITUDE
        )


@pytest.fixture
def ventilator():
    return TermFactory(scheme=Scheme.ABILITY, label="人工呼吸器")


def able(region, term, latitude=None):
    point = {}
    if latitude:
        point = {
            "latitude": latitude,
            "longitude": LONGITUDE,
            "point_basis": PointBasis.PUBLISHED,
        }
    return AbilityFactory(region=region, term=term, facility=FacilityFactory(**point))


def outline(south, north, **of):
    west, east = LONGITUDE - 0.1, LONGITUDE + 0.1
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    box = {"west": west, "south": south, "east": east, "north": north}
    return Boundary.objects.create(rings=[[ring]], **box, **of)


def test_a_town_within_the_radius_has_it_and_the_other_is_named(region, towns, ventilator):
    able(region, ventilator, SOUTH + 0.01)

    (line,) = coverage(region, radius_m=5000, on=TODAY).lines

    assert line.cells == (Cell("見本市", 1, 2, ("北町",)),)
    assert line.cells[0].sign == "△"


def test_within_a_larger_radius_all_have_it(region, towns, ventilator):
    able(region, ventilator, SOUTH + 0.01)

    found = coverage(region, radius_m=10_000, on=TODAY)

    assert (found.lines[0].cells[0].sign, found.gaps) == ("○", [])


def test_what_nobody_is_known_to_do_is_no_gap_but_unknown(region, towns, ventilator):
    found = coverage(region, radius_m=5000, on=TODAY)

    (line,) = found.unknown
    assert (line.what, line.facilities, line.cells[0].sign) == ("人工呼吸器", 0, "－")
    assert found.gaps == []


def test_without_a_choice_the_first_that_only_some_can_reach_is_shown(region, towns, ventilator):
    nobody = TermFactory(scheme=Scheme.ABILITY, code="a-nobody", label="経鼻栄養")
    able(region, ventilator, SOUTH + 0.01)

    found = coverage(region, radius_m=5000, on=TODAY)

    assert {line.key for line in found.lines} == {nobody.code, ventilator.code}
    assert found.chosen("").key == ventilator.code
    assert found.chosen("no such").key == ventilator.code
    assert found.chosen(nobody.code).what == "経鼻栄養"


def test_where_all_is_reached_or_nothing_is_known_something_is_shown(region, towns, ventilator):
    assert coverage(region, radius_m=5000, on=TODAY).chosen("").what == "人工呼吸器"


def test_what_stayed_with_a_place_merged_into_another_does_not_count(region, towns, ventilator):
    kept, other = able(region, ventilator, SOUTH), able(region, ventilator, SOUTH)
    other.facility.merged_into = kept.facility
    other.facility.save()

    assert coverage(region, radius_m=5000, on=TODAY).lines[0].able == {kept.facility_id}


def test_another_regions_knowledge_does_not_count(region, towns, ventilator):
    able(RegionFactory(), ventilator, SOUTH)

    assert coverage(region, radius_m=5000, on=TODAY).lines[0].facilities == 0


def test_a_facility_without_a_point_reaches_nobody_and_is_told(region, towns, ventilator):
    able(region, ventilator)

    found = coverage(region, radius_m=5000, on=TODAY)

    assert (found.without_point, found.lines[0].cells[0].reached) == (1, 0)


@pytest.mark.parametrize(
    ("model", "field", "unit"),
    [(SchoolDistrict, "school_district", "校下"), (CareArea, "care_area", "日常生活圏域")],
)
def test_areas_with_an_outline_come_before_the_municipality(
    region, city, towns, ventilator, model, field, unit
):
    stamp = {"created_at": NOW, "updated_at": NOW}
    south = model.objects.create(municipality=city, name="見本南", **stamp)
    empty = model.objects.create(municipality=city, name="見本空", **stamp)
    model.objects.create(municipality=city, name="見本形なし", **stamp)
    outline(SOUTH - 0.01, SOUTH + 0.01, **{field: south})
    whole = outline(SOUTH - 0.1, NORTH + 0.1, municipality=city)
    outline(35.93, 35.95, **{field: empty})
    able(region, ventilator, SOUTH)

    found = coverage(region, radius_m=2000, on=TODAY)

    assert (found.division.kind, found.unit) == (unit, f"{unit}・市町村")
    assert found.lines[0].cells == (
        Cell("見本南", 1, 1, ()),
        Cell("見本空", 0, 1, ("見本空",)),
        Cell("見本市のほかの町", 0, 1, ("北町",)),
    )
    assert found.areas[-1].polygons == whole.rings


def test_a_shape_in_one_municipality_leaves_the_towns_of_the_others_in(region, city, towns):
    other, bare = MunicipalityFactory(name="隣町"), MunicipalityFactory(name="奥町")
    region.municipalities.add(other, bare)
    south = SchoolDistrict.objects.create(
        municipality=city, name="見本南", created_at=NOW, updated_at=NOW
    )
    outline(SOUTH - 0.01, NORTH + 0.01, school_district=south)
    at = {"latitude": 36.2, "longitude": LONGITUDE}
    TownPoint.objects.create(municipality=other, name="本町", key="本町", **at)

    division = division_of(region)

    counted = [(area.name, [town.name for town in area.towns]) for area in division.areas]
    assert counted == [("見本南", ["北町", "南町"]), ("隣町", ["本町"])]
    assert (division.towns, division.outside, division.without_towns) == (3, 1, ("奥町",))


def test_where_each_town_is_in_a_district_nothing_else_is_named(region, city, towns):
    whole = CareArea.objects.create(
        municipality=city, name="見本全", created_at=NOW, updated_at=NOW
    )
    outline(SOUTH - 0.01, NORTH + 0.01, care_area=whole)

    division = division_of(region)

    assert ([area.name for area in division.areas], division.unit) == (["見本全"], "日常生活圏域")
    assert (division.outside, division.without_towns) == (0, ())


def test_without_towns_nothing_can_be_measured(region, ventilator):
    assert coverage(region, radius_m=5000, on=TODAY).areas == ()


def test_a_long_list_of_towns_is_cut():
    cell = Cell("見本市", 0, 14, tuple(f"{n}町" for n in range(14)))

    assert cell.named == "0町、1町、2町、3町、4町、5町、6町、7町、8町、9町、10町、11町"
    assert cell.others == ("12町", "13町")


@pytest.mark.parametrize("count", [1, 3])
def test_the_questions_do_not_grow(region, towns, ventilator, count, django_assert_num_queries):
    for _ in range(count):
        able(region, ventilator, SOUTH)

    with django_assert_num_queries(7):
        coverage(region, radius_m=5000, on=TODAY)
