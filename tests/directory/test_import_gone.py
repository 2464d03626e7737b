"""What a list does not name is gone only where the list names all there are."""

from io import StringIO

import pytest
from django.core.management import call_command

from renkei.core.actors import SYSTEM
from renkei.directory.actions import bringing
from renkei.directory.models import ImportRun, Service
from tests.clock import NOW
from tests.directory.factories import ImportRunFactory
from tests.directory.test_import_pages import code as code
from tests.directory.test_import_pages import send

HEAD = "施設名,所在地,市区町村コード,種別\n"


def a_list(code, *numbers):
    rows = (f"見本{n}薬局,金沢市長町{n}-1,{code},薬局\n" for n in numbers)
    return (HEAD + "".join(rows)).encode()


@pytest.fixture
def seven(desk, code):
    """Seven pharmacies taken in from a list of the region."""
    take_in(tried(desk, a_list(code, *range(7))))


def tried(desk, content, **more):
    send(desk, content, **more)
    return ImportRun.objects.first()


def take_in(run):
    run = bringing.confirm(run=run, at=NOW, is_aware=True)
    return bringing.advance(run=run, by=SYSTEM, at=NOW)


def gone():
    return Service.objects.filter(unlisted_on__isnull=False).count()


@pytest.mark.usefixtures("seven")
def test_a_list_of_additions_leaves_the_others_as_they_are(desk, code):
    run = tried(desk, a_list(code, 1, 8))
    page = desk.get("import-run", importrun=run).content.decode()

    take_in(run)

    assert "0（追加だけの一覧）" in page
    assert "無くなったことになります" not in page
    assert (run.unlisted, gone()) == (0, 0)


@pytest.mark.usefixtures("seven")
def test_what_a_whole_list_does_not_name_is_shown_and_must_be_accepted(desk, code):
    run = tried(desk, a_list(code, 1), extent="whole")

    page = desk.get("import-run", importrun=run).content.decode()
    refused = desk.client.post(desk.url("import-confirm", importrun=run), follow=True)
    still = gone()
    desk.post("import-confirm", {"is_aware": "1"}, importrun=run)
    desk.post("import-advance", importrun=run)

    assert "6件が、一覧に無くなったことになります" in page
    assert "見本0薬局、見本2薬局、見本3薬局、見本4薬局、見本5薬局、見本6薬局</p>" in page
    assert "6件は、無くなったとしてよい" in page
    assert str(bringing.LosesMany()) in refused.content.decode()
    assert (still, gone()) == (0, 6)


@pytest.mark.usefixtures("seven")
def test_a_few_that_are_gone_are_shown_and_need_no_mark(desk, code):
    run = tried(desk, a_list(code, *range(6)), extent="whole")
    page = desk.get("import-run", importrun=run).content.decode()

    desk.post("import-confirm", importrun=run)

    assert "1件が、一覧に無くなったことになります" in page
    assert "無くなったとしてよい" not in page
    assert ImportRun.objects.get(pk=run.pk).state == "running"


@pytest.mark.parametrize(
    ("unlisted", "unchanged", "is_many"),
    [(5, 0, False), (6, 0, True), (6, 54, False), (6, 53, True)],
)
def test_many_are_more_than_five_and_more_than_a_tenth(unlisted, unchanged, is_many):
    run = ImportRunFactory.build(unlisted=unlisted, unchanged=unchanged, region=None)

    assert run.loses_many == is_many


def test_of_many_names_the_first_are_shown(desk, code):
    take_in(tried(desk, a_list(code, *range(12))))

    run = tried(desk, a_list(code, 20), extent="whole")

    page = desk.get("import-run", importrun=run).content.decode()
    assert (run.unlisted, len(run.gone)) == (12, 10)
    assert " ほか</p>" in page


@pytest.mark.usefixtures("seven")
@pytest.mark.parametrize(("options", "number"), [([], 0), (["--whole"], 6)])
def test_the_command_takes_a_list_as_whole_when_told(code, tmp_path, options, number):
    file = tmp_path / "list.csv"
    file.write_bytes(a_list(code, 1))

    call_command("import_source", "own", str(file), *options, stdout=StringIO())

    assert gone() == number
