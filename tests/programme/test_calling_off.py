import pytest

from renkei.audit.history import history_of
from renkei.programme import actions
from tests.clock import NOW
from tests.programme.office import LECTURES, TRAININGS, VISITS, of_every_kind


@of_every_kind
def test_a_cancelled_record_stays_with_its_reason(office, kind):
    record = office.record(kind)

    response = office.post(office.at(kind, record, "cancel"), {"because": "見本の大雪のため"})

    assert response.status_code == 302
    assert "理由：見本の大雪のため" in office.page(office.at(kind, record))
    newest = history_of(record)[0]
    assert (newest.verb, newest.reason) == ("cancel", "見本の大雪のため")


def test_the_page_before_asks_for_the_reason(office):
    record = office.record(TRAININGS)
    address = office.at(TRAININGS, record, "cancel")

    assert "この研修を中止にしますか" in office.page(address)
    assert office.post(address, {"because": " "}).status_code == 422


@pytest.mark.parametrize(
    ("kind", "told"),
    [(TRAININGS, "公開のページに載ります"), (VISITS, "公開されません")],
    ids=str,
)
def test_the_page_before_says_who_will_read_the_reason(office, kind, told):
    record = office.record(kind)

    assert told in office.page(office.at(kind, record, "cancel"))


@of_every_kind
def test_the_notice_takes_a_cancellation_back(office, kind):
    record = office.record(kind)
    response = office.post(office.at(kind, record, "cancel"), {"because": "大雪"}, follow=True)
    *_, notice = response.context["messages"]

    office.client.post(notice.extra_tags)

    record.refresh_from_db()
    assert (record.cancelled_at, record.cancelled_because) == (None, "")
    assert history_of(record)[0].reason == "中止の取り消し（大雪）"


def test_cancelling_twice_is_refused_and_keeps_the_first_reason(office):
    record = office.record(TRAININGS)
    office.post(office.at(TRAININGS, record, "cancel"), {"because": "大雪"})

    response = office.post(office.at(TRAININGS, record, "cancel"), {"because": "台風"})

    assert "すでに中止になっています" in response.content.decode()
    record.refresh_from_db()
    assert record.cancelled_because == "大雪"


@of_every_kind
def test_a_deleted_record_leaves_the_list_and_comes_back(office, kind):
    record = office.record(kind, title="消える記録")
    response = office.post(office.at(kind, record, "delete"), follow=True)
    *_, notice = response.context["messages"]
    assert "消える記録</a>" not in response.content.decode()

    page = office.client.post(notice.extra_tags, follow=True).content.decode()

    assert "消える記録" in page
    assert [event.verb for event in history_of(record)] == ["restore", "delete", "create"]


def test_a_deleted_record_says_so_on_its_own_page(office):
    record = LECTURES.factory(region=office.region, deleted=True)

    page = office.page(office.at(LECTURES, record))

    assert "この記録は削除されています" in page
    assert "写して新しく記録する" not in page


def test_undoing_a_deletion_twice_leaves_a_cancellation_alone(office):
    record = LECTURES.factory(region=office.region, cancelled=True, deleted=True)

    office.post(office.at(LECTURES, record, "restore"))
    office.post(office.at(LECTURES, record, "restore"))

    record.refresh_from_db()
    assert record.is_cancelled
    assert record.deleted_at is None


def test_what_is_deleted_is_neither_cancelled_nor_brought_back_to_life_by_that(office):
    record = LECTURES.factory(region=office.region, cancelled=True, deleted=True)

    response = office.client.post(
        f"/mihon/desk/{office.at(LECTURES, record, 'restore')}?cancelled=1", follow=True
    )

    assert "先に「元に戻す」を押してください" in response.content.decode()


@pytest.mark.parametrize("verb", ["delete", "restore"])
def test_back_from_signing_in_one_presses_again(office, verb):
    record = office.record(TRAININGS)

    response = office.get(office.at(TRAININGS, record, verb))

    assert response.url == f"/mihon/desk/{office.at(TRAININGS, record)}"
    record.refresh_from_db()
    assert record.deleted_at is None


@pytest.mark.parametrize("action", [actions.delete, actions.uncancel, actions.restore])
def test_doing_it_twice_writes_nothing_down(office, action):
    record = office.record(TRAININGS)
    action(record=record, by=office.person, at=NOW)
    written = history_of(record).count()

    action(record=record, by=office.person, at=NOW)

    assert history_of(record).count() == written
