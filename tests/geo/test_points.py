from math import radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.geo.points import EARTH_RADIUS_M, Box, Point, box_around, distance_m

KANAZAWA_STATION = Point(36.5780, 136.6480)
MORIYA_STATION = Point(35.9506, 139.9920)

in_japan = st.builds(Point, st.floats(20, 46), st.floats(122, 154))


def test_a_place_is_no_distance_from_itself():
    assert distance_m(MORIYA_STATION, MORIYA_STATION) == 0


def test_one_degree_of_latitude_is_a_hundred_and_eleven_kilometres():
    assert distance_m(Point(35, 139), Point(36, 139)) == pytest.approx(EARTH_RADIUS_M * radians(1))


def test_kanazawa_and_moriya_are_three_hundred_and_eight_kilometres_apart():
    assert distance_m(KANAZAWA_STATION, MORIYA_STATION) == pytest.approx(308_000, rel=0.01)


def test_a_box_holds_its_edge_and_nothing_beyond():
    box = Box(136, 36, 137, 37)

    assert box.holds(Point(36, 136))
    assert not box.holds(Point(36.5, 137.1))
    assert not box.holds(Point(35.9, 136.5))


@given(in_japan, in_japan, st.floats(1, 50_000))
def test_nothing_within_reach_lies_outside_the_box(here, there, metres):
    if distance_m(here, there) <= metres * 0.999999:
        assert box_around(here, metres).holds(there)


@given(in_japan, in_japan)
def test_the_way_back_is_as_long(here, there):
    assert distance_m(here, there) == pytest.approx(distance_m(there, here))
