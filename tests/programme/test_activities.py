from datetime import date

import pytest

from renkei.core.fiscal import FiscalYear
from renkei.council.models import Meeting
from renkei.programme.models import Item, Step, Undertaking
from tests.clock import TODAY, TOMORROW, YESTERDAY
from tests.council.factories import MeetingFactory
from tests.outreach.factories import LeafletFactory
from tests.programme.factories import RegionFactory, UndertakingFactory


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_over"),
    [
        (None, None, False),
        (YESTERDAY, None, True),
        (TODAY, None, False),
        (YESTERDAY, TODAY, False),
        (YESTERDAY, TOMORROW, False),
    ],
)
def test_an_activity_is_over_when_its_last_day_has_passed(starts_on, ends_on, is_over):
    assert Undertaking(starts_on=starts_on, ends_on=ends_on).is_over(TODAY) is is_over


def test_january_belongs_to_the_year_before():
    meeting = Meeting(item=Item.I, starts_on=date(2017, 1, 10))

    meeting.settle()

    assert meeting.year == FiscalYear(2016)
    assert meeting.step == Step.PLAN


def test_each_item_has_its_letter():
    assert "".join(item.letter for item in Item) == "アイウエオカキク"


def test_phrases_of_the_queries_chain(db):
    region = RegionFactory()
    shown = MeetingFactory(region=region, starts_on=date(2016, 8, 1))
    MeetingFactory(region=region, deleted=True)
    MeetingFactory(region=region, internal=True)
    MeetingFactory(region=region, cancelled=True)
    MeetingFactory(region=region, item=Item.A)
    MeetingFactory(region=region, starts_on=date(2015, 8, 1))
    MeetingFactory()

    found = Meeting.objects.of(region).published().going_ahead()

    assert list(found.in_year(FiscalYear(2016)).of_item(Item.I)) == [shown]


def test_an_undertaking_runs_through_its_year(db):
    assert UndertakingFactory(fiscal_year=2016).when == "平成28年度を通して"


def test_an_undertaking_of_one_day_keeps_it(db):
    undertaking = UndertakingFactory(starts_on=date(2016, 8, 28), precision="day")

    assert undertaking.when == "平成28年8月28日（日曜日）"


def test_a_leaflet_knows_how_many_were_placed(db):
    leaflet = LeafletFactory(places=[{"name": "見本駅", "count": 30}, {"name": "見本病院"}])

    assert leaflet.placed == 30
