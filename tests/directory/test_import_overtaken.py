"""An older import never writes over a newer one of the same list."""

from datetime import timedelta

import pytest

from renkei.audit.models import AuditEvent
from renkei.core.actors import SYSTEM
from renkei.directory.actions import bringing
from renkei.directory.imports import importing, overtaking
from renkei.directory.models import ImportRun
from renkei.organizations.models import Facility
from tests.clock import NOW
from tests.directory import importers
from tests.directory.factories import ImportRunFactory
from tests.directory.test_import_pages import code as code
from tests.directory.test_import_pages import send
from tests.geo.factories import MunicipalityFactory
from tests.programme.factories import RegionFactory

HEAD = "施設名,所在地,市区町村コード,種別,電話\n"
OLD = HEAD + "見本薬局,金沢市長町1-1,{code},薬局,0297-00-0001\n"
NEW = HEAD + "見本薬局,金沢市長町1-1,{code},薬局,0297-00-0002\n"
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def tried(desk, code):
    """Try a text out; returns the run."""

    def try_out(text):
        send(desk, text.format(code=code).encode())
        return ImportRun.objects.first()

    return try_out


def finish(run, at=LATER):
    run = bringing.confirm(run=run, at=at)
    return bringing.advance(run=run, by=SYSTEM, at=at)


def telephone():
    return Facility.objects.get(name="見本薬局").telephone


def test_a_run_left_half_way_cannot_go_on_behind_a_newer_one(desk, tried):
    old = bringing.confirm(run=tried(OLD), at=NOW)
    finish(tried(NEW))

    with pytest.raises(overtaking.Overtaken):
        bringing.advance(run=old, by=SYSTEM, at=LATER)
    page = desk.get("import-run", importrun=old).content.decode()

    assert telephone() == "0297-00-0002"
    assert "この続きは取り込めません" in page
    assert "続ける</button>" not in page
    assert "やめる</button>" in page


def test_a_run_left_half_way_is_overtaken_as_soon_as_a_newer_one_begins(tried):
    old = bringing.confirm(run=tried(OLD), at=NOW)
    new = tried(NEW)
    before = overtaking.is_overtaken(old)

    bringing.confirm(run=new, at=LATER)

    assert (before, overtaking.is_overtaken(old)) == (False, True)
    assert not overtaking.is_overtaken(ImportRun.objects.get(pk=new.pk))


def test_a_trial_counted_before_another_list_came_in_is_refused(desk, tried):
    old = tried(OLD)
    finish(tried(NEW))

    page = desk.client.post(desk.url("import-confirm", importrun=old), follow=True)

    text = page.content.decode()
    assert str(overtaking.CountsAreOld()) in text
    assert "取り込む</button>" not in text
    assert "もう一度試す</button>" in text
    assert ImportRun.objects.get(pk=old.pk).state == "dry"
    assert telephone() == "0297-00-0002"


def test_a_trial_is_old_too_when_an_older_one_came_in_after_it(tried):
    first, second = tried(OLD), tried(NEW)
    finish(first, second.updated_at + timedelta(minutes=1))

    with pytest.raises(overtaking.CountsAreOld):
        bringing.confirm(run=second, at=LATER)


def test_an_old_trial_is_counted_anew_and_can_then_be_taken_in(desk, tried):
    old = tried(OLD)
    finish(tried(NEW))

    answer = desk.post("import-again", importrun=old)

    new = ImportRun.objects.first()
    old.refresh_from_db()
    assert answer["Location"] == desk.url("import-run", importrun=new)
    assert (old.state, new.state) == ("given-up", "dry")
    assert (old.created, new.created, new.changed) == (1, 0, 1)
    assert (new.upload, new.publication, new.digest) == (old.upload, old.publication, old.digest)
    finish(new)
    assert telephone() == "0297-00-0001"


def test_a_run_under_way_is_not_tried_again(desk, tried):
    run = bringing.confirm(run=tried(OLD), at=NOW)

    page = desk.client.post(desk.url("import-again", importrun=run), follow=True)

    assert str(bringing.NotTriedOut()) in page.content.decode()
    assert ImportRun.objects.count() == 1


