"""A place that closed or moved away says so everywhere, and can be brought back."""

import re

import pytest

from renkei.directory.facts import effective
from renkei.directory.models import Correction, Listing
from tests.directory.factories import CorrectionFactory, ServiceFactory

CLOSED = "令和8年11月30日に閉院・廃止"
SHEET = {
    "how": "閉院・廃止",
    "value_0": "令和",
    "value_1": "8",
    "value_2": "11",
    "value_3": "30",
    "reason": "電話で確認した",
}


def close(desk, **more):
    return desk.post("resource-correct", SHEET | more, facility=desk.place, field="closed")


def closed(desk) -> str:
    return effective(desk.place, desk.region).closed.value


@pytest.fixture
def shut(desk):
    """The place, with a service and its hours, recorded as closed."""
    ServiceFactory(facility=desk.place, days="平日")
    CorrectionFactory(
        region=desk.region, facility=desk.place, field="closed", value=CLOSED, approved=True
    )
    return desk.place


def test_the_desk_records_since_when_a_place_is_closed_and_undoes_it(desk):
    page = desk.get("resource", facility=desk.place).content.decode()
    assert "閉院・移転を記録する" in page
    form = desk.get("resource-correct", facility=desk.place, field="closed").content.decode()
    assert "公表の内容" not in form

    answer = close(desk)

    assert closed(desk) == CLOSED
    assert Correction.objects.get().reason == "電話で確認した"
    desk.undo(answer)
    assert closed(desk) == ""


def test_the_page_of_the_desk_says_it_and_leads_back(desk, shut):
    page = desk.get("resource", facility=shut).content.decode()
    assert CLOSED in page
    assert "閉院・移転を記録する" not in page

    answer = desk.post("resource-as-published", facility=shut, field="closed")

    assert closed(desk) == ""
    told = desk.client.get(answer["Location"]).content.decode()
    assert "閉院・移転の圏域の内容をやめました。" in told


def test_it_may_have_moved_away(desk):
    close(desk, how="圏域の外へ移転")

    assert closed(desk) == "令和8年11月30日に圏域の外へ移転"


@pytest.mark.parametrize("lacks", ["how", "value_1"])
def test_both_day_and_how_are_asked_for(desk, lacks):
    answer = close(desk, **{lacks: ""})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {lacks.removesuffix("_1")}
    assert closed(desk) == ""


def test_an_approved_report_of_a_closed_place_leads_to_where_it_is_recorded(desk):
    report = CorrectionFactory(
        region=desk.region,
        facility=desk.place,
        field="other",
        value="閉まった（廃止・移転）：先月末で閉院",
    )

    answer = desk.post("correction-approve", correction=report)

    assert answer["Location"] == desk.url("resource-correct", facility=desk.place, field="closed")
    assert not Correction.objects.waiting().exists()


def test_the_public_page_says_it_in_place_of_the_hours(desk, shut, client):
    page = client.get(f"/{desk.region.slug}/services/{shut.public_id}/").content.decode()

    assert f"<strong>{CLOSED}</strong>" in page
    assert "利用できる曜日" not in page


def test_my_list_and_its_papers_say_it(desk, shut, client):
    client.post(f"/{desk.region.slug}/list/", {"add": shut.public_id, "next": "/"})

    for path in ("list/", "list/sheet/", "list/fax/"):
        ruby = client.get(f"/{desk.region.slug}/{path}").content.decode()
        page = re.sub("<r[tp]>.*?</r[tp]>|</?ruby>", "", ruby)
        assert f"<strong>{CLOSED}</strong>" in page
        assert "曜日と時間" not in page


def test_the_search_finds_it_last_and_says_why(desk, client, django_capture_on_commit_callbacks):
    kind = ServiceFactory(facility=desk.place, kind__label="見本の訪問").kind
    with django_capture_on_commit_callbacks(execute=True):
        close(desk)
    assert Listing.objects.get(pk=desk.place.pk).is_unlisted

    page = client.get(f"/{desk.region.slug}/search/", {"q": kind.label}).content.decode()

    assert CLOSED in page
    assert "いまの一覧に無い" not in page
