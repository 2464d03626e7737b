import pytest
from django.db import transaction

from renkei.audit.actions import record, record_plain
from renkei.audit.models import AuditEvent, ChainHead, Verb
from renkei.core.actors import ANONYMOUS
from tests.audit.people import AT, HANAKO, MIHON, outing

pytestmark = pytest.mark.django_db


def test_an_event_tells_who_did_what_to_which_object_and_when():
    event = record(
        Verb.UPDATE,
        outing(region=MIHON),
        by=HANAKO,
        at=AT,
        changes={"題名": ("旧", "新")},
        reason="会場の都合",
        origin="192.0.2.77",
    )

    event.refresh_from_db()
    assert (event.region, event.sequence, event.at) == ("mihon", 1, AT)
    assert (event.actor_id, event.actor) == (HANAKO.public_id, "見本 花子")
    assert (event.verb, event.verb_label, event.reason) == ("update", "変更", "会場の都合")
    assert (event.object_type, event.object_id) == ("sample.outing", "zzzzzzzzzzzz")
    assert event.object_label == "見本の会"
    assert [tuple(change) for change in event.changed_fields()] == [("題名", "旧", "新")]
    assert event.origin == "192.0.2.0/24"


def test_an_event_without_object_belongs_to_the_installation():
    event = record_plain(Verb.SIGN_IN_FAILED, by=ANONYMOUS, at=AT, label="mihon@example.jp")

    assert (event.region, event.actor, event.object_label) == ("", "来訪者", "mihon@example.jp")


@pytest.mark.parametrize(
    ("obj", "given", "region"),
    [
        pytest.param(outing(region=MIHON), "", "mihon", id="region of the object"),
        pytest.param(outing(region=MIHON), "hoka", "hoka", id="given region wins"),
        pytest.param(MIHON, "", "mihon", id="a region itself"),
        pytest.param(outing(region=None), "", "", id="object without region"),
    ],
)
def test_the_region_is_that_of_the_object_unless_given(obj, given, region):
    assert record(Verb.CREATE, obj, by=HANAKO, at=AT, region=given).region == region


def test_each_region_has_a_chain_of_its_own():
    for region in ["a", "b", "a"]:
        record_plain("x", by=HANAKO, at=AT, region=region)

    places = AuditEvent.objects.order_by("id").values_list("region", "sequence")
    assert list(places) == [("a", 1), ("b", 1), ("a", 2)]
    first, _, second = AuditEvent.objects.order_by("id")
    assert second.previous == first.digest
    assert ChainHead.objects.get(region="a").digest == second.digest


def test_a_verb_of_a_later_app_is_shown_as_it_is():
    assert record_plain("hand-over", by=HANAKO, at=AT).verb_label == "hand-over"


def test_control_characters_and_long_labels_are_made_to_fit():
    event = record("create", outing("あ\n\x00い" + "う" * 300), by=HANAKO, at=AT, reason="a\0b")

    assert event.object_label.startswith("あ い")
    assert (len(event.object_label), event.object_label[-1], event.reason) == (200, "…", "ab")


def test_an_event_costs_three_queries_once_the_chain_exists(django_assert_num_queries):
    record_plain("x", by=HANAKO, at=AT)

    with django_assert_num_queries(3), transaction.atomic(durable=False, savepoint=False):
        record_plain("x", by=HANAKO, at=AT)


def test_what_is_rolled_back_leaves_no_event():
    with transaction.atomic():
        record_plain("x", by=HANAKO, at=AT)
        transaction.set_rollback(True)

    assert not AuditEvent.objects.exists()
    assert not ChainHead.objects.exists()
