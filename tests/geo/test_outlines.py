"""Outlines come as GeoJSON, TopoJSON and Shapefiles in any Japanese plane."""

import csv
import io
import json
from itertools import pairwise
from math import cos, radians, sin
from pathlib import Path

import pytest
import shapefile
from hypothesis import assume, given
from hypothesis import strategies as st

from renkei.geo import loading
from renkei.geo.coordinates import UnknownPlane
from renkei.geo.outlines import NotAnOutline, box_of, crosses_itself, holds, is_near, read_json
from renkei.geo.plane import SEMI_MAJOR_M, SYSTEMS, in_degrees
from renkei.geo.points import Box, Point
from renkei.geo.shapefiles import read_shapes

FILES = Path(__file__).parent / "files"
SQUARE = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]]
HOLE = [[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 2.0], [1.0, 1.0]]


def yaizu(**changes):
    parts = {
        "shp": (FILES / "yaizu.shp").read_bytes(),
        "dbf": (FILES / "yaizu.dbf").read_bytes(),
        "prj": (FILES / "yaizu.prj").read_text(),
    }
    return read_shapes(**{**parts, **changes})


def feature(geometry, **properties):
    return {"type": "Feature", "geometry": geometry, "properties": properties or None}


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_a_hole_is_outside():
    assert holds([[SQUARE, HOLE]], Point(3, 3))
    assert not holds([[SQUARE, HOLE]], Point(1.5, 1.5))
    assert not holds([[SQUARE, HOLE]], Point(5, 5))


@pytest.mark.parametrize(
    ("corners", "crosses"),
    [
        ([(0, 0), (4, 0), (4, 4), (0, 4)], False),
        ([(0, 0), (4, 4), (4, 0), (0, 4)], True),
        ([(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)], False),
        ([(0, 0), (9, 0), (9, 4), (2, -1), (1, 4)], True),
        ([(0, 0), (1, 4), (2, 1), (3, 4), (4, 0)], False),
    ],
    ids=["square", "knot", "touching", "through the floor", "crown"],
)
def test_a_line_that_crosses_itself(corners, crosses):
    ring = [list(map(float, corner)) for corner in (*corners, corners[0])]

    assert crosses_itself(ring) is crosses


@given(st.dictionaries(st.integers(0, 35), st.integers(1, 9), min_size=3))
def test_a_star_around_a_point_never_crosses_itself(reaches):
    turns = sorted(reaches)
    assume(max(b - a for a, b in pairwise([*turns, turns[0] + 36])) < 18)
    ring = [
        [reaches[turn] * cos(radians(10 * turn)), reaches[turn] * sin(radians(10 * turn))]
        for turn in turns
    ]

    assert not crosses_itself([*ring, ring[0]])


def test_no_district_of_yaizu_crosses_itself():
    rings = [ring for each in yaizu() for part in each.polygons for ring in part]

    assert [ring for ring in rings if crosses_itself(ring)] == []


@pytest.mark.parametrize(
    ("point", "near"),
    [
        (Point(2, 4.01), True),
        (Point(2, 3.99), True),
        (Point(2, 4.03), False),
        (Point(4.01, 4), True),
    ],
    ids=["outside", "inside", "farther", "by a corner"],
)
def test_what_lies_beside_an_edge_is_near(point, near):
    assert is_near([[SQUARE]], point, 2_000) is near


def test_the_box_around_several_polygons():
    assert box_of([[SQUARE], [[[9.0, -1.0], [10.0, 8.0], [9.0, -1.0]]]]) == Box(0, -1, 10, 8)


def test_every_school_of_yaizu_lies_in_its_own_district():
    districts = yaizu()
    with (FILES / "yaizu_schools.csv").open(encoding="utf-8-sig") as file:
        schools = list(csv.DictReader(file))

    found = {
        school["名称"]: [
            district.properties["SAFIELD001"]
            for district in districts
            if holds(district.polygons, Point(float(school["緯度"]), float(school["経度"])))
        ]
        for school in schools
    }

    assert len(found) == len(districts) == 13
    assert found == {name: [name] for name in found}


