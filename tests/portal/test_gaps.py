from datetime import date

import pytest

from renkei.core.fiscal import FiscalYear
from renkei.portal.gaps import gaps_of
from renkei.programme.models import Item, Mode
from tests.clock import TODAY, TOMORROW, YESTERDAY
from tests.outreach.factories import LeafletFactory, LectureFactory
from tests.programme.factories import CommissionFactory, UndertakingFactory

pytestmark = pytest.mark.django_db


def gaps(region) -> list[tuple[str, str]]:
    return [(gap.item.letter, gap.words) for gap in gaps_of(region, FiscalYear(2016), TODAY)]


def test_a_gathering_still_to_come_is_a_gap(region):
    LectureFactory(region=region, starts_on=YESTERDAY)
    LectureFactory(region=region, starts_on=TOMORROW)

    assert gaps(region) == [("キ", "開催1回／計画2回")]


def test_what_has_no_day_yet_counts_as_planned(region):
    LectureFactory(region=region, starts_on=None, precision="year", fiscal_year=2016)

    assert gaps(region) == [("キ", "開催0回／計画1回")]


def test_a_commissioned_item_without_a_record_is_a_gap(region):
    CommissionFactory(region=region, item=Item.A)

    assert gaps(region) == [("ア", "まだ記録がありません")]


def test_an_item_that_is_not_carried_out_leaves_no_gap(region):
    CommissionFactory(region=region, item=Item.A, mode=Mode.NONE, contractor=None)

    assert gaps(region) == []


@pytest.mark.parametrize("kind", ["work", "preparation"])
def test_an_undertaking_under_way_fills_the_gap(region, kind):
    CommissionFactory(region=region, item=Item.A)
    UndertakingFactory(region=region, item=Item.A, kind=kind)

    assert gaps(region) == []


def test_an_undertaking_that_is_only_announced_does_not(region):
    CommissionFactory(region=region, item=Item.A)
    UndertakingFactory(region=region, item=Item.A, kind="plan")

    assert gaps(region) == [("ア", "まだ記録がありません")]


@pytest.mark.parametrize("state", ["deleted", "cancelled"])
def test_what_is_deleted_or_cancelled_does_not_count(region, state):
    CommissionFactory(region=region, item=Item.KI)
    LeafletFactory(region=region, **{state: True})
    LectureFactory(region=region, starts_on=YESTERDAY, **{state: True})

    assert gaps(region) == [("キ", "まだ記録がありません")]


def test_another_year_does_not_count(region):
    CommissionFactory(region=region, item=Item.KI, fiscal_year=2015)
    LectureFactory(region=region, starts_on=date(2017, 4, 1))

    assert gaps(region) == []
