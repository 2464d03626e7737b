"""The drawing of what is within reach: areas, towns, facilities, a scale."""

import re

import pytest

from renkei.directory.coverage.drawing import ARM, FOOT, NAMED_AREAS, WIDTH, drawing
from renkei.directory.coverage.reach import coverage
from renkei.directory.lettering import emptiest
from renkei.geo.models import SchoolDistrict, TownPoint
from tests.clock import NOW, TODAY
from tests.directory.test_coverage import (  # noqa: F401
    LONGITUDE,
    NORTH,
    SOUTH,
    able,
    city,
    outline,
    region,
    towns,
    ventilator,
)

pytestmark = pytest.mark.django_db
SQUARE = [[[(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]]]


def drawn(region, radius_m=5000):  # noqa: F811
    found = coverage(region, radius_m=radius_m, on=TODAY)
    return drawing(found, found.chosen(""))


@pytest.fixture
def outlined(city):  # noqa: F811
    outline(SOUTH - 0.01, NORTH + 0.01, municipality=city, source="見本の地図")


def test_what_is_farther_north_is_drawn_higher(region, outlined, towns, ventilator):  # noqa: F811
    able(region, ventilator, SOUTH)

    it = drawn(region)

    assert it.reached == it.places == ((500, pytest.approx(it.height * 10 / 11, abs=1)),)
    assert it.missed == ((500, pytest.approx(it.height / 11, abs=1)),)


def test_north_and_east_have_one_measure(region, outlined, towns, ventilator):  # noqa: F811
    able(region, ventilator, SOUTH)

    it = drawn(region)

    (shape,) = it.shapes
    assert shape.path == f"M0 {it.height} {WIDTH} {it.height} {WIDTH} 0 0 0Z"
    # 0.11 degrees up, 0.2 across: there, at 36 degrees north, a degree is shorter.
    assert it.height / WIDTH == pytest.approx(0.11 / (0.2 * 0.809), abs=0.002)
    assert (it.scale.units, it.scale.label) == (278, "5km")


def test_an_area_is_filled_and_named_by_what_its_towns_reach(
    region,  # noqa: F811
    outlined,
    towns,  # noqa: F811
    ventilator,  # noqa: F811
):
    place = able(region, ventilator, SOUTH).facility
    told = {radius: drawn(region, radius).shapes[0] for radius in (5000, 16_000)}
    place.latitude, place.longitude, place.point_basis = None, None, ""
    place.save()

    assert (told[5000].fill, told[5000].label) == ("some", "△ 見本市")
    assert (told[16_000].fill, told[16_000].label) == ("all", "○ 見本市")
    assert (drawn(region).shapes[0].fill, drawn(region).shapes[0].label) == ("none", "× 見本市")


def test_many_areas_are_numbered_as_in_the_table(region, city, towns, ventilator):  # noqa: F811
    for number in range(NAMED_AREAS + 1):
        area = SchoolDistrict.objects.create(
            municipality=city, name=f"見本{number}", created_at=NOW, updated_at=NOW
        )
        outline(35 + number / 10, 35.05 + number / 10, school_district=area)

    it = drawn(region)

    assert it.is_numbered
    # The last is what lies in no district.
    assert [shape.label for shape in it.shapes] == [str(n + 1) for n in range(NAMED_AREAS + 2)]


def test_a_tall_map_stands_in_the_middle_of_its_paper(region, towns, ventilator):  # noqa: F811
    it = drawn(region)

    assert it.left < 0
    assert it.paper == f"{it.left} 0 {WIDTH} {1000 + FOOT}"


def test_without_an_outline_the_towns_are_drawn_with_the_name(region, towns, ventilator):  # noqa: F811
    it = drawn(region)

    (shape,) = it.shapes
    x, y = shape.at
    assert it.is_incomplete
    assert (shape.path, (x, y + 2 * ARM) in it.missed, it.sources) == ("", True, ())


def test_it_tells_where_outlines_come_from(region, outlined, towns, ventilator):  # noqa: F811
    it = drawn(region)

    assert (it.sources, it.is_incomplete) == (("見本の地図",), False)


def test_a_facility_beyond_the_edge_is_counted_and_not_drawn(region, towns, ventilator):  # noqa: F811
    able(region, ventilator, SOUTH)
    able(region, ventilator, SOUTH + 1)
    able(region, ventilator)

    it = drawn(region)

    assert (len(it.places), it.outside) == (1, 1)


def test_one_town_alone_can_be_drawn(region, city, ventilator):  # noqa: F811
    TownPoint.objects.create(
        municipality=city, name="南町", key="南町", latitude=SOUTH, longitude=LONGITUDE
    )

    it = drawn(region)

    assert (it.missed, it.scale.label) == (((500, 500),), "0.5km")


def test_dots_and_crosses_are_one_path_each(region, outlined, towns, ventilator):  # noqa: F811
    able(region, ventilator, SOUTH)

    it = drawn(region)

    assert it.reached_path == it.places_path == f"M500 {it.reached[0][1]}h0"
    assert it.missed_path.startswith(f"M{500 - ARM} {it.missed[0][1] - ARM}l16 16m0-16l-16 16")


def test_a_name_stands_where_nothing_else_does():
    x, y = emptiest(SQUARE, [(48, 24), (48, 32)])

    assert x == 48
    assert 48 <= y <= 84


def test_a_name_never_stands_outside():
    ring = [(0, 0), (300, 0), (300, 10), (10, 10), (10, 300), (0, 300), (0, 0)]

    x, y = emptiest([[ring]], [])

    assert min(x, y) <= 10


def test_an_area_too_small_for_a_name_has_it_at_its_corner():
    assert emptiest([[[(5, 5), (5, 5)]]], []) == (5, 5)


def test_the_drawing_of_a_large_area_stays_small(region, city, towns, ventilator):  # noqa: F811
    boundary = outline(SOUTH, NORTH, municipality=city)
    step = 0.2 / 20_000
    west = LONGITUDE - 0.1
    line = [[west + n * step, SOUTH + n % 2 * 1e-5] for n in range(20_000)]
    boundary.rings = [[[*line, [LONGITUDE, NORTH], line[0]]]]
    boundary.save()

    (shape,) = drawn(region).shapes

    assert len(re.findall(r"\d+", shape.path)) < 2 * 700
