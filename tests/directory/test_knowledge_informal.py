"""Informal services: kept, copied, deleted, and telephoned through."""

from datetime import timedelta

import pytest

from renkei.audit.history import history_of
from renkei.core import clock
from renkei.core.actors import SYSTEM
from renkei.core.widgets import WarekiDateInput
from renkei.directory import actions
from renkei.directory.models import CallOutcome, InformalService
from renkei.vocabulary.models import Scheme
from tests.clock import NOW, TODAY
from tests.directory.factories import InformalServiceFactory
from tests.vocabulary.factories import TermFactory


@pytest.fixture
def service(desk):
    return InformalServiceFactory(region=desk.region, municipalities=[desk.place.municipality])


def typed(page, **more):
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, False, "")}
    on = data.pop("checked_on")
    boxes = form.fields["checked_on"].widget.decompress(on)
    data |= {f"checked_on_{n}": box for n, box in enumerate(boxes)}
    data["municipalities"] = [getattr(town, "pk", town) for town in data.get("municipalities", [])]
    return data | more


def test_a_service_is_registered(desk):
    kind = TermFactory(scheme=Scheme.INFORMAL)
    data = typed(
        desk.get("informal-record"),
        kind=kind.pk,
        name="見本のお弁当",
        municipalities=[desk.place.municipality.pk],
        is_public="on",
    )

    answer = desk.post("informal-record", data)

    assert answer["Location"] == desk.url("informal")
    kept = InformalService.objects.get()
    assert (kept.name, kept.checked_on) == ("見本のお弁当", clock.today())
    assert list(kept.municipalities.all()) == [desk.place.municipality]
    assert history_of(kept)[0].changes["地域"] == ["", desk.place.municipality.name]


def test_the_action_needs_nothing_below(desk, service):
    service.price = "1食400円"

    kept = actions.keep_informal(service=service, by=SYSTEM, at=NOW)

    assert (kept.price, kept.version) == ("1食400円", 2)


def test_what_is_missing_is_asked_for(desk):
    page = desk.post("informal-record", {}).content.decode()

    assert "種類を選んでください" in page
    assert "地域を選んでください" in page


def test_a_service_is_changed(desk, service):
    data = typed(desk.get("informal-edit", informalservice=service), price="1食500円")

    desk.post("informal-edit", data, informalservice=service)

    service.refresh_from_db()
    assert service.price == "1食500円"
    assert history_of(service)[0].changes == {"料金": ["", "1食500円"]}


def test_two_people_at_one_service_are_shown_both(desk, service):
    data = typed(desk.get("informal-edit", informalservice=service))
    desk.post("informal-edit", data | {"price": "1食500円"}, informalservice=service)

    answer = desk.post("informal-edit", data | {"price": "1食600円"}, informalservice=service)

    assert answer.status_code == 422
    assert [one.theirs for one in answer.context["form"].differences] == ["1食500円"]


def test_a_copy_begins_without_name_numbers_and_check(desk, service):
    form = desk.get("informal-copy", informalservice=service).context["form"]

    assert form["kind"].value() == service.kind_id
    assert form["telephone"].value() is None
    assert form["name"].value() is None


def test_deleting_can_be_undone(desk, service):
    answer = desk.post("informal-delete", informalservice=service)
    assert not InformalService.objects.kept().exists()
    page = desk.get("informal-edit", informalservice=service).content.decode()
    assert "消したサービスです" in page

    desk.client.post(desk.url("informal-restore", informalservice=service))

    assert list(InformalService.objects.kept()) == [service]
    assert answer["Location"] == desk.url("informal")


def test_deleting_twice_changes_nothing(service):
    first = actions.delete_informal(service=service, by=SYSTEM, at=NOW)
    again = actions.delete_informal(service=service, by=SYSTEM, at=NOW + timedelta(days=1))

    assert again.deleted_at == first.deleted_at


def test_a_service_goes_stale_after_a_year(service):
    a_year = timedelta(days=365)
    rows = InformalService.objects.all()

    assert not service.is_stale(TODAY + a_year - timedelta(days=1))
    assert service.is_stale(TODAY + a_year)
    assert list(rows.unchecked_since(TODAY + a_year)) == [service]
    assert list(rows.unchecked_since(TODAY + a_year - timedelta(days=1))) == []


