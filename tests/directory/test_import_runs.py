"""An import is resumed, repeated and corrected without losing or doubling anything."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from renkei.audit.models import AuditEvent
from renkei.core.actors import SYSTEM
from renkei.core.errors import DomainError
from renkei.directory import actions
from renkei.directory.imports import importing
from renkei.directory.management.commands import import_source
from renkei.directory.models import (
    Correction,
    ImportRun,
    Join,
    Opening,
    Publication,
    RowProblem,
    Service,
    SourceRow,
)
from renkei.organizations.models import Facility, Identifier, IdentifierSystem, Organization
from tests.clock import NOW, TODAY
from tests.directory import importers
from tests.directory.factories import CorrectionFactory
from tests.directory.importers import FILES, bring, office, start, table
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory

SHARED = Path(__file__).parents[3] / "shared" / "data" / "kaigo-open-data"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground():
    importers.ground()


def counts(run):
    return run.created, run.changed, run.unchanged, run.unlisted


def test_a_row_becomes_a_place_with_its_body_number_and_service():
    bring(table(office(capacity="12", corporate="1234567890123")))

    place = Facility.objects.get()
    service = Service.objects.get()
    assert (place.name, place.municipality.name, place.telephone) == (
        "見本訪問看護",
        "金沢市",
        "076-000-0001",
    )
    assert (place.latitude, place.longitude, place.point_basis) == (36.565, 136.65, "published")
    assert (service.facility, service.kind.code, service.capacity) == (place, "kaigo-130", 12)
    assert Identifier.objects.get().value == "1770100001"
    assert Organization.objects.get().corporate_number == "1234567890123"
    assert SourceRow.objects.get().publication.label == "2025-12"


def test_the_second_time_nothing_changes():
    content = (FILES / "kaigo.csv").read_bytes()
    first = bring(content)
    before = list(Facility.objects.values()) + list(Service.objects.values())

    again = bring(content)

    assert counts(first) == (28, 0, 0, 0)
    assert counts(again) == (0, 0, 28, 0)
    assert list(Facility.objects.values()) + list(Service.objects.values()) == before


def test_an_import_is_written_down_once():
    bring(table(office()))

    event = AuditEvent.objects.get(object_type="directory.importrun")
    assert event.changes["新しい"] == ["", "1件"]


def test_one_number_is_one_place_with_two_services():
    bring(table(office(), office(name="見本通所", kind="通所介護")))

    assert Facility.objects.get().name == "見本訪問看護"
    assert Service.objects.count() == 2


def test_the_same_number_and_service_twice_is_told():
    run = bring(table(office(), office(name="二度目")))

    assert [problem.reason for problem in run.problems.all()] == [
        "同じ番号とサービスの行が、もうあります"
    ]
    assert Facility.objects.get().name == "見本訪問看護"


def test_what_the_row_had_said_it_may_change():
    bring(table(office(days="平日", note="祝日休み")))

    run = bring(
        table(office(name="新しい名", telephone="076-000-0002", days="")), edition="2026-06"
    )

    place, service = Facility.objects.get(), Service.objects.get()
    assert counts(run) == (0, 1, 0, 0)
    assert (place.name, place.telephone, service.days) == ("新しい名", "076-000-0002", "")
    assert place.version == 2


def test_what_somebody_else_said_stays():
    bring(table(office()))
    Facility.objects.update(telephone="076-000-9999", point_basis="local")

    bring(table(office(telephone="076-000-0002", point="36.5700,136.6600")), edition="2026-06")

    place = Facility.objects.get()
    assert (place.telephone, place.latitude) == ("076-000-9999", 36.565)


def test_a_place_that_moved_by_an_address_of_the_region_stays_there():
    bring(table(office()))
    place = Facility.objects.get()
    region = RegionFactory(municipalities=[place.municipality])
    correction = CorrectionFactory(
        facility=place, field="address", value="石川県金沢市七ツ屋町1-2", region=region
    )
    actions.approve(correction=correction, by=SYSTEM, at=NOW)

    bring(table(office(point="36.5700,136.6600")), edition="2026-06")

    moved = Facility.objects.get()
    assert moved.point_basis == "estimated"
    assert moved.latitude not in (36.565, 36.57)


def test_a_moved_office_gets_its_new_point():
    bring(table(office()))

    bring(table(office(point="36.5700,136.6600")), edition="2026-06")

    assert Facility.objects.get().latitude == 36.57


def test_corrections_of_the_region_are_never_touched():
    bring(table(office()))
    correction = Correction(
        region=RegionFactory(), facility=Facility.objects.get(), field="telephone", value="1"
    )
    correction.stamp(NOW)
    correction.save()
    before = Correction.objects.values().get()

    bring(table(office(telephone="076-000-0002")), edition="2026-06")

    assert Correction.objects.values().get() == before


def test_a_row_gone_from_the_new_edition_marks_its_service_and_deletes_nothing():
    bring(table(office(), office(name="見本二", number="1770100002")))

    run = bring(table(office()), edition="2026-06")
    gone = Service.objects.get(number="1770100002")

    assert run.unlisted == 1
    assert gone.unlisted_on == NOW.date()
    assert Facility.objects.count() == 2


def test_a_service_that_comes_back_is_listed_again():
    both = table(office(), office(name="見本二", number="1770100002"))
    bring(both)
    bring(table(office()), edition="2026-06")

    bring(both, edition="2026-12")

    assert Service.objects.listed().count() == 2


def test_a_list_of_one_place_says_nothing_about_other_places_and_kinds():
    bring(table(office(), office(name="取手", number="0870100002", code="082171", point="0,0")))
    bring(table(office(name="通所", number="1770100003", kind="通所介護")))

    run = bring(table(office()), edition="2026-06")

    assert run.unlisted == 0


def test_a_killed_run_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 10)
    content = (FILES / "kaigo.csv").read_bytes()
    run = start(content)
    importing.Loader(run, content).step(by=SYSTEM, at=NOW)

    again = start(content)
    importing.run_to_end(run=again, content=content, by=SYSTEM, at=NOW)

    assert again.pk == run.pk
    assert (again.done, again.created, again.percent) == (28, 28, 100)
    assert again.state == ImportRun.State.FINISHED
    assert not importing.Loader(again, content).step(by=SYSTEM, at=NOW)


def test_a_chunk_that_fails_leaves_nothing(monkeypatch):
    run = start(table(office()))
    loader = importing.Loader(run, table(office()))

    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(importing, "_finish", fail)
    with pytest.raises(RuntimeError):
        loader.step(by=SYSTEM, at=NOW)

    assert not Facility.objects.exists()
    assert ImportRun.objects.get().done == 0


def test_two_windows_do_not_bring_a_chunk_twice():
    content = table(office())
    run = start(content)
    late = importing.Loader(ImportRun.objects.get(), content)
    importing.run_to_end(run=run, content=content, by=SYSTEM, at=NOW)

    with pytest.raises(importing.RunMoved):
        late.step(by=SYSTEM, at=NOW)


def test_an_unreadable_file_begins_nothing():
    with pytest.raises(DomainError):
        bring(b"nothing\n")

    assert not ImportRun.objects.exists()


def test_trying_out_tells_and_keeps_nothing():
    content = table(
        office(), office(name=""), office(name="座標0", number="1770100002", point="0,0")
    )

    found = importing.preview(source="kaigo", content=content, by=SYSTEM, at=NOW)

    assert found[:6] == (3, 2, 0, 0, 0, 1)
    assert [(problem.line, problem.reason) for problem in found.problems] == [
        (3, "事業所名がありません"),
        (4, "公表の座標が0です。町丁目の中心で補いました（推定）"),
    ]
    assert not Facility.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_point_that_cannot_be_true_is_estimated_from_the_town():
    bring(table(office(point="53.4,-8.2")))

    place = Facility.objects.get()
    assert place.point_basis == "estimated"
    assert 36.5 < place.latitude < 36.6


def test_a_better_point_replaces_an_estimated_one():
    bring(table(office(point="0,0")))

    bring(table(office()), edition="2026-06")

    assert Facility.objects.get().point_basis == "published"


def test_without_town_and_point_the_place_has_none():
    run = bring(table(office(point="53.4,-8.2", address="どこか")))

    assert Facility.objects.get().point_basis == ""
    assert RowProblem.objects.get(run=run).reason.endswith("地点なしで読み込みました")


def test_a_place_in_no_municipality_is_left_out():
    run = bring(table(office(code="999999", address="どこか")))

    assert run.problems.get().is_rejected
    assert not Facility.objects.exists()


def test_companies_of_one_name_and_two_numbers_are_two_bodies():
    bring(
        table(
            office(corporate="1234567890123"),
            office(name="見本二", number="1770100002", corporate="9876543210123"),
            office(name="見本三", number="1770100003"),
        )
    )

    assert Organization.objects.filter(name="見本法人").count() == 3


def test_a_company_that_took_over_is_the_new_body():
    bring(table(office()))

    bring(table(office(body="新しい法人")), edition="2026-06")

    assert Facility.objects.get().organization.name == "新しい法人"


def test_another_source_joins_by_the_medical_code():
    bring(
        table(
            office(
                name="見本病院（訪問リハビリ）", number="1710110063", kind="訪問リハビリテーション"
            )
        )
    )
    bring("code10,name,address\n1710110063,見本病院,金沢市長町1-5-30\n".encode(), "kouseikyoku")

    place = Facility.objects.get()
    assert place.name == "見本病院"
    assert sorted(service.kind.code for service in place.services.all()) == [
        "hospital",
        "kaigo-140",
    ]


def test_a_reading_stays_with_the_name_it_was_published_with():
    medical = "code10,name,address\n1710110063,見本病院,金沢市長町1-5-30\n".encode()
    care = {"number": "1710110063", "kind": "訪問リハビリテーション"}

    bring(medical, "kouseikyoku")
    bring(table(office(name="見本病院デイケア", **care)))
    assert Facility.objects.get().kana == ""

    bring(table(office(name="見本　病院", **care)), edition="2026-06")
    assert Facility.objects.get().kana == "ミホン"


def test_a_name_from_the_medical_list_leaves_the_reading_of_the_former_one():
    care = {"number": "1710110063", "kind": "訪問リハビリテーション"}
    bring(table(office(name="見本病院デイケア", **care)))
    bring("code10,name,address\n1710110063,見本病院,金沢市長町1-5-30\n".encode(), "kouseikyoku")

    place = Facility.objects.get()
    assert (place.name, place.kana) == ("見本病院", "")


def test_another_source_joins_by_name_and_address():
    bring("code10,name,address\n1710110063,見本医院,金沢市長町1-5-30\n".encode(), "kouseikyoku")
    navii = (
        "ID,正式名称,機関区分,都道府県コード,市区町村コード,所在地\n"
        "1722210001,医療法人社団見本会　見本医院,2,17,201,石川県金沢市長町一丁目５番３０号\n"
    )
    bring(navii.encode(), "navii")
    hours = (
        "ID,診療科目コード,診療科目名,診療時間帯,月_診療開始時間,月_診療終了時間\n"
        "1722210001,01,内科,1,9:00,{}\n"
    )
    bring(hours.format("12:00").encode(), "navii")
    bring(hours.format("12:30").encode(), "navii", edition="2026-06")

    assert Facility.objects.get().name == "見本医院"
    assert Service.objects.get().number == "1710110063"
    assert [str(opening) for opening in Opening.objects.all()] == ["月 09:00–12:30"]


def test_hours_of_an_unknown_institution_are_told():
    content = "ID,診療科目コード,診療科目名,月_診療開始時間,月_診療終了時間\n1,1,内科,9:00,12:00\n"
    run = bring(content.encode(), "navii")

    assert "施設票を先に" in run.problems.get().reason


def test_hours_of_a_place_that_offers_nothing_are_told():
    place = FacilityFactory()
    Identifier.objects.create(facility=place, system=IdentifierSystem.NAVII, value="1722210001")
    head = "ID,診療科目コード,診療科目名,月_診療開始時間,月_診療終了時間\n"
    content = f"{head}1722210001,1,内科,9:00,12:00\n"

    run = bring(content.encode(), "navii")

    assert run.problems.get().reason == "診療のサービスが見つかりません"


def test_a_place_known_by_its_name_alone_is_filled_not_doubled():
    kanazawa = importing.Ground().municipalities["17201"]
    bare = FacilityFactory(name="見本　医院", municipality=kanazawa)
    bring("code10,name,address\n1710110063,見本医院,金沢市長町1-5-30\n".encode(), "kouseikyoku")

    bare.refresh_from_db()
    assert (Facility.objects.count(), bare.address) == (1, "金沢市長町1-5-30")
    assert bare.point_basis == "estimated"


def test_places_that_may_be_one_are_put_before_people():
    bring(table(office(name="見本記念病院介護医療院", number="17B0100001")))
    bring("code10,name,address\n1710110063,見本記念病院,金沢市長町1-5-30\n".encode(), "kouseikyoku")

    join = Join.objects.get()
    assert (join.kept.name, join.other.name) == ("見本記念病院介護医療院", "見本記念病院")
    assert join.reasons == ["名称が似ている（80%）", "所在地が同じ"]


def test_two_numbers_of_one_authority_are_two_places():
    bring(
        table(office(name="見本記念ホーム"), office(name="見本記念ホーム南館", number="1770100002"))
    )

    assert Facility.objects.count() == 2
    assert not Join.objects.exists()


@pytest.mark.parametrize(
    ("name", "changes", "count"),
    [
        ("介護老人保険施設もえぎ見本", {}, 1),
        ("介護老人保険施設もえぎ見本", {"telephone": "076-000-0002"}, 0),
        ("介護老人保険施設もえぎ見本", {"address": "石川県金沢市長町1丁目5番31号"}, 0),
        ("訪問リハビリテーションもえぎ見本", {}, 0),
    ],
    ids=["one character", "another telephone", "another address", "another name"],
)
def test_a_place_that_may_be_mistyped_is_put_before_people_in_spite_of_two_numbers(
    name, changes, count
):
    bring(
        table(
            office(name="介護老人保健施設もえぎ見本"),
            office(name=name, number="1770100002", **changes),
        )
    )

    assert Facility.objects.count() == 2
    assert Join.objects.count() == count


def test_the_command_shows_how_far_it_is(tmp_path):
    path = tmp_path / "見本.csv"
    path.write_bytes(table(office(), office(name="")))
    out = StringIO()

    call_command("import_source", "kaigo", path, "--dry-run", stdout=out)
    call_command("import_source", "kaigo", path, "--edition", "2025-12", stdout=out)

    assert (
        "2行 → 新しい 1、変わる 0、同じ 0、公表一覧に無くなる 0、読み込めない 1" in out.getvalue()
    )
    assert "2 / 2 行（100%）" in out.getvalue()
    assert Facility.objects.count() == 1


def test_a_long_list_of_problems_is_cut(tmp_path):
    path = tmp_path / "見本.csv"
    path.write_bytes(table(*[office(name="", number=f"17701{n:05}") for n in range(22)]))
    out = StringIO()

    call_command("import_source", "kaigo", path, "--dry-run", stdout=out)

    assert out.getvalue().count("行目：") == 20
    assert "  ほか 2 件" in out.getvalue()


def test_after_each_part_the_command_shows_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 2)
    path = tmp_path / "見本.csv"
    path.write_bytes(table(*[office(name="", number=f"177010000{n}") for n in range(3)]))
    out = StringIO()

    call_command("import_source", "kaigo", path, stdout=out)

    assert "2 / 3 行（66%）" in out.getvalue()


def test_the_command_tells_what_is_in_the_way(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n")

    with pytest.raises(CommandError, match="必要な列がありません"):
        call_command("import_source", "kaigo", path, stdout=StringIO())


def test_the_command_goes_on_chunk_by_chunk_and_tells_the_first_problems_only(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(importing, "CHUNK", 1)
    monkeypatch.setattr(import_source, "SHOWN", 1)
    path = tmp_path / "見本.csv"
    path.write_bytes(table(office(name=""), office(name="", number="1770100002")))
    out = StringIO()

    call_command("import_source", "kaigo", path, "--dry-run", stdout=out)
    call_command("import_source", "kaigo", path, stdout=out)

    assert "  2行目：事業所名がありません\n  ほか 1 件\n" in out.getvalue()
    assert "1 / 2 行（50%）" in out.getvalue()


def test_the_command_names_the_columns_that_it_does_not_read(tmp_path):
    path = tmp_path / "見本.csv"
    path.write_text("施設名,所在地,メモ\n見本,金沢市,見本\n")
    out = StringIO()

    call_command("import_source", "own", path, "--dry-run", stdout=out)

    assert "次の列は読みません：メモ\n" in out.getvalue()


@pytest.mark.parametrize(
    ("edition", "label", "day"),
    [
        ("", "2017-02", TODAY),
        ("2016-11", "2016-11", date(2016, 11, 1)),
        ("平成28年11月15日", "平成28年11月15日", date(2016, 11, 15)),
        ("秋の版", "秋の版", TODAY),
    ],
)
def test_an_edition_stands_for_the_day_it_names_else_for_that_on_which_it_came_in(
    edition, label, day
):
    bring(table(office()), edition=edition)

    found = Publication.objects.get()
    assert (found.label, found.published_on) == (label, day)


def test_the_day_of_an_edition_stays_when_more_of_it_comes_in():
    bring(table(office()), edition="")
    importing.publication_of("kaigo", "", NOW + timedelta(days=5))

    assert Publication.objects.get().published_on == TODAY


def test_a_trial_does_not_go_on_with_an_interrupted_run(monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 1)
    content = table(office(), office(name="別", number="1770100002"))
    run = start(content, edition="")
    importing.Loader(run, content).step(by=SYSTEM, at=NOW)

    found = importing.preview(source="kaigo", content=content, by=SYSTEM, at=NOW)

    assert (found.created, found.unchanged) == (1, 1)


@pytest.mark.skipif(not SHARED.exists(), reason="the national files are not beside the repository")
@pytest.mark.parametrize(
    ("name", "number", "outside"), [("ishikawa", 512, 1), ("ibaraki", 1044, 40)]
)
def test_real_prefectures_have_the_measured_truths(name, number, outside):
    run = bring((SHARED / f"subset_{name}.csv").read_bytes())

    prefecture = run.problems.filter(reason__contains="県の外です")
    assert run.created == number
    assert prefecture.count() + run.problems.filter(reason__contains="座標が0").count() == outside
