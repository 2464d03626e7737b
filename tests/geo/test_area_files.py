"""A file of areas as offices send it: a ZIP around a Shapefile, or a GeoJSON."""

import io
import json
import struct
import zipfile
from contextlib import suppress

import pytest
import shapefile
from hypothesis import given
from hypothesis import strategies as st

from renkei.core.errors import DomainError
from renkei.geo import area_files
from renkei.geo.area_files import (
    BrokenArchive,
    NoShapefile,
    SeveralShapefiles,
    TooLarge,
    read_area_file,
)
from renkei.geo.coordinates import OldPlane, UnknownPlane
from renkei.geo.outlines import NotAnOutline
from tests.geo.test_outlines import FILES, collection, feature

SQUARE = [[136.6, 36.5], [136.6, 36.6], [136.7, 36.6], [136.7, 36.5], [136.6, 36.5]]
OLD = 'GEOGCS["GCS_Tokyo",DATUM["D_Tokyo",SPHEROID["Bessel_1841",6377397.155,299.1528128]]]'


def layer(*names, ring=SQUARE, encoding="utf-8", shape_type=shapefile.POLYGON):
    """The .shp and .dbf of one area per name."""
    shp, dbf = io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, dbf=dbf, shapeType=shape_type, encoding=encoding) as writer:
        writer.field("学校名" if encoding == "utf-8" else "NAME")
        for name in names:
            writer.poly([ring]) if shape_type == shapefile.POLYGON else writer.point(*ring[0])
            writer.record(name)
    return shp.getvalue(), dbf.getvalue()


