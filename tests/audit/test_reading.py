from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from renkei.audit.actions import record, record_plain
from renkei.audit.names import page_name
from renkei.audit.policies import may_read_audit
from renkei.audit.views import PER_PAGE, event_list
from renkei.core.actors import ANONYMOUS
from tests.audit.people import AT, HANAKO, OPERATOR
from tests.programme.factories import RegionFactory

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
        pytest.param(
            {"day_0": "平成", "day_1": "29", "day_2": "3", "day_3": "27"},
            ["second-day"],
            id="day of an era",
        ),
        pytest.param({"day": "2月30日"}, [], id="no such day"),
    ],
)
def test_the_operator_narrows_the_log(rf, log, query, shown):
    text = page(rf, **query)

    labels = ["installation-wide", "first-day", "second-day"]
    assert [label for label in labels if label in text] == shown


def test_a_wrong_day_is_answered_with_a_sentence(rf, log):
    boxes = {"day_0": "平成", "day_1": "29", "day_2": "2", "day_3": "30"}

    assert "平成29年2月は28日までです" in page(rf, **boxes)


def test_a_region_stands_under_its_name(rf):
    region = RegionFactory(slug="mihon", name="昔の名前")
    record("create", region, by=HANAKO, at=AT)
    region.name = "見本圏域"
    record("update", region, by=HANAKO, at=AT)
    record_plain("create", by=HANAKO, at=AT, region="hoka")

    text = page(rf)

    assert '<td data-label="圏域">見本圏域</td>' in text
    assert '<option value="mihon">見本圏域</option>' in text
    assert '<td data-label="圏域">hoka</td>' in text  # the log was never told its name


@pytest.mark.parametrize(
    ("view", "name"),
    [
        ("portal:today", "「今日」の画面"),
        ("council:meeting-edit", "「会議・協議会」の画面"),
        ("core:styleguide", "「システム」の画面"),
        ("mfa_index", "mfa_index"),
    ],
    ids=["entry of the navigation", "part", "installation", "another's"],
)
def test_a_refused_page_stands_under_its_name(view, name):
    assert page_name(view) == name


def test_refusals_name_the_page_and_other_events_their_object(rf):
    record_plain("refuse", by=HANAKO, at=AT, label="audit:events")
    record_plain("create", by=HANAKO, at=AT, label="audit:events")

    text = page(rf)

    assert text.count("「操作の記録」の画面") == 1
    assert text.count("audit:events") == 1


def test_the_page_leads_back_to_the_operators_page(rf):
    assert f'<a href="{reverse("accounts:operator")}">運用</a>' in page(rf)


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

    with django_assert_num_queries(4):
        page(rf)


def test_only_operators_read_the_log(rf):
    assert [may_read_audit(actor) for actor in (OPERATOR, HANAKO, ANONYMOUS)] == [
        True,
        False,
        False,
    ]
    with pytest.raises(PermissionDenied, match="運用管理者"):
        page(rf, user=HANAKO)
