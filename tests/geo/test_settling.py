"""A point that cannot be true is replaced by the centre of its town, and is called 推定."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from renkei.audit.models import AuditEvent
from renkei.core.actors import SYSTEM
from renkei.geo import actions, areas, loading
from renkei.geo.models import Boundary, CareArea, Municipality, SchoolDistrict, TownPoint
from renkei.geo.outlines import Outline
from renkei.geo.points import Point
from renkei.geo.settling import Settled, settle, surroundings
from tests.clock import NOW
from tests.geo.factories import MunicipalityFactory
from tests.geo.test_outlines import FILES

pytestmark = pytest.mark.django_db

SHAPE = [[[[136.5, 36.4], [136.8, 36.4], [136.8, 36.7], [136.5, 36.7], [136.5, 36.4]]]]
NAGAMACHI = Point(36.56, 136.65)


@pytest.fixture
def kanazawa():
    return MunicipalityFactory(code="17201", prefecture="石川県", name="金沢市")


@pytest.fixture
def known(kanazawa):
    towns = [loading.Town("17201", "長町一丁目", *NAGAMACHI)]
    loading.load_towns(towns=towns, by=SYSTEM, at=NOW)
    outline = Outline({"N03_007": "17201"}, SHAPE)
    loading.load_municipality_outlines(outlines=[outline], by=SYSTEM, at=NOW)
    return surroundings(kanazawa.pk)


def test_a_point_inside_its_municipality_is_taken(kanazawa, known):
    point = Point(36.5, 136.6)

    assert settle(kanazawa, known, "金沢市長町1-5", point) == Settled(point)


@pytest.mark.parametrize(
    ("point", "refusal"),
    [
        (Point(0.0, 0.0), "公表の座標が0です"),
        (Point(float("nan"), 136.6), "公表の座標が0です"),
        (Point(53.4, -8.2), "公表の座標が石川県の外です"),
        (Point(36.3, 136.4), "公表の座標が金沢市の外です"),
        (None, ""),
    ],
)
def test_a_point_that_cannot_be_true_is_replaced_by_the_centre_of_the_town(
    kanazawa, known, point, refusal
):
    assert settle(kanazawa, known, "金沢市長町1-5", point) == Settled(
        NAGAMACHI, is_estimated=True, refusal=refusal
    )


def test_without_a_known_town_there_is_no_point(kanazawa, known):
    settled = settle(kanazawa, known, "金沢市どこか1", Point(36.3, 136.4))

    assert settled == Settled(None, refusal="公表の座標が金沢市の外です")


def test_beside_its_own_town_a_point_outside_the_outline_is_believed(kanazawa, known):
    beyond = Point(NAGAMACHI.latitude + 0.01, NAGAMACHI.longitude)
    narrow = known._replace(polygons=[[[[0, 0], [1, 0], [0, 1], [0, 0]]]])

    assert settle(kanazawa, narrow, "金沢市長町1-5", beyond) == Settled(beyond)


def test_where_nothing_was_loaded_only_the_prefecture_is_asked(kanazawa):
    nothing = surroundings(kanazawa.pk)

    assert settle(kanazawa, nothing, "", Point(36.0, 136.3)) == Settled(Point(36.0, 136.3))
    assert settle(kanazawa, nothing, "", Point(35.0, 136.3)).point is None


def test_a_prefecture_nobody_drew_refuses_nothing():
    sample = MunicipalityFactory()

    assert settle(sample, surroundings(sample.pk), "", Point(1.0, 1.0)).point == Point(1.0, 1.0)


def test_towns_are_loaded_anew_each_time(known):
    towns = [loading.Town("17201", "泉が丘", 36.5, 136.6), loading.Town("99999", "無い", 1, 1)]

    assert loading.load_towns(towns=towns, by=SYSTEM, at=NOW) == 1
    assert [town.key for town in TownPoint.objects.all()] == ["泉け丘"]


def test_nothing_known_is_nothing_loaded(db):
    AuditEvent.objects.all()
    assert loading.load_towns(towns=[], by=SYSTEM, at=NOW) == 0
    assert loading.load_municipality_outlines(outlines=[], by=SYSTEM, at=NOW) == 0
    assert not AuditEvent.objects.exists()


def test_the_commands_load_what_comes_with_renkei():
    actions.load_municipalities(by=SYSTEM, at=NOW)
    out = StringIO()

    call_command("load_towns", stdout=out)
    call_command("load_outlines", stdout=out)

    assert out.getvalue() == "町丁目を 1,145 件、登録しました。\n区域の形を 63 件、登録しました。\n"
    assert TownPoint.objects.filter(municipality__name="守谷市").count() == 76
    assert Boundary.objects.count() == 63


def test_what_a_region_loaded_stays_where_only_the_missing_is_loaded(known):
    actions.load_municipalities(by=SYSTEM, at=NOW)
    out = StringIO()

    for _ in range(2):
        call_command("load_towns", "--missing", stdout=out)
        call_command("load_outlines", "--missing", stdout=out)

    kanazawa = {"municipality__code": "17201"}
    assert out.getvalue() == "町丁目を 235 件、登録しました。\n区域の形を 62 件、登録しました。\n"
    assert TownPoint.objects.get(**kanazawa).name == "長町一丁目"
    assert Boundary.objects.get(**kanazawa).rings == SHAPE
    assert Boundary.objects.count() == 63


def test_towns_of_japanese_addresses(tmp_path):
    MunicipalityFactory(code="17201", prefecture="石川県", name="金沢市")
    path = tmp_path / "石川県" / "金沢市.json"
    path.parent.mkdir()
    path.write_text(
        '[{"town":"今町","koaza":"","lat":36.6,"lng":136.7},'
        '{"town":"今町","koaza":"ホ","lat":36.1,"lng":136.1},'
        '{"town":"点なし町","koaza":"","lat":null,"lng":null}]'
    )

    call_command("load_towns", path, stdout=StringIO())

    assert [(t.name, t.latitude) for t in TownPoint.objects.all()] == [("今町", 36.6)]


def test_school_districts_of_a_shapefile_are_registered_with_their_outlines():
    yaizu = MunicipalityFactory(code="22212", prefecture="静岡県", name="焼津市")
    known = SchoolDistrict.objects.create(
        municipality=yaizu, name="港", created_at=NOW, updated_at=NOW
    )
    arguments = ["--area", "school-district", "--municipality", "22212"]

    call_command(
        "load_outlines",
        FILES / "yaizu.shp",
        *arguments,
        "--name-column",
        "SAFIELD001",
        stdout=StringIO(),
    )

    assert SchoolDistrict.objects.count() == Boundary.objects.count() == 13
    assert known.boundary.north == pytest.approx(34.86, abs=0.02)


@pytest.mark.parametrize(
    ("file", "arguments", "why"),
    [
        ("yaizu.shp", ["--municipality", "99999"], "コード「99999」がありません"),
        ("yaizu.shp", [], "コード「」がありません"),
        (
            "yaizu.shp",
            ["--municipality", "17201"],
            "列「name」が見つかりません。ある列：.*SAFIELD001",
        ),
        ("yaizu_schools.csv", ["--municipality", "17201"], "区域"),
        ("無い.shp", ["--municipality", "17201"], "無い.shp"),
    ],
)
def test_the_command_says_what_is_in_the_way(kanazawa, file, arguments, why):
    with pytest.raises(CommandError, match=why):
        call_command("load_outlines", FILES / file, "--area", "school-district", *arguments)

    assert not SchoolDistrict.objects.exists()


def test_municipalities_of_which_the_map_knows_nothing(kanazawa):
    TownPoint.objects.create(
        municipality=kanazawa, name="今町", key="今町", latitude=36, longitude=136
    )
    assert list(Municipality.objects.unmapped()) == [kanazawa]
    loading.load_municipality_outlines(
        outlines=[Outline({"N03_007": kanazawa.code}, SHAPE)], by=SYSTEM, at=NOW
    )

    assert list(Municipality.objects.unmapped()) == []


def test_a_care_area_needs_a_name(kanazawa):
    outline = Outline({"名前": "東部圏域"}, SHAPE)
    load = {"kind": CareArea, "municipality": kanazawa, "source": "", "by": SYSTEM, "at": NOW}

    areas.load_area_outlines(outlines=[outline], name_column="名前", **load)
    with pytest.raises(areas.NoName):
        areas.load_area_outlines(outlines=[outline], name_column="name", **load)

    assert [area.name for area in CareArea.objects.all()] == ["東部"]
    assert Municipality.objects.count() == 1
