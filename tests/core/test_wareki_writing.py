"""How dates and times stand on screens and on paper."""

from datetime import date, time

import pytest

from renkei.core import wareki

SUNDAY = date(2017, 3, 26)


@pytest.mark.parametrize(
    ("write", "written"),
    [
        (wareki.wareki, "平成29年3月26日"),
        (wareki.wareki_full, "平成29年3月26日（日曜日）"),
        (wareki.wareki_month, "平成29年3月"),
        (wareki.wareki_year, "平成29年"),
        (wareki.western_year, "2017年"),
        (wareki.western_full, "2017年3月26日（日曜日）"),
        (wareki.with_western, "平成29年（2017年）3月26日（日曜日）"),
        (wareki.weekday, "日曜日"),
        (wareki.short_day, "3月26日（日）"),
        (wareki.wareki_short, "平成29年3月26日（日）"),
        (wareki.slash_day, "3/26"),
    ],
)
def test_a_day_is_written(write, written):
    assert write(SUNDAY) == written


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(1868, 10, 23), "明治元年10月23日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2020, 1, 1), "令和2年1月1日"),
    ],
)
def test_the_first_year_is_written_gannen(on, written):
    assert wareki.wareki(on) == written


def test_a_day_before_meiji_is_written_in_western_years():
    assert wareki.wareki(date(1868, 10, 22)) == "1868年10月22日"


def test_the_table_has_the_five_modern_eras():
    assert [era.name for era in wareki.ERAS] == ["明治", "大正", "昭和", "平成", "令和"]
    assert [era.initial for era in wareki.ERAS] == list("MTSHR")


@pytest.mark.parametrize(
    ("starts", "ends", "written"),
    [
        (time(13, 30), time(15, 45), "13時30分～15時45分"),
        (time(13), time(15), "13時～15時"),
        (time(9, 5), None, "9時5分～"),
        (time(23), time(0), "23時～0時"),
    ],
)
def test_times_are_written_without_zero_minutes(starts, ends, written):
    assert wareki.clock_range(starts, ends) == written