def test_names_are_read_as_cp932_when_they_are_not_utf_8():
    assert yaizu(encoding="cp932") == yaizu()


def test_metres_without_a_word_about_their_plane_are_refused():
    with pytest.raises(UnknownPlane):
        yaizu(prj="")


@pytest.mark.parametrize(
    "prj", ['PROJCS["Lambert"]', 'PROJCS["x",PROJECTION["Transverse_Mercator"]]']
)
def test_a_plane_nobody_knows_is_refused(prj):
    with pytest.raises(UnknownPlane):
        yaizu(prj=prj)


def test_a_shapefile_of_points_has_no_outlines():
    shp, dbf = io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, dbf=dbf, shapeType=shapefile.POINT) as writer:
        writer.field("name")
        writer.point(136.65, 36.56)
        writer.record("見本小学校")

    assert read_shapes(shp=shp.getvalue(), dbf=dbf.getvalue()) == []


@pytest.mark.parametrize("part", ["shp", "dbf"])
def test_a_damaged_shapefile_is_refused(part):
    with pytest.raises(NotAnOutline):
        yaizu(**{part: b"\0" * 40})


def test_an_encoding_that_does_not_fit_at_all_is_refused():
    dbf = (FILES / "yaizu.dbf").read_bytes()

    with pytest.raises(NotAnOutline):
        yaizu(dbf=dbf[:-200] + b"\x81\x20\xff\xfd" * 50)


def test_every_origin_is_where_its_system_begins():
    for plane in SYSTEMS.values():
        assert in_degrees(plane, east=0, north=0) == pytest.approx(
            (plane.latitude, plane.longitude), abs=1e-9
        )


def test_a_metre_at_the_equator_is_a_metre():
    plane = SYSTEMS[8]._replace(latitude=0.0, scale=1.0)

    assert radians(in_degrees(plane, east=1, north=0).longitude - 138.5) == pytest.approx(
        1 / SEMI_MAJOR_M, rel=1e-6
    )


def test_geojson_with_one_and_with_several_polygons():
    outlines = read_json(
        collection(
            feature({"type": "Polygon", "coordinates": [SQUARE]}, name="一"),
            feature({"type": "MultiPolygon", "coordinates": [[SQUARE], [HOLE]]}),
            feature({"type": "Point", "coordinates": [1, 2]}),
            feature(None),
        )
    )

    assert [(o.properties, len(o.polygons)) for o in outlines] == [({"name": "一"}, 1), ({}, 2)]


def test_topojson_lines_are_walked_both_ways():
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.5], "translate": [130, 30]},
        "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]]],
        "objects": {
            "x": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, -2]], "properties": {"name": "一"}},
                    {"type": "MultiPolygon", "arcs": [[[0, -2]]]},
                    {"type": "Point", "coordinates": [0, 0]},
                ],
            }
        },
    }
    ring = [[130, 30], [131, 30], [131, 31], [130, 31], [130, 30]]

    assert [o.polygons for o in read_json(json.dumps(topology).encode())] == [[[ring]], [[ring]]]
    del topology["transform"]
    topology["arcs"] = [[[0, 0], [2, 0], [2, 2]], [[0, 0], [0, 2], [2, 2]]]
    assert read_json(json.dumps(topology).encode())[0].polygons[0][0][1] == [2, 0]


def test_where_nobody_looks_at_single_entries_a_broken_one_refuses_the_file():
    with pytest.raises(NotAnOutline):
        read_json(collection(feature({"type": "Polygon", "coordinates": [[["a", 1]]]})))


@given(
    st.one_of(st.binary(), st.sampled_from([b"[]", b"null", b'{"type":"Topology"}', b"[" * 9999]))
)
def test_anything_else_is_refused(content):
    with pytest.raises(NotAnOutline):
        read_json(content)


def test_the_municipalities_that_come_with_renkei_are_all_there():
    numbers = [len(read_json(path.read_bytes())) for path in loading.OUTLINES]

    assert numbers == [19, 44]
