"""A day is described as exactly as it is known."""

from datetime import date

import pytest

from renkei.core.dates import Precision, describe

SUNDAY = date(2016, 8, 28)


@pytest.mark.parametrize(
    ("on", "precision", "described"),
    [
        (SUNDAY, Precision.DAY, "平成28年8月28日（日曜日）"),
        (SUNDAY, Precision.MONTH, "平成28年8月"),
        (SUNDAY, Precision.YEAR, "平成28年度（日は調整中）"),
        (SUNDAY, Precision.ONGOING, "平成28年度を通して"),
        (None, Precision.ONGOING, "平成28年度を通して"),
        (None, Precision.DAY, "平成28年度（日は調整中）"),
        (SUNDAY, "month", "平成28年8月"),
    ],
)
def test_a_day_is_described_as_exactly_as_it_is_known(on, precision, described):
    assert describe(on, precision, 2016) == described
