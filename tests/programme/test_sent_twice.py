from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from renkei.audit.models import AuditEvent
from renkei.council.models import Meeting
from renkei.programme import actions
from tests.accounts.factories import UserFactory
from tests.clock import NOW, YESTERDAY
from tests.programme.factories import RegionFactory
from tests.programme.office import VISITS, of_every_kind
from tests.vocabulary.factories import TermFactory


@of_every_kind
def test_a_sheet_sent_twice_makes_one_record(office, kind):
    sheet = office.new(kind)

    first = office.post(f"{kind.folder}/new/", sheet)
    second = office.post(f"{kind.folder}/new/", sheet)

    assert first.url == second.url
    assert kind.model.objects.count() == 1


@of_every_kind
def test_something_else_on_the_same_sheet_makes_another_record(office, kind):
    sheet = office.new(kind)

    first = office.post(f"{kind.folder}/new/", sheet)
    second = office.post(f"{kind.folder}/new/", sheet | {"on_3": "18"})

    assert first.url != second.url
    assert kind.model.objects.count() == 2


def test_two_sheets_make_two_records_even_if_they_say_the_same(office):
    office.record(VISITS)
    office.record(VISITS)

    assert VISITS.model.objects.count() == 2


def new_meeting(region, kind) -> Meeting:
    return Meeting(region=region, kind=kind, title="見本会議", starts_on=NOW.date(), item="i")


@pytest.mark.django_db(transaction=True)
def test_a_sheet_sent_twice_at_once_makes_one_record():
    region, kind, by = RegionFactory(), TermFactory(), UserFactory()
    submission, both_ready = uuid4(), Barrier(2)

    def send(_: int) -> str:
        try:
            record = new_meeting(region, kind)
            both_ready.wait(timeout=10)
            return actions.keep(record=record, by=by, at=NOW, submission=submission).public_id
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        kept = set(people.map(send, range(2)))

    assert kept == {Meeting.objects.get().public_id}
    assert AuditEvent.objects.filter(verb="create").count() == 1


@pytest.mark.parametrize("submission", [None, uuid4()], ids=["without a mark", "with a mark"])
def test_another_broken_rule_is_not_taken_for_a_second_sending(db, submission):
    record = new_meeting(RegionFactory(), TermFactory())
    record.ends_on = YESTERDAY

    with pytest.raises(IntegrityError):
        actions.keep(record=record, by=UserFactory(), at=NOW, submission=submission)

    assert not Meeting.objects.exists()
