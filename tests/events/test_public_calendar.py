from datetime import date, time

import icalendar
import pytest

from tests.clock import NOW
from tests.outreach.factories import LectureFactory
from tests.programme.factories import RegionFactory
from tests.training.factories import TrainingFactory

pytestmark = pytest.mark.django_db
SUMMER, AUTUMN = date(2017, 7, 10), date(2017, 11, 10)


@pytest.fixture
def region(db):
    return RegionFactory(slug="mihon")


def calendar(client, gathering) -> icalendar.Calendar:
    answer = client.get(f"/mihon/events/{gathering.public_id}.ics")
    assert answer.headers["Content-Type"] == "text/calendar"
    return icalendar.Calendar.from_ical(answer.content)


def test_each_day_of_a_series_is_an_entry_of_its_own(client, region):
    days = [{"on": SUMMER, "starts_at": time(13, 30)}, {"on": AUTUMN}]
    series = TrainingFactory(region=region, starts_on=SUMMER, ends_on=AUTUMN, days=days)

    first, second = calendar(client, series).walk("VEVENT")

    assert str(first["dtstart"].dt) == "2017-07-10 13:30:00+09:00"
    assert "dtend" not in first
    assert (second["dtstart"].dt, second["dtend"].dt) == (AUTUMN, date(2017, 11, 11))
    assert first["uid"] != second["uid"]


def test_times_are_those_of_japan_and_the_zone_comes_with_them(client, region):
    day = {"on": SUMMER, "starts_at": time(13, 30), "ends_at": time(15), "reception_at": time(13)}
    lecture = LectureFactory(region=region, starts_on=SUMMER, days=[day], venue="見本会館")

    found = calendar(client, lecture)
    entry = found.walk("VEVENT")[0]

    assert entry["dtstart"].params["TZID"] == "Asia/Tokyo"
    assert str(found.walk("VTIMEZONE")[0]["tzid"]) == "Asia/Tokyo"
    assert str(entry["dtend"].dt) == "2017-07-10 15:00:00+09:00"
    assert str(entry["location"]) == "見本会館"
    assert "受付 13:00" in entry["description"]


def test_an_entry_leads_back_to_the_page(client, region, settings):
    settings.SITE_URL = "https://renkei.example.jp"
    lecture = LectureFactory(region=region, starts_on=SUMMER, title="見本の会")

    entry = calendar(client, lecture).walk("VEVENT")[0]

    assert str(entry["url"]) == f"https://renkei.example.jp/mihon/events/{lecture.public_id}/"
    assert str(entry["summary"]) == "見本の会"
    assert entry["dtstamp"].dt == NOW
    assert entry["sequence"] == 0


def test_a_cancelled_gathering_is_struck_out(client, region):
    lecture = LectureFactory(region=region, starts_on=SUMMER, cancelled=True)

    entry = calendar(client, lecture).walk("VEVENT")[0]

    assert str(entry["status"]) == "CANCELLED"
    assert "見本の大雪のため" in entry["description"]


@pytest.mark.parametrize(
    "facts",
    [
        {"starts_on": None, "precision": "year", "fiscal_year": 2017},
        {"starts_on": date(2017, 7, 1), "precision": "month"},
    ],
)
def test_without_a_day_there_is_no_file(client, region, facts):
    lecture = LectureFactory(region=region, **facts)

    assert client.get(f"/mihon/events/{lecture.public_id}.ics").status_code == 404
