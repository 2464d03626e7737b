"""Which days are public holidays."""

from datetime import date

import pytest

from renkei.core.holidays import holiday_of


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2017, 2, 17), ""),
        (date(2017, 2, 11), "建国記念の日"),
        (date(2017, 3, 20), "春分の日"),
        (date(2019, 5, 1), "天皇の即位の日"),
        (date(2026, 9, 22), "国民の休日"),
        (date(2027, 3, 22), "春分の日 振替休日"),
        (date(2026, 12, 29), ""),
    ],
)
def test_a_holiday_is_known_by_its_name(on, name):
    assert holiday_of(on) == name
