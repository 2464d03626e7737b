"""At the desk a file of outlines is tried out, drawn, taken in, and taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renkei.audit.models import AuditEvent
from renkei.core.actors import SYSTEM
from renkei.directory.actions import outlines
from renkei.directory.models import AreaKind, OutlineRun
from renkei.directory.outlines import trial
from renkei.directory.search.surroundings import surroundings_of
from renkei.geo import areas
from renkei.geo.models import Boundary, CareArea, SchoolDistrict
from tests.clock import NOW
from tests.directory.factories import OutlineRunFactory
from tests.geo.factories import MunicipalityFactory
from tests.geo.test_area_files import yaizu, zipped
from tests.geo.test_outlines import collection, feature
from tests.outreach.factories import LectureFactory, SchoolDistrictFactory

LATER = NOW.replace(year=NOW.year + 1)


def square(west, size=0.02):
    east = west + size
    ring = [[west, 36.5], [west, 36.52], [east, 36.52], [east, 36.5], [west, 36.5]]
    return {"type": "Polygon", "coordinates": [ring]}


HYOTAN = feature(square(136.60), 学校名="瓢箪小学校", 番号=1)
MINATO = feature(square(136.63), 学校名="港小学校", 番号=2)


@pytest.fixture
def town(desk):
    return desk.region.municipalities.get()


@pytest.fixture
def hyotan(town):
    return SchoolDistrictFactory(municipality=town, name="瓢箪")


def send(desk, *features, kind="school-district", content=b"", **more):
    file = SimpleUploadedFile("校下.geojson", content or collection(*features))
    town = desk.region.municipalities.get()
    return desk.post("outline-runs", {"kind": kind, "municipality": town.pk, "file": file, **more})


def tried(desk, *features, **more):
    """The page of the trial."""
    return desk.client.get(send(desk, *features, **more)["Location"])


def take(desk, **data):
    return desk.post("outline-take", data, outlinerun=OutlineRun.objects.first())


def test_a_trial_tells_what_becomes_of_each_area_and_draws_nothing(desk, town, hyotan):
    SchoolDistrictFactory(municipality=town, name="明成")

    page = tried(desk, HYOTAN, MINATO)

    plan, text = page.context["plan"], page.content.decode()
    assert [(one.name, one.word) for one in plan.areas] == [
        ("瓢箪", trial.NEW),
        ("港", trial.UNKNOWN),
    ]
    assert [area.name for area in plan.bare] == ["明成"]
    assert "名前は「学校名」の列から読みました" in text
    assert text.count('class="c-coverage__area ') == 2
    assert not Boundary.objects.exists()
    assert AuditEvent.objects.latest("pk").region == desk.region.slug


def test_taking_in_draws_the_known_and_registers_the_others_only_when_asked(desk, hyotan):
    tried(desk, HYOTAN, MINATO)

    take(desk)
    assert [str(one) for one in Boundary.objects.all()] == ["瓢箪"]

    tried(desk, HYOTAN, MINATO)
    take(desk, registers="1")
    assert [str(one) for one in Boundary.objects.all()] == ["瓢箪", "港"]


def test_the_same_file_again_does_nothing(desk, hyotan):
    tried(desk, HYOTAN)
    take(desk)

    page = tried(desk, HYOTAN)
    answer = desk.client.get(take(desk)["Location"])

    assert [one.word for one in page.context["plan"].areas] == [trial.SAME]
    assert "取り込む形がありません" in answer.content.decode()
    assert OutlineRun.objects.first().state == OutlineRun.State.DRY


def test_a_sheet_that_is_sent_twice_is_tried_once(desk, hyotan):
    mark = "00000000-0000-4000-8000-000000000001"

    first, second = (send(desk, HYOTAN, submission=mark) for _ in range(2))

    assert first["Location"] == second["Location"]


def test_another_file_on_the_same_sheet_is_tried_too(desk, hyotan):
    mark = "00000000-0000-4000-8000-000000000001"
    send(desk, HYOTAN, submission=mark)
    send(desk, HYOTAN, submission=mark, source="別の出典")

    assert OutlineRun.objects.count() == 2


def test_a_run_is_taken_in_once(desk, hyotan):
    tried(desk, HYOTAN)
    take(desk)

    answer = desk.client.get(take(desk)["Location"])

    assert "もう取り込まれています" in answer.content.decode()


def test_taking_back_puts_the_old_outline_back_and_removes_what_was_new(desk, hyotan):
    tried(desk, feature(square(136.60, 0.01), 学校名="瓢箪小学校"), source="前の出典")
    take(desk)
    before = Boundary.objects.get()
    tried(desk, HYOTAN, MINATO)
    take(desk, registers="1")

    desk.post("outline-take-back", outlinerun=OutlineRun.objects.first())

    after = Boundary.objects.get()
    assert (after.rings, after.source, after.box) == (before.rings, before.source, before.box)
    assert [one.name for one in SchoolDistrict.objects.all()] == ["瓢箪"]


def test_a_district_that_a_lecture_names_stays_without_its_outline(desk, town):
    tried(desk, MINATO)
    take(desk, registers="1")
    minato = SchoolDistrict.objects.get()
    LectureFactory(region=desk.region, school_district=minato)

    desk.post("outline-take-back", outlinerun=OutlineRun.objects.first())

    assert SchoolDistrict.objects.get() == minato
    assert not Boundary.objects.exists()


def test_a_district_that_had_no_outline_stays_registered(desk, hyotan):
    tried(desk, HYOTAN)
    take(desk)

    desk.post("outline-take-back", outlinerun=OutlineRun.objects.first())

    assert SchoolDistrict.objects.get() == hyotan
    assert not Boundary.objects.exists()


def test_what_was_drawn_or_removed_since_is_left_alone(desk, town, hyotan):
    tried(desk, HYOTAN, MINATO)
    take(desk, registers="1")
    anew = [[[[136.6, 36.5], [136.6, 36.6], [136.7, 36.6], [136.6, 36.5]]]]
    areas.draw(hyotan, anew, "", NOW)
    SchoolDistrict.objects.get(name="港").delete()

    desk.post("outline-take-back", outlinerun=OutlineRun.objects.first())

    assert Boundary.objects.get().rings == anew


def test_only_the_latest_file_is_taken_back(town, hyotan):
    first, second = (
        OutlineRunFactory(region=town.regions.get(), municipality=town, shapes=[["瓢箪", shape]])
        for shape in (square(136.6)["coordinates"], square(136.7)["coordinates"])
    )
    for run in (first, second):
        run.shapes = [["瓢箪", [run.shapes[0][1]]]]
        run.save()
    outlines.take(run=first, by=SYSTEM, at=NOW)
    outlines.take(run=second, by=SYSTEM, at=LATER)

    with pytest.raises(outlines.DrawnSince):
        outlines.take_back(run=first, by=SYSTEM, at=LATER)
    outlines.take_back(run=second, by=SYSTEM, at=LATER)
    outlines.take_back(run=first, by=SYSTEM, at=LATER)
    with pytest.raises(outlines.NotTaken):
        outlines.take_back(run=first, by=SYSTEM, at=LATER)


def test_the_search_knows_the_new_middle_at_once(desk, town, hyotan):
    tried(desk, feature(square(136.60, 0.01), 学校名="瓢箪小学校"))
    take(desk)
    before = surroundings_of(desk.region)
    tried(desk, HYOTAN)

    take(desk)

    assert surroundings_of(desk.region) is not before


def test_care_areas_are_taken_in_as_such(desk):
    east = feature(square(136.6), 圏域名="東部圏域")

    page = tried(desk, east, kind="care-area")
    take(desk, registers="1")

    assert 'name="registers" value="1">' in page.content.decode()
    assert [(one.name, one.boundary.west) for one in CareArea.objects.all()] == [("東部", 136.6)]
    held = desk.get("outline-runs").context["held"]
    assert [(one.kind, one.total, one.outlined) for one in held] == [(AreaKind.CARE_AREA, 1, 1)]


def test_every_entry_that_is_left_out_is_told_with_its_number(desk, town, hyotan):
    ground = [[[[136.5, 36.4], [136.7, 36.4], [136.7, 36.6], [136.5, 36.6], [136.5, 36.4]]]]
    areas.draw(town, ground, "")
    line = {"type": "Polygon", "coordinates": [[[136.6, 36.5], [136.6, 36.6], [136.6, 36.5]]]}
    page = tried(
        desk,
        HYOTAN,
        feature(square(136.62), 学校名=" "),
        feature(None, 学校名="無い"),
        feature(line, 学校名="線"),
        feature({"type": "MultiPolygon", "coordinates": [[]]}, 学校名="空"),
        feature(square(136.9), 学校名="隣町"),
        feature(square(136.62), 学校名=f"{town}立瓢箪小学校"),
        feature(square(136.62), 学校名="長" * 40),
    )

    assert page.context["run"].problems == [
        [2, "名前がありません"],
        [3, "「無い」に、区域の形がありません"],
        [4, "「線」に、区域の形がありません"],
        [5, "「空」に、区域の形がありません"],
        [6, f"「隣町」は{town}の外にあるため、除きました"],
        [7, "「瓢箪」の形が前にもあるため、合わせました"],
        [8, f"名前が長すぎます：{'長' * 20}…"],
    ]
    assert len(page.context["plan"].areas[0].polygons) == 2
    assert "細い線は" in page.content.decode()


def test_a_coordinate_that_is_no_number_leaves_out_its_entry_only(desk, hyotan):
    letter = feature(square(136.63), 学校名="港小学校")
    letter["geometry"]["coordinates"][0][1][0] = "a"
    endless = feature(square(136.63), 学校名="明成小学校")
    endless["geometry"]["coordinates"][0][1][0] = 10**400

    page = tried(desk, HYOTAN, letter, None, endless)

    assert [one.name for one in page.context["plan"].areas] == ["瓢箪"]
    assert page.context["run"].problems == [
        [2, "「港」の座標を読めないため、除きました"],
        [3, "「名前なし」の座標を読めないため、除きました"],
        [4, "「明成」の座標を読めないため、除きました"],
    ]


def test_where_no_entry_can_be_taken_the_first_are_told_with_their_number(desk):
    far = [feature(square(137 + n / 10), 学校名=f"隣{n}") for n in range(11)]
    letter = feature(square(136.63), 学校名="港小学校")
    letter["geometry"]["coordinates"] = "a"
    town = desk.region.municipalities.get()
    areas.draw(town, [[[[136.5, 36.4], [136.7, 36.4], [136.7, 36.6], [136.5, 36.4]]]], "")

    (told,) = send(desk, letter, *far).context["form"].errors["file"]

    assert told.startswith("読み込める区域がありません。")
    assert "1番目：「港」の座標を読めないため、除きました。11件は" in told


@pytest.mark.parametrize("features", [[], [feature(None, 学校名="瓢箪")]], ids=["empty", "bare"])
def test_a_file_without_any_shape_is_told_to_be_so(desk, features):
    answer = send(desk, *features)

    assert answer.context["form"].errors == {"file": [trial.NoShapes.__doc__]}


def test_a_shape_whose_line_crosses_itself_is_told(desk, hyotan):
    ring = [[136.6, 36.5], [136.62, 36.52], [136.62, 36.5], [136.6, 36.52], [136.6, 36.5]]
    knot = feature({"type": "Polygon", "coordinates": [ring]}, 学校名="瓢箪")

    run = tried(desk, knot, MINATO).context["run"]

    told = "「瓢箪」の形は、線が途中で交わっています。地図で確かめてください"
    assert run.problems == [[1, told]]


def test_the_areas_of_a_whole_prefecture_are_left_out_in_one_line(desk, town, hyotan):
    ground = [[[[136.5, 36.4], [136.7, 36.4], [136.7, 36.6], [136.5, 36.6], [136.5, 36.4]]]]
    areas.draw(town, ground, "")
    others = [feature(square(137 + n / 10), 学校名=f"隣{n}") for n in range(11)]

    page = tried(desk, HYOTAN, *others)

    names = "、".join(f"隣{n}" for n in range(10))
    told = f"11件は{town}の外にあるため、除きました：{names} ほか"
    assert page.context["run"].problems == [[0, told]]


def test_a_curved_area_is_judged_by_its_corner(desk, hyotan):
    ring = [[136.6, 36.5], [136.7, 36.5], [136.7, 36.6], [136.69, 36.51], [136.6, 36.5]]
    curved = feature({"type": "Polygon", "coordinates": [ring]}, 学校名="瓢箪")

    assert len(tried(desk, curved).context["plan"].areas) == 1


def test_without_a_prj_the_plane_is_asked_for_and_then_read(desk, town):
    refused = send(desk, content=yaizu("shp", "dbf"), column="SAFIELD001")
    page = tried(desk, content=yaizu("shp", "dbf"), column="SAFIELD001", crs="8")

    assert list(refused.context["form"].errors) == ["crs"]
    assert "ここで選んで、ファイルも" in refused.content.decode()
    assert refused.status_code == 422
    assert len(page.context["plan"].areas) == 13
    assert "港" in page.content.decode()


def test_degrees_without_a_prj_are_told(desk, town):
    page = tried(desk, content=zipped("港小学校"))

    assert "世界測地系）として読みました" in page.content.decode()
    assert "全体" in page.content.decode()


@pytest.mark.parametrize(
    ("feature_", "column"),
    [(feature(square(136.6), 番号=1), ""), (HYOTAN, "無い列"), (feature(square(136.6)), "")],
    ids=["no name", "no such column", "no columns"],
)
def test_where_the_names_stand_is_asked_for(desk, feature_, column):
    answer = send(desk, feature_, column=column)

    assert list(answer.context["form"].errors) == ["column"]


def test_columns_with_strange_names_are_told_and_read(desk, hyotan):
    strange = "\0\ud800" + "列" * 80
    content = collection(feature(square(136.6), **{strange: "瓢箪"}, 番号=1))

    page = tried(desk, content=content)
    answer = send(desk, content=content, column="無い列")

    assert page.context["run"].column == "列" * 60
    assert "列" * 60 + "、番号" in answer.content.decode()


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"{}", collection(feature(None, name="x"))]
)
def test_a_file_without_outlines_is_refused_and_nothing_is_kept(desk, content):
    file = SimpleUploadedFile("x.zip", content)
    town = desk.region.municipalities.get()

    answer = desk.post(
        "outline-runs", {"kind": "school-district", "municipality": town.pk, "file": file}
    )

    assert list(answer.context["form"].errors) == ["file"]
    assert not OutlineRun.objects.exists()


def test_of_several_municipalities_one_is_chosen(desk):
    assert desk.get("outline-runs").context["form"]["municipality"].initial
    desk.region.municipalities.add(MunicipalityFactory())

    assert not desk.get("outline-runs").context["form"]["municipality"].initial


@pytest.mark.parametrize("number", [1, 3])
def test_the_files_so_far_are_listed(desk, town, number, django_assert_num_queries):
    OutlineRunFactory.create_batch(number, region=desk.region, municipality=town)

    with django_assert_num_queries(12):
        text = desk.get("outline-runs").content.decode()

    assert text.count("見本の校下.zip") == number


@pytest.mark.parametrize("number", [1, 3])
def test_many_municipalities_cost_no_more_queries(desk, number, django_assert_num_queries):
    for _ in range(number):
        area = SchoolDistrictFactory()
        desk.region.municipalities.add(area.municipality)

    with django_assert_num_queries(10):
        page = desk.get("outline-runs")

    assert [(one.total, one.outlined) for one in page.context["held"]] == [(1, 0)] * number


def test_an_area_without_any_width_is_drawn(desk, hyotan):
    nothing = {"type": "Polygon", "coordinates": [[[136.6, 36.5]] * 4]}

    assert tried(desk, feature(nothing, 学校名="瓢箪")).status_code == 200