def packed(**parts):
    """A ZIP of these; ``_`` in a name stands for the dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "."), content)
    return file.getvalue()


def zipped(*names, prj="", cpg="", **how):
    shp, dbf = layer(*names, **how)
    more = {"a_prj": prj} if prj else {}
    return packed(a_shp=shp, a_dbf=dbf, a_cpg=cpg, **more)


def yaizu(*suffixes):
    return packed(**{f"gakku_{one}": (FILES / f"yaizu.{one}").read_bytes() for one in suffixes})


def test_a_zip_on_a_plane_is_read_into_degrees():
    file = read_area_file(yaizu("shp", "dbf", "prj"))

    assert len(file.outlines) == 13
    assert file.outlines[0].polygons[0][0][0] == pytest.approx([138.27, 34.8], abs=0.1)
    assert not file.is_guessed


def test_without_its_prj_the_plane_is_asked_for():
    with pytest.raises(UnknownPlane):
        read_area_file(yaizu("shp", "dbf"))

    assert read_area_file(yaizu("shp", "dbf"), "8") == read_area_file(yaizu("shp", "dbf", "prj"))


def test_degrees_without_a_prj_are_taken_for_todays():
    assert read_area_file(zipped("港")).is_guessed
    assert not read_area_file(zipped("港"), "degrees").is_guessed


@pytest.mark.parametrize("crs", ["", "tokyo"])
def test_degrees_from_before_2002_are_moved(crs):
    # 日本経緯度原点: 35°39'17.5148", 139°44'40.5020" until 2002, then 29.1572" and 28.8759".
    east, north = 139 + 44 / 60 + 40.5020 / 3600, 35 + 39 / 60 + 17.5148 / 3600
    ring = [[east, north], [east, 36], [140, 36], [east, north]]

    file = read_area_file(zipped("港", ring=ring, prj="" if crs else OLD), crs)

    moved = [139 + 44 / 60 + 28.8759 / 3600, 35 + 39 / 60 + 29.1572 / 3600]
    assert file.outlines[0].polygons[0][0][0] == pytest.approx(moved, abs=5e-5)


def test_a_plane_from_before_2002_is_refused_with_its_reason():
    with pytest.raises(OldPlane):
        read_area_file(zipped("港", prj=f'PROJCS["Japan_Zone_7",{OLD}]'))


@pytest.mark.parametrize(("encoding", "cpg"), [("cp932", ""), ("cp932", "UTF-8"), ("utf-8", "")])
def test_names_are_read_whatever_the_encoding_is_said_to_be(encoding, cpg):
    file = read_area_file(zipped("瓢箪", encoding=encoding, cpg=cpg))

    assert list(file.outlines[0].properties.values()) == ["瓢箪"]


def test_an_entry_without_an_area_keeps_its_number():
    null = {"type": "FeatureCollection", "features": [feature(None, n="一")]}
    null["features"].append(feature({"type": "Polygon", "coordinates": [SQUARE]}, n="二"))

    file = read_area_file(b"\xef\xbb\xbf" + json.dumps(null).encode())

    assert [bool(one.polygons) for one in file.outlines] == [False, True]


def test_an_empty_shape_keeps_its_number():
    shp, dbf = io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, dbf=dbf, shapeType=shapefile.POLYGON) as writer:
        writer.field("NAME")
        writer.null()
        writer.record("無い")
        writer.poly([SQUARE])
        writer.record("有る")

    file = read_area_file(packed(a_shp=shp.getvalue(), a_dbf=dbf.getvalue()))

    assert [bool(one.polygons) for one in file.outlines] == [False, True]


@pytest.mark.parametrize(
    ("name", "east"),
    [
        ("urn:ogc:def:crs:EPSG::6675", 0),
        ("EPSG:2449", 0),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", None),
        ("urn:ogc:def:crs:EPSG::6668", None),
        ("urn:ogc:def:crs:EPSG::4301", None),
    ],
)
def test_a_geojson_tells_its_coordinates(name, east):
    ring = SQUARE if east is None else [[0, 0], [0, 9], [9, 9], [0, 0]]
    document = json.loads(collection(feature({"type": "Polygon", "coordinates": [ring]})))
    document["crs"] = {"type": "name", "properties": {"name": name}}

    file = read_area_file(json.dumps(document).encode())

    longitude = file.outlines[0].polygons[0][0][0][0]
    assert longitude == pytest.approx(136.6 if east is None else 137.1667, abs=0.01)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::3857", "見本"])
def test_a_geojson_in_other_coordinates_is_refused(name):
    document = json.loads(collection(feature({"type": "Polygon", "coordinates": [SQUARE]})))
    document["crs"] = {"properties": {"name": name}}

    with pytest.raises(UnknownPlane):
        read_area_file(json.dumps(document).encode())


@pytest.mark.parametrize("x", [0, 1e308, float("nan"), float("inf")])
@pytest.mark.parametrize("crs", ["", "7"])
def test_corners_outside_of_japan_are_refused(x, crs):
    square = {"type": "Polygon", "coordinates": [[*SQUARE[:2], [x, 1e9], *SQUARE[3:]]]}

    with pytest.raises(UnknownPlane):
        read_area_file(collection(feature(square)), crs)


def test_of_a_layer_in_two_encodings_the_last_folder_counts():
    parts = {}
    for folder, name in (("Shift-JIS", "一"), ("UTF-8", "二")):
        shp, dbf = layer(name)
        parts |= {f"{folder}/a_shp": shp, f"{folder}/a_dbf": dbf}

    file = read_area_file(packed(**parts))

    assert list(file.outlines[0].properties.values()) == ["二"]


def test_a_layer_of_points_beside_the_areas_is_passed_over():
    shp, dbf = layer("区")
    points, _ = layer("校", shape_type=shapefile.POINT)

    assert len(read_area_file(packed(a_shp=shp, a_dbf=dbf, b_shp=points)).outlines) == 1


def test_two_layers_of_areas_are_refused():
    shp, dbf = layer("区")

    with pytest.raises(SeveralShapefiles):
        read_area_file(packed(a_shp=shp, a_dbf=dbf, b_shp=shp, b_dbf=dbf))


@pytest.mark.parametrize("parts", [{"a_txt": b"x"}, {"a_shp": layer("区")[0]}, {"a_shp": b""}])
def test_a_zip_without_a_whole_shapefile_is_refused(parts):
    with pytest.raises(NoShapefile):
        read_area_file(packed(**parts))


def test_a_zip_with_a_password_is_refused():
    content = bytearray(zipped("区"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.index(mark) + offset
        content[start : start + 2] = struct.pack("<H", 1)

    with pytest.raises(BrokenArchive):
        read_area_file(bytes(content))


def test_a_bomb_is_refused_unopened():
    shp, dbf = layer("区")

    with pytest.raises(TooLarge):
        read_area_file(packed(a_shp=shp + bytes(area_files.MAX_UNPACKED_BYTES), a_dbf=dbf))


def test_a_zip_of_many_parts_is_refused():
    with pytest.raises(TooLarge):
        read_area_file(packed(**{f"{n}_txt": b"" for n in range(area_files.MAX_PARTS + 1)}))


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    with pytest.raises(TooLarge):
        read_area_file(bytes(area_files.MAX_BYTES + 1))
    monkeypatch.setattr(area_files, "MAX_CORNERS", 3)
    with pytest.raises(TooLarge):
        read_area_file(zipped("区"))


@given(st.binary(max_size=300), st.integers(0, 400))
def test_damage_never_raises_anything_but_a_refusal(noise, at):
    content = zipped("区", "港")
    for damaged in (noise, content[:at] + noise + content[at + len(noise) :], content[:at]):
        with suppress(DomainError):
            read_area_file(damaged)


@pytest.mark.parametrize(
    "content",
    [
        '{"type": "x", "features": [], "crs": "見本"}',
        '{"type": "x", "features": 3}',
    ],
)
def test_what_is_no_geojson_is_refused(content):
    with pytest.raises(NotAnOutline):
        read_area_file(content.encode())


@pytest.mark.parametrize(
    "broken", ['{"geometry": 3, "properties": {}}', '{"geometry": null, "properties": [1]}', "null"]
)
def test_a_broken_entry_of_a_geojson_is_kept_in_its_place(broken):
    whole = feature({"type": "Polygon", "coordinates": [SQUARE]}, 名="区")
    content = f'{{"type": "x", "features": [{broken}, {json.dumps(whole)}]}}'

    first, second = read_area_file(content.encode()).outlines

    assert (first.is_broken, first.polygons) == (True, [])
    assert (second.is_broken, second.properties) == (False, {"名": "区"})
