"""The week in words, for lines of a list and for paper."""

from datetime import time

import pytest

from renkei.directory.models import Opening
from renkei.directory.week import words_of


def opening(weekday: int, starts: int, ends: int, manner: str = "open", department: str = ""):
    return Opening(
        weekday=weekday,
        starts_at=time(starts),
        ends_at=time(ends),
        manner=manner,
        department=department,
    )


def weekdays(days: str, *span) -> list[Opening]:
    return [opening("月火水木金土日祝".index(day), *span) for day in days]


@pytest.mark.parametrize(
    ("openings", "words"),
    [
        ([], ""),
        (weekdays("月火水木金土日祝", 9, 17), "月～日・祝 9時～17時"),
        (weekdays("月火水木金", 9, 17), "月～金 9時～17時／土・日・祝 休み"),
        (weekdays("月火木", 9, 12), "月・火・木 9時～12時／水・金～日・祝 休み"),
        (
            [*weekdays("月水", 14, 18), *weekdays("月水土", 9, 12)],
            "月・水 9時～12時、14時～18時／土 9時～12時／火・木・金・日・祝 休み",
        ),
        (
            [*weekdays("土日祝", 18, 23, "call"), *weekdays("月火水木金", 9, 17)],
            "月～金 9時～17時／土・日・祝 18時～23時（電話）",
        ),
    ],
    ids=["unknown", "always", "weekdays", "some", "halves", "telephone"],
)
def test_days_that_are_alike_are_told_together(openings, words):
    assert words_of(openings) == words


def test_departments_with_the_same_hours_are_told_once():
    doctors = [opening(0, 9, 12, department="内科"), opening(0, 9, 12, department="外科")]

    assert words_of(doctors) == "月 9時～12時／火～日・祝 休み"
