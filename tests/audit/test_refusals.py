import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse
from django.urls import resolve, reverse

from renkei.audit.middleware import RecordRefusals
from renkei.audit.models import AuditEvent
from tests.audit.people import HANAKO, MIHON

pytestmark = pytest.mark.django_db


def refuse(rf, exception, **attributes):
    request = rf.get(reverse("audit:events"), {"secret": "1"}, REMOTE_ADDR="192.0.2.77")
    for name, value in attributes.items():
        setattr(request, name, value)
    answer = RecordRefusals(lambda request: HttpResponse()).process_exception(request, exception)
    assert answer is None
    return AuditEvent.objects.first()


def test_a_refusal_is_written_down_with_page_person_and_region(rf):
    page = resolve(reverse("audit:events"))
    event = refuse(rf, PermissionDenied("だめ"), user=HANAKO, region=MIHON, resolver_match=page)

    assert (event.verb, event.actor, event.region) == ("refuse", "見本 花子", "mihon")
    assert (event.object_label, event.reason) == ("audit:events", "だめ")
    assert event.origin == "192.0.2.0/24"


def test_a_refused_visitor_is_written_down_too(rf):
    event = refuse(rf, PermissionDenied())

    assert (event.actor, event.actor_id, event.region, event.object_label) == ("来訪者", "", "", "")


def test_other_exceptions_are_none_of_its_business(rf):
    assert refuse(rf, ValueError()) is None


def test_a_log_that_cannot_be_written_to_does_not_change_the_answer(rf, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_chainhead RENAME TO audit_chainhead_away")

    assert refuse_quietly(rf) is None
    assert "A refusal could not be written down" in caplog.text


def refuse_quietly(rf):
    middleware = RecordRefusals(lambda request: HttpResponse())
    return middleware.process_exception(rf.get("/"), PermissionDenied())


def test_other_requests_pass_through(rf):
    assert (
        RecordRefusals(lambda request: HttpResponse("はい"))(rf.get("/")).content == "はい".encode()
    )
