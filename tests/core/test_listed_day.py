"""The day of a record as a list says it."""

from datetime import date
from types import SimpleNamespace

import pytest

from renkei.core.dates import Precision
from renkei.core.templatetags.renkei import listed_day

ON = date(2017, 2, 17)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (
            {"starts_on": ON, "precision": Precision.DAY, "fiscal_year": 2016},
            '<time datetime="2017-02-17">2月17日（金）</time>',
        ),
        (
            {"starts_on": ON, "precision": Precision.DAY, "fiscal_year": 2015},
            '<time datetime="2017-02-17">平成29年2月17日（金）</time>',
        ),
        ({"starts_on": ON, "precision": Precision.MONTH, "when": "平成29年2月"}, "平成29年2月"),
        ({"starts_on": None, "precision": Precision.DAY, "when": "調整中"}, "調整中"),
    ],
    ids=["this year", "another year", "only the month is known", "no day yet"],
)
def test_the_day_is_as_short_as_the_year_allows(record, told):
    assert listed_day(SimpleNamespace(**record), 2016) == told
