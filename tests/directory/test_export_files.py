"""Files that anybody may take home."""

import io
import json

import pytest
from django.core.management import call_command
from python_calamine import CalamineWorkbook

from renkei.directory.exports.files import NAMES
from tests.directory.factories import (
    AbilityFactory,
    InformalServiceFactory,
    NoteFactory,
    SourceRowFactory,
    VacancyFactory,
)
from tests.directory.test_export_tables import city, nursing, offered, region, station  # noqa: F401

pytestmark = pytest.mark.django_db
PAGE = "/mihon/open-data/"


@pytest.fixture
def known(region, station, nursing):  # noqa: F811
    """Everything there is to know, and what nobody may read."""
    know = {"region": region, "facility": station}
    AbilityFactory(**know, term__label="看取り")
    VacancyFactory(**know, told_by="秘密の人", note="内緒")
    NoteFactory(**know, text="内緒のコツ", person="秘密の窓口")
    InformalServiceFactory(region=region, name="=見本の弁当", checked_by="秘密の係")
    InformalServiceFactory(region=region, name="内緒の弁当", is_public=False)
    SourceRowFactory(facility=station, raw={"備考": "内緒"}, publication__publisher="厚生労働省")


def test_the_page_lists_each_file_with_form_size_and_licence(client, known):
    words = client.get(PAGE).content.decode()

    assert [name for name in NAMES if f'{PAGE}{name}"' not in words] == []
    assert words.count("CC BY 4.0") == len(NAMES)
    assert "介護サービス事業所 1件" in words
    assert "厚生労働省" in words
    assert "/api/hsds/" in words


def test_a_source_of_another_region_is_not_named(client, known):
    SourceRowFactory(publication__publisher="よその厚生局")

    assert "よその厚生局" not in client.get(PAGE).content.decode()


def test_every_public_page_leads_to_it(client, known):
    assert f'href="{PAGE}"' in client.get("/mihon/").content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_comes_with_its_kind_its_terms_and_the_same_until_something_changes(
    client, known, name
):
    answer = client.get(f"{PAGE}{name}")
    again = client.get(f"{PAGE}{name}", headers={"If-None-Match": answer["ETag"]})

    assert answer["Content-Disposition"] == f'attachment; filename="mihon-{name}"'
    assert "creativecommons.org" in answer["Link"]
    assert again.status_code == 304


def test_no_file_of_another_name(client, known):
    assert client.get(f"{PAGE}passwords.csv").status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_nothing_private_is_in_a_file(client, known, name):
    content = client.get(f"{PAGE}{name}").content
    words = str(_cells(content)) if name.endswith("xlsx") else content.decode()

    assert [word for word in ("内緒", "秘密") if word in words] == []


def _cells(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_map_has_a_point_with_the_services_and_abilities_of_a_place(client, known, station):  # noqa: F811
    offered(station, "kaigo-110", "訪問介護")

    told = json.loads(client.get(f"{PAGE}places.geojson").content)

    (place,) = told["features"]
    assert place["geometry"] == {"type": "Point", "coordinates": [136.6, 36.5]}
    assert sorted(place["properties"]["種類"]) == ["訪問介護", "訪問看護"]
    assert (place["properties"]["できること"], place["properties"]["地点"]) == (["看取り"], "推定")
    assert told["license"] == "CC BY 4.0"
    assert "厚生労働省" in told["attribution"][0]


def test_a_place_without_a_point_is_not_on_the_map(client, known, station):  # noqa: F811
    station.latitude = station.longitude = None
    station.point_basis = ""
    station.save()

    assert json.loads(client.get(f"{PAGE}places.geojson").content)["features"] == []


def test_the_workbook_has_all_tables_and_the_terms_and_only_text(client, known):
    cells = _cells(client.get(f"{PAGE}directory.xlsx").content)

    assert list(cells) == [
        "介護サービス事業所",
        "医療機関",
        "できること",
        "届出",
        "お助けサービス",
        "利用条件と出典",
    ]
    assert cells["お助けサービス"][1][0] == "=見本の弁当"
    assert cells["利用条件と出典"][1] == ["利用条件", "CC BY 4.0"]


def test_the_nightly_command_writes_all_files_and_their_terms(known, tmp_path):
    call_command("export_open_data", tmp_path, verbosity=0)
    call_command("export_open_data", tmp_path, verbosity=0)

    folder = tmp_path / "mihon"
    assert {path.name for path in folder.iterdir()} == {*NAMES, "terms-of-use.txt"}
    assert "CC BY 4.0" in (folder / "terms-of-use.txt").read_text(encoding="utf-8-sig")