def test_the_list_to_telephone_through_begins_with_the_oldest_check(desk):
    new = InformalServiceFactory(region=desk.region, checked_on=TODAY)
    old = InformalServiceFactory(region=desk.region, checked_on=TODAY - timedelta(days=400))
    gone = InformalServiceFactory(region=desk.region, deleted_at=NOW)

    rows = desk.get("informal-calls").context["rows"]

    assert [one for one, _ in rows] == [old, new]
    assert gone not in [one for one, _ in rows]


@pytest.mark.parametrize(
    ("outcome", "is_checked", "is_kept"),
    [
        (CallOutcome.SAME, True, True),
        (CallOutcome.CHANGED, False, True),
        (CallOutcome.ENDED, False, False),
        (CallOutcome.NO_ANSWER, False, True),
    ],
)
def test_one_press_per_call(desk, service, outcome, is_checked, is_kept):
    answer = desk.post("informal-call", {"outcome": outcome}, informalservice=service)

    service.refresh_from_db()
    today = clock.today()
    assert (service.called_on, service.called_by) == (today, desk.coordinator.name)
    assert service.call_outcome == outcome
    assert (service.checked_on == today) == is_checked
    assert (service.deleted_at is None) == is_kept
    goes_to = "informal-edit" if outcome == CallOutcome.CHANGED else "informal-calls"
    keys = {"informalservice": service} if outcome == CallOutcome.CHANGED else {}
    assert answer["Location"] == desk.url(goes_to, **keys)
    desk.undo(answer)
    service.refresh_from_db()
    assert (service.called_on, service.checked_on, service.deleted_at) == (None, TODAY, None)


def test_a_check_of_tomorrow_is_refused_beside_its_day(desk, service):
    page = desk.get("informal-edit", informalservice=service)
    boxes = WarekiDateInput().decompress(clock.today() + timedelta(days=1))
    late = {f"checked_on_{n}": box for n, box in enumerate(boxes)}

    answer = desk.post("informal-edit", typed(page, **late), informalservice=service)

    why = "確認した日は、今日までの日付を書いてください"
    assert answer.context["form"].errors["checked_on"] == [why]


def test_an_unknown_outcome_is_ignored(desk, service):
    desk.post("informal-call", {"outcome": "made-up"}, informalservice=service)

    service.refresh_from_db()
    assert service.called_on is None


def test_after_a_call_that_told_of_changes_the_sheet_proposes_the_day_of_the_call(desk, service):
    service.checked_on = TODAY - timedelta(days=400)
    service.save()
    before = desk.get("informal-edit", informalservice=service).context["form"]
    desk.post("informal-call", {"outcome": CallOutcome.CHANGED}, informalservice=service)

    after = desk.get("informal-edit", informalservice=service).context["form"]

    assert before["checked_on"].value() == TODAY - timedelta(days=400)
    assert after["checked_on"].value() == clock.today()


def test_the_last_call_stands_beside_the_service(desk, service):
    actions.note_call(service=service, outcome=CallOutcome.NO_ANSWER, by=SYSTEM, at=NOW)

    assert "出ない" in desk.get("informal-calls").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "お弁当 法人"}, True),
        ({"q": "%"}, False),
        ({"state": "stale"}, True),
        ({"state": "internal"}, False),
        ({}, True),
    ],
    ids=["words", "a sign is text", "stale", "internal", "all"],
)
def test_the_list_can_be_narrowed(desk, query, found):
    service = InformalServiceFactory(region=desk.region, provider="見本法人")

    rows = desk.client.get(desk.url("informal"), query).context["rows"]

    assert [one for one, _ in rows] == ([service] if found else [])


@pytest.mark.parametrize("name", ["informal", "informal-calls"])
@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_for_one_and_three(
    desk, django_assert_max_num_queries, name, count
):
    for _ in range(count):
        InformalServiceFactory(region=desk.region, municipalities=[desk.place.municipality])

    with django_assert_max_num_queries(10):
        desk.get(name)


def test_empty_lists_say_what_they_are_for(desk):
    assert "まだ登録されていません" in desk.get("informal").content.decode()
    assert "まだ登録されていません" in desk.get("informal-calls").content.decode()
