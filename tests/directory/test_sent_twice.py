"""A sheet of the directory that is sent twice does what it does once, without any script."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from renkei.audit.models import AuditEvent, Verb
from renkei.directory import actions
from renkei.directory.models import (
    Ability,
    Correction,
    FacilityLink,
    ImportRun,
    InformalService,
    Note,
    Vacancy,
)
from renkei.documents.models import Edition
from renkei.vocabulary.models import Scheme
from tests.accounts.factories import UserFactory
from tests.clock import NOW
from tests.directory.factories import AbilityFactory, InformalServiceFactory, VacancyFactory
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory


@pytest.fixture(autouse=True)
def _at_now(settings):
    settings.CLOCK = NOW.isoformat()


def mark_on(page) -> str:
    """The mark of the sheet that a page shows."""
    return re.search(r'name="submission" value="([^"]+)"', page.content.decode())[1]


def send_twice(desk, name, data, *, of=None):
    """Open a form, fill it in and press its button twice; the two answers."""
    keys = of or {}
    sheet = data | {"submission": mark_on(desk.get(name, **keys))}
    return [desk.post(name, sheet, **keys) for _ in range(2)]


def events() -> int:
    """What was written down about records, signing in left out."""
    return AuditEvent.objects.exclude(verb=Verb.SIGN_IN).count()


def test_a_note(desk):
    first, second = send_twice(
        desk, "note-record", {"text": "見本のコツ"}, of={"facility": desk.place}
    )

    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert (Note.objects.count(), events()) == (1, 1)


def test_two_notes_that_say_the_same_are_two(desk):
    for _ in range(2):
        desk.post("note-record", {"text": "見本のコツ"}, facility=desk.place)

    assert Note.objects.count() == 2


def test_a_note_is_corrected_as_often_as_one_likes(desk):
    mark = str(uuid4())
    desk.post("note-record", {"text": "見本", "submission": mark}, facility=desk.place)
    note = Note.objects.get()

    for text in ("直した見本", "もう一度直した見本"):
        note.refresh_from_db()
        sheet = {"text": text, "submission": mark, "version": note.version}
        desk.post("note-edit", sheet, note=note)

    assert Note.objects.get().text == "もう一度直した見本"


def test_an_informal_service(desk):
    data = {
        "kind": TermFactory(scheme=Scheme.INFORMAL).pk,
        "name": "見本のお弁当",
        "municipalities": [desk.region.municipalities.get().pk],
        "checked_on_0": "平成",
        "checked_on_1": "29",
        "checked_on_2": "2",
        "checked_on_3": "17",
        "is_public": "on",
    }
    first, second = send_twice(desk, "informal-record", data)

    assert (first.status_code, second.status_code) == (302, 302)
    assert (InformalService.objects.count(), events()) == (1, 1)
    assert InformalService.objects.get().municipalities.count() == 1


def send_list(desk, name, mark):
    code = desk.region.municipalities.get().code
    content = f"施設名,所在地,市区町村コード\n見本薬局,金沢市,{code}\n".encode()
    sheet = {
        "source": "own",
        "file": SimpleUploadedFile(name, content),
        "submission": mark,
    }
    return desk.post("imports", sheet)


def test_a_list_to_import(desk):
    TermFactory(scheme="service", code="public-facility")
    mark = mark_on(desk.get("imports"))

    first, second = (send_list(desk, "見本.csv", mark) for _ in range(2))

    assert first.url == second.url
    assert (ImportRun.objects.count(), Edition.objects.count()) == (1, 1)


def test_another_list_on_the_same_sheet_is_another_import(desk):
    TermFactory(scheme="service", code="public-facility")
    mark = mark_on(desk.get("imports"))

    first, second = (send_list(desk, name, mark) for name in ("見本.csv", "別の見本.csv"))

    assert first.url != second.url


def test_the_outcome_of_a_call(desk):
    service = InformalServiceFactory(region=desk.region)
    sheet = {"outcome": "same", "submission": mark_on(desk.get("informal-calls"))}

    first = desk.post("informal-call", sheet, informalservice=service)
    desk.post("informal-call", sheet, informalservice=service)
    messages = list(desk.client.get(first["Location"]).context["messages"])

    assert events() == 1
    assert [bool(message.extra_tags) for message in messages] == [True, False]
    desk.client.post(messages[0].extra_tags.split()[0])
    assert InformalService.objects.get().call_outcome == ""


def test_another_outcome_on_the_same_sheet_counts(desk):
    service = InformalServiceFactory(region=desk.region)
    mark = mark_on(desk.get("informal-calls"))

    for outcome in ("no-answer", "same"):
        desk.post(
            "informal-call", {"outcome": outcome, "submission": mark}, informalservice=service
        )

    assert InformalService.objects.get().call_outcome == "same"


def test_each_call_of_a_list_that_was_opened_anew_counts(desk):
    service = InformalServiceFactory(region=desk.region)

    for outcome in ("no-answer", "no-answer"):
        sheet = {"outcome": outcome, "submission": mark_on(desk.get("informal-calls"))}
        desk.post("informal-call", sheet, informalservice=service)

    assert events() == 2


def test_abilities(desk):
    can, known = (
        TermFactory(scheme=Scheme.ABILITY),
        AbilityFactory(region=desk.region, facility=desk.place, evidence="sample"),
    )
    data = {
        f"can_{can.pk}": "on",
        f"can_{known.term_id}": "on",
        "evidence": "phone",
        "confirm_all": "on",
        "checked_on_0": "平成",
        "checked_on_1": "29",
        "checked_on_2": "2",
        "checked_on_3": "17",
    }
    for _ in range(2):
        answer = desk.post("resource-abilities", data, facility=desk.place)

    assert answer.status_code == 302
    assert (Ability.objects.count(), events()) == (2, 1)


def test_a_vacancy(desk):
    data = {
        "kind": TermFactory(scheme=Scheme.VACANCY).pk,
        "state": "full",
        "told_by": "見本の人",
    }
    first, second = send_twice(desk, "resource-vacancy", data, of={"facility": desk.place})

    assert first.url == second.url
    assert (Vacancy.objects.count(), events()) == (1, 1)


def test_something_else_on_the_same_sheet_is_told_too(desk):
    sheet = {
        "kind": TermFactory(scheme=Scheme.VACANCY).pk,
        "told_by": "見本の人",
        "submission": str(uuid4()),
    }
    for state in ("full", "room"):
        desk.post("resource-vacancy", sheet | {"state": state}, facility=desk.place)

    assert Vacancy.objects.get().state == "room"


def test_what_is_taken_back_after_a_vacancy_was_sent_twice_is_not_the_half_of_it(desk):
    vacancy = VacancyFactory(region=desk.region, facility=desk.place, state="room")
    sheet = {"state": "full", "submission": mark_on(desk.get("vacancies"))}

    first = desk.post("vacancy-tell", sheet, vacancy=vacancy)
    desk.post("vacancy-tell", sheet, vacancy=vacancy)
    messages = list(desk.client.get(first["Location"]).context["messages"])

    assert Vacancy.objects.get().state == "full"
    assert [bool(message.extra_tags) for message in messages] == [True, False]
    desk.client.post(messages[0].extra_tags.split()[0])
    assert Vacancy.objects.get().state == "room"


def test_a_press_without_a_mark_counts_each_time(desk):
    vacancy = VacancyFactory(region=desk.region, facility=desk.place)

    for mark in ("", "no mark"):
        desk.post("vacancy-tell", {"state": "full", "submission": mark}, vacancy=vacancy)

    assert events() == 2


def test_a_correction(desk):
    data = {"value": "0297-00-2222", "reason": "電話で確認した"}
    first, second = send_twice(
        desk, "resource-correct", data, of={"facility": desk.place, "field": "telephone"}
    )

    assert first.url == second.url
    assert (Correction.objects.count(), events()) == (1, 1)


def test_a_readers_report(desk, client):
    url = f"/{desk.region.slug}/services/{desk.place.public_id}/report/"
    sheet = {
        "field": "telephone",
        "value": "0297-00-2222",
        "submission": mark_on(client.get(url)),
    }
    first, second = (client.post(url, sheet) for _ in range(2))

    assert first.url == second.url
    assert (Correction.objects.waiting().count(), events()) == (1, 1)


def test_the_link_to_a_facility(desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = send_twice(
            desk, "resource-link", {"email": "mihon@example.jp"}, of={"facility": desk.place}
        )

    link = FacilityLink.objects.get()
    assert (link.ended_at, len(mail.outbox)) == (None, 1)
    assert "/update/" in first.content.decode()
    assert second.url == desk.url("resource", facility=desk.place)


def test_the_facilitys_own_answer(desk, client):
    _, token = actions.send_link(
        region=desk.region,
        facility=desk.place,
        email="mihon@example.jp",
        by=desk.coordinator,
        at=NOW,
    )
    url = f"/{desk.region.slug}/update/{token}/"
    sheet = {"name": desk.place.name, "telephone": "0297-00-2222"}

    first, second = (client.post(url, sheet) for _ in range(2))

    assert first.url == url
    assert (second.status_code, "お答えを受け取りました" in second.content.decode()) == (200, True)
    assert Correction.objects.waiting().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_note_that_is_sent_twice_at_once():
    region, facility, by = RegionFactory(), FacilityFactory(), UserFactory()
    submission, both_ready = uuid4(), Barrier(2)

    def send(_: int) -> str:
        try:
            note = Note(region=region, facility=facility, text="見本", written_on=NOW.date())
            both_ready.wait(timeout=10)
            return actions.write_note(note=note, by=by, at=NOW, submission=submission).public_id
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        kept = set(people.map(send, range(2)))

    assert kept == {Note.objects.get().public_id}


@pytest.mark.django_db(transaction=True)
def test_a_first_vacancy_that_is_sent_twice_at_once():
    region, facility, by = RegionFactory(), FacilityFactory(), UserFactory()
    kind, submission, both_ready = TermFactory(scheme=Scheme.VACANCY), uuid4(), Barrier(2)

    def send(_: int) -> int:
        try:
            both_ready.wait(timeout=10)
            kept = actions.tell_vacancy(
                region=region,
                facility=facility,
                kind=kind,
                state=Vacancy.State.FULL,
                told_by="見本の人",
                by=by,
                at=NOW,
                submission=submission,
            )
            return len(kept)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        kept = sorted(people.map(send, range(2)))

    assert (kept, Vacancy.objects.count()) == ([0, 1], 1)