def test_a_run_is_given_up_and_that_is_written_down(desk, tried):
    run = bringing.confirm(run=tried(OLD), at=NOW)

    desk.post("import-give-up", importrun=run)

    given_up = ImportRun.objects.get()
    assert given_up.state == "given-up"
    assert "やめた" in desk.get("import-run", importrun=run).content.decode()
    assert AuditEvent.objects.get(verb="cancel").changes == {"読み終えた行": ["", "0件"]}
    with pytest.raises(importing.RunMoved):
        bringing.advance(run=run, by=SYSTEM, at=LATER)
    assert not Facility.objects.filter(name="見本薬局").exists()


def test_of_a_trial_that_was_given_up_no_result_is_shown(desk, tried):
    run = tried(OLD)
    desk.post("import-give-up", importrun=run)

    page = desk.get("import-run", importrun=run).content.decode()
    runs = desk.get("imports").content.decode()

    assert "やめました。何も取り込んでいません。" in page
    assert "結果" not in page
    assert '<td data-label="行">0 / 1</td>' in runs
    assert '<td data-label="新しい">0</td>' in runs


def test_of_a_run_that_was_given_up_half_way_the_result_is_shown(desk):
    run = ImportRunFactory(
        region=desk.region, state="given-up", total=9, done=5, created=4, changed=1
    )

    page = desk.get("import-run", importrun=run).content.decode()
    runs = desk.get("imports").content.decode()

    assert "何も取り込んでいません" not in page
    assert "<td>4</td>" in page
    assert '<td data-label="新しい">4</td>' in runs


def test_what_is_finished_cannot_be_given_up(desk):
    run = ImportRunFactory(region=desk.region)

    page = desk.client.post(desk.url("import-give-up", importrun=run), follow=True)

    assert str(importing.AlreadyFinished()) in page.content.decode()


def test_a_run_of_the_command_line_goes_on_when_it_is_asked_for(code):
    run = ImportRunFactory(region=None, state="running")
    ImportRunFactory(region=None)

    assert not overtaking.is_overtaken(run)
    assert bringing.give_up(run=run, by=SYSTEM, at=NOW).state == "given-up"


@pytest.mark.parametrize(
    ("other", "is_old"),
    [
        ({}, True),
        ({"region": None}, True),
        ({"region": "another"}, False),
        ({"source": "standard"}, False),
        ({"state": "dry"}, False),
        ({"state": "given-up"}, False),
        ({"state": "given-up", "done": 3}, True),
    ],
    ids=str,
)
def test_only_lists_of_the_same_source_and_region_overtake(desk, other, is_old):
    run = ImportRunFactory(region=desk.region, state="running")
    if other.get("region") == "another":
        other = {**other, "region": RegionFactory()}
    ImportRunFactory(**({"region": desk.region} | other))

    assert overtaking.is_overtaken(run) == is_old


def test_an_older_edition_is_named_with_both_days_and_needs_a_tick(desk, code):
    def tried_as(text, edition):
        send(desk, text.format(code=code).encode(), edition=edition)
        return ImportRun.objects.first()

    finish(tried_as(NEW, "2017-02"))
    old = tried_as(OLD, "2016-08")

    page = desk.get("import-run", importrun=old).content.decode()
    with pytest.raises(overtaking.OlderEdition):
        bringing.confirm(run=old, at=LATER)
    desk.post("import-confirm", {"takes_older": "1"}, importrun=old)
    taken = ImportRun.objects.get(pk=old.pk)

    assert "平成28年8月1日の版（2016-08）" in page
    assert "平成29年2月1日の版（2017-02）" in page
    assert (taken.state, overtaking.newer_edition(taken)) == ("running", None)


def test_a_newer_edition_of_other_municipalities_is_not_compared(desk, code):
    elsewhere = RegionFactory(municipalities=[MunicipalityFactory(code="17203", name="小松市")])
    content = HEAD + "見本薬局,小松市1,17203,薬局,\n"
    importers.bring(content.encode(), "own", edition="2017-02")
    send(desk, OLD.format(code=code).encode(), edition="2016-08")
    run = ImportRun.objects.first()

    here = overtaking.newer_edition(run)
    desk.region.municipalities.add(elsewhere.municipalities.get())

    assert here is None
    assert overtaking.newer_edition(run).label == "2017-02"


def test_a_newer_edition_and_another_source_need_no_tick(desk, tried):
    finish(tried(OLD))
    new = tried(NEW)

    assert overtaking.newer_edition(new) is None
    assert "古い版でも取り込む" not in desk.get("import-run", importrun=new).content.decode()
    assert overtaking.newer_edition(ImportRunFactory(state=ImportRun.State.DRY)) is None
