"""At the desk a list is tried out first, then taken in piece by piece."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renkei.directory.actions import bringing
from renkei.directory.forms import bringing as bringing_form
from renkei.directory.imports import importing
from renkei.directory.models import ImportRun
from renkei.directory.sources.tables import UnreadableTable
from renkei.documents.models import Edition
from renkei.organizations.models import Facility
from tests.clock import NOW
from tests.directory.factories import ImportRunFactory
from tests.directory.importers import FILES, office, table
from tests.documents.files import pdf
from tests.geo.factories import MunicipalityFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory

OWN = "施設名,所在地,市区町村コード,種別\n見本薬局,金沢市長町1-1,{code},薬局\n,金沢市,{code},薬局\n"


@pytest.fixture
def code(desk):
    TermFactory(scheme="service", code="pharmacy")
    return desk.region.municipalities.get().code


def send(desk, content, source="own", name="見本.csv", **more):
    file = SimpleUploadedFile(name, content)
    return desk.post("imports", {"source": source, "file": file, **more})


def test_trying_out_shows_counts_and_problems_and_brings_nothing(desk, code):
    page = desk.client.get(send(desk, OWN.format(code=code).encode())["Location"])

    text = page.content.decode()
    assert "取り込むとこうなります" in text
    assert "名称がありません" in text
    assert ImportRun.objects.get().created == 1
    assert not Facility.objects.filter(name="見本薬局").exists()


def test_columns_that_are_not_read_are_named_before_the_list_is_taken_in(desk, code):
    content = f"施設名,所在地,市区町村コード,電話番\n見本薬局,金沢市,{code},0297-00-1111\n"
    TermFactory(scheme="service", code="public-facility")
    page = desk.client.get(send(desk, content.encode())["Location"]).content.decode()
    run = ImportRun.objects.get()

    desk.post("import-confirm", importrun=run)
    later = desk.get("import-run", importrun=run).content.decode()

    assert "次の列は読みません" in page
    assert "電話番（「電話番号」のことですか）" in page
    assert "次の列は読みません" not in later


def test_of_a_list_with_many_columns_of_no_use_none_are_named(desk, code):
    content = (FILES / "standard_old.csv").read_bytes()

    page = desk.client.get(send(desk, content, source="standard")["Location"])

    assert page.context["unread"] == []


@pytest.mark.parametrize("chunk", [1, 100])
def test_a_list_does_what_trying_it_out_told(desk, code, monkeypatch, chunk):
    monkeypatch.setattr(importing, "CHUNK", chunk)
    head = "施設名,所在地,市区町村コード,種別,電話\n"
    rows = [f"見本{n}薬局,金沢市長町{n}-1,{{code}},薬局,0297-00-000{n}\n" for n in range(5)]
    take_in(desk, (head + "".join(rows)).format(code=code))
    changed = rows[0].replace("0297-00", "0297-99")
    unplaced, new = (
        rows[2].format(code="").replace("金沢市", ""),
        "見本新薬局,金沢市,{code},薬局,\n",
    )
    again = [changed, rows[1], rows[1], unplaced, new]

    told, done = take_in(desk, (head + "".join(again)).format(code=code))

    assert told == done == (5, 1, 1, 1, 3, 2)


def take_in(desk, content):
    """The counts of trying out and those of taking in."""
    send(desk, content.encode(), edition="2016-06", extent="whole")
    run = ImportRun.objects.first()
    counts = [counts_of(run)]
    finish(desk, run)
    return [*counts, counts_of(ImportRun.objects.get(pk=run.pk))]


def finish(desk, run):
    desk.post("import-confirm", importrun=run)
    while ImportRun.objects.get(pk=run.pk).is_under_way:
        desk.post("import-advance", importrun=run)


def counts_of(run):
    rejected = run.problems.filter(is_rejected=True).count()
    return run.total, run.created, run.changed, run.unchanged, run.unlisted, rejected


def test_a_confirmed_list_is_taken_in_to_the_end(desk, code, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 1)
    send(desk, OWN.format(code=code).encode(), edition="2016-06")
    run = ImportRun.objects.get()

    desk.post("import-confirm", importrun=run)
    desk.post("import-advance", importrun=run)
    half = desk.get("import-run", importrun=run).content.decode()
    desk.post("import-advance", importrun=run)
    desk.post("import-advance", importrun=run)

    run.refresh_from_db()
    assert "2行のうち1行を読みました（50%）" in half
    assert (run.state, run.created, run.problems.count()) == ("finished", 1, 1)
    assert Facility.objects.get(name="見本薬局").municipality.code == code
    assert run.publication.label == "2016-06"


def test_columns_of_any_name_can_be_assigned(desk, code):
    content = f"ところ,お店,市区町村コード,種別\n金沢市,見本薬局,{code},薬局\n".encode()
    refused = send(desk, content)
    send(desk, content, column_name="お店", column_address="ところ")

    told = "施設の名前の列（名称、施設名 など）、所在地の列（所在地、住所 など）。"
    assert told in refused.content.decode()
    assert ImportRun.objects.get().options == {"name": "お店", "address": "ところ"}


def test_assigned_columns_count_for_the_own_list_only(desk, code):
    send(desk, (FILES / "standard_old.csv").read_bytes(), source="standard", column_name="x")

    assert ImportRun.objects.get().options == {}


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x00\x01\x02\xff"])
def test_a_broken_file_is_refused_and_not_kept(desk, content):
    page = send(desk, content)

    assert "<title>エラー：取込み" in page.content.decode()
    if b"\0" in content:
        assert str(UnreadableTable()) in page.content.decode()
    assert not ImportRun.objects.exists()
    assert not Edition.objects.exists()


def test_a_document_called_a_list_is_named_as_what_it_is(desk):
    disguised = send(desk, pdf(), name="名簿.csv")
    itself = send(desk, pdf(), name="名簿.pdf")

    assert "（拡張子）は「.csv」ですが、中身はPDFです" in disguised.content.decode()
    assert "PDFからは読めません" in itself.content.decode()
    assert not ImportRun.objects.exists()


def test_a_list_saved_by_excel_as_unicode_text_is_read(desk, code):
    content = OWN.format(code=code).replace(",", "\t").encode("utf-16")

    send(desk, content, name="見本.txt")

    assert ImportRun.objects.get().created == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("control", ["\0", "\x07", "\x0b"], ids=repr)
def test_a_control_character_is_left_out_and_told_with_its_line(desk, code, control, encoding):
    content = OWN.format(code=code).replace("見本薬局", f"見本{control}{control}薬局")

    send(desk, content.encode(encoding))

    run = ImportRun.objects.get()
    assert (run.created, list(run.problems.values_list("line", "reason", "is_rejected"))) == (
        1,
        [(2, importing.ILLEGIBLE, False), (3, "名称がありません", True)],
    )
    finish(desk, run)
    assert Facility.objects.filter(name="見本薬局").exists()
    assert ImportRun.objects.get().problems.count() == 2


@pytest.mark.parametrize("edition", ["2026-13", "来年", "3"])
def test_an_edition_that_tells_no_day_is_refused_beside_its_field(desk, code, edition):
    page = send(desk, OWN.format(code=code).encode(), edition=edition)

    assert list(page.context["form"].errors) == ["edition"]
    assert "いつの一覧か分かりません" in page.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("edition", "is_kept"),
    [("2017-03", True), ("2017-03-20", True), ("2017-03-21", False), ("2030-01", False)],
)
def test_an_edition_is_at_most_a_month_ahead(desk, code, settings, edition, is_kept):
    settings.CLOCK = NOW.isoformat()

    page = send(desk, OWN.format(code=code).encode(), edition=edition)

    assert ImportRun.objects.exists() == Edition.objects.exists() == is_kept
    if not is_kept:
        assert page.context["form"].errors == {"edition": [str(bringing.FutureEdition())]}


@pytest.mark.parametrize("edition", ["2016-06", "平成28年6月15日", "2016-09-12 東海北陸"])
def test_an_edition_that_tells_a_day_is_kept(desk, code, edition):
    send(desk, OWN.format(code=code).encode(), edition=edition)

    assert ImportRun.objects.get().publication.label == edition


@pytest.mark.parametrize(
    ("id_column", "reason"),
    [
        ("順", "同じ名前と所在地とサービスの行が、もうあります"),
        ("ID", "同じ番号とサービスの行が、もうあります"),
    ],
)
def test_a_row_that_comes_twice_is_told_by_what_it_is_known_by(desk, code, id_column, reason):
    line = f"1,見本薬局,金沢市,{code},薬局\n"

    send(desk, f"{id_column},施設名,所在地,市区町村コード,種別\n{line}{line}".encode())

    assert list(ImportRun.objects.get().problems.values_list("line", "reason")) == [(3, reason)]


def test_national_lists_are_the_operators(desk):
    told = desk.get("imports").content.decode()
    refused = send(desk, table(office()), source="kaigo")
    type(desk.coordinator).objects.update(is_operator=True)
    offered = desk.get("imports").content.decode()

    assert refused.status_code == 200
    assert not ImportRun.objects.exists()
    assert bringing_form.NATIONAL in told
    assert bringing_form.NATIONAL not in offered
    assert '<option value="kaigo">' in offered


def test_what_has_begun_cannot_begin_again(desk):
    run = ImportRunFactory(region=desk.region)

    page = desk.client.post(desk.url("import-confirm", importrun=run), follow=True)

    assert "もう始まっています" in page.content.decode()


def test_a_run_that_moved_elsewhere_is_told(desk, monkeypatch):
    run = ImportRunFactory(region=desk.region, state="running", total=2, done=0)

    def move(**arguments):
        raise importing.RunMoved

    monkeypatch.setattr(bringing, "advance", move)
    page = desk.client.post(desk.url("import-advance", importrun=run), follow=True)

    assert "ほかの画面で進んでいます" in page.content.decode()


def test_the_list_of_runs_takes_the_same_queries_for_one_and_for_three(
    desk, django_assert_max_num_queries
):
    ImportRunFactory.create_batch(3, region=desk.region)

    with django_assert_max_num_queries(16):
        page = desk.get("imports")

    assert page.content.decode().count("見本.csv") == 3


def test_runs_of_another_region_are_not_seen(desk):
    other = ImportRunFactory()

    assert desk.get("import-run", importrun=other).status_code == 404


def test_without_a_file_there_is_nothing_to_read():
    assert bringing.content_of(None) == b""


def test_rows_of_another_region_are_told_in_one_line_and_all_counted(desk, code):
    other = RegionFactory(municipalities=[MunicipalityFactory(code="17203", name="小松市")])
    rows = "".join(f"見本{n},小松市{n},17203,薬局\n" for n in range(7))

    send(desk, f"施設名,所在地,市区町村コード,種別\n,金沢市,{code},薬局\n{rows}".encode())
    page = desk.get("import-run", importrun=ImportRun.objects.get())

    told = [(said.lines, said.first, said.others, said.reason) for said in page.context["page"]]
    assert told == [
        ([2], [2], 0, "名称がありません"),
        (
            [3, 4, 5, 6, 7, 8, 9],
            [3, 4, 5, 6, 7],
            2,
            f"{other.municipalities.get()}はほかの圏域の市町村なので、読み込みません",
        ),
    ]
    assert (page.context["rejected"], page.context["told"]) == (8, 8)
    assert "ほか2行" in page.content.decode()
