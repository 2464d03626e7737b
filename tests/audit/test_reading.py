from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from renkei.audit.actions import record_plain
from renkei.audit.policies import may_read_audit
from renkei.audit.views import PER_PAGE, event_list
from renkei.core.actors import ANONYMOUS
from tests.audit.people import AT, HANAKO, OPERATOR

pytestmark = pytest.mark.django_db


def page(rf, user=OPERATOR, **query):
    request = rf.get("/audit/", query)
    request.user = user
    return event_list(request).content.decode()


@pytest.fixture
def log():
    """Three events: the day turns at midnight in Japan, 15:00 UTC."""
    late = datetime(2017, 3, 26, 15, 0, tzinfo=UTC)
    record_plain("sign-in", by=HANAKO, at=AT, label="installation-wide")
    record_plain("create", by=HANAKO, at=AT, region="mihon", label="first-day")
    record_plain("create", by=OPERATOR, at=late, region="hoka", label="second-day")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        pytest.param({}, ["installation-wide", "first-day", "second-day"], id="everything"),
        pytest.param({"region": "mihon"}, ["first-day"], id="region"),
        pytest.param({"region": "-"}, ["installation-wide"], id="installation"),
        pytest.param({"verb": "sign-in"}, ["installation-wide"], id="verb"),
        pytest.param({"day": "2017-03-26"}, ["installation-wide", "first-day"], id="day in Japan"),
        pytest.param({"day": "2017-03-27"}, ["second-day"], id="next day in Japan"),
        pytest.param({"person": "運用"}, ["second-day"], id="part of a name"),
        pytest.param({"person": OPERATOR.public_id}, ["second-day"], id="number of a person"),
        pytest.param({"person": "見本 花子", "region": "hoka"}, [], id="both must hold"),
        pytest.param({"day": "2月30日"}, [], id="no such day"),
    ],
)
def test_the_operator_narrows_the_log(rf, log, query, shown):
    text = page(rf, **query)

    labels = ["installation-wide", "first-day", "second-day"]
    assert [label for label in labels if label in text] == shown


def test_a_wrong_day_is_answered_with_a_sentence(rf, log):
    assert "日付は 2017-03-26 のように書いてください。" in page(rf, day="2月30日")


def test_an_empty_log_says_so(rf):
    assert "あてはまる記録はありません。" in page(rf)


def test_pages_keep_the_question(rf):
    for number in range(PER_PAGE + 1):
        record_plain("create", by=HANAKO, at=AT, label=f"event-{number}.")

    assert "event-0." not in page(rf, verb="create")
    second = page(rf, verb="create", page=2)
    assert "event-0." in second
    assert "verb=create" in second


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three_rows(rf, rows, django_assert_num_queries):
    for _ in range(rows):
        record_plain("create", by=HANAKO, at=AT)

    with django_assert_num_queries(3):
        page(rf)


def test_only_operators_read_the_log(rf):
    assert [may_read_audit(actor) for actor in (OPERATOR, HANAKO, ANONYMOUS)] == [
        True,
        False,
        False,
    ]
    with pytest.raises(PermissionDenied, match="運用管理者"):
        page(rf, user=HANAKO)
