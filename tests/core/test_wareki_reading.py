"""What people write as a date, and what renkei answers when it cannot be one."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.core import wareki
from renkei.core.wareki import EARLIEST, LATEST, DateError, parse_date, parse_month

DAYS = st.dates(EARLIEST, LATEST)
DATE_LIKE = st.text(
    st.sampled_from("MTSHRh明治大正昭和平成令和西暦元0123456789１２年月日./- ()（）曜")
)


@pytest.mark.parametrize(
    "text",
    [
        "H28.8.28",
        "h28.8.28",
        "Ｈ２８．８．２８",
        "H28/8/28",
        "H280828",
        "2016/8/28",
        "2016-08-28",
        "2016ー8ー28",
        "２０１６年８月２８日",
        "20160828",
        "西暦2016年8月28日",
        "平成28年8月28日",
        "㍻28年8月28日",
        " 平成 28年 8月 28日 ",
        "平成28年8月28日（日曜日）",
        "平成28年8月28日(日)",
        "平成28年8月28日日曜日",
        "H28.8.28（日・祝）",
        "平成28年（2016年）8月28日（日曜日）",
    ],
)
def test_a_day_may_be_written_in_many_ways(text):
    assert parse_date(text) == date(2016, 8, 28)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("S64.1.7", date(1989, 1, 7)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("T15.12.24", date(1926, 12, 24)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("M45.7.29", date(1912, 7, 29)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("明治元年10月23日", date(1868, 10, 23)),
        ("平成28年2月29日", date(2016, 2, 29)),
    ],
)
def test_eras_meet_without_a_gap(text, on):
    assert parse_date(text) == on


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("平成29年2月30日", "平成29年2月は28日までです。日を直してください"),
        ("2017/2/30", "2017年2月は28日までです。日を直してください"),
        ("平成29年4月0日", "平成29年4月は30日までです。日を直してください"),
        ("平成32年4月1日", "平成32年はありません。令和2年（2020年）ではありませんか"),
        ("昭和94年4月1日", "昭和94年はありません。令和元年（2019年）ではありませんか"),
        ("平成2016年8月28日", "平成2016年はありません。平成28年（2016年）ではありませんか"),
        ("令和2016年8月28日", "令和2016年はありません。平成28年（2016年）ではありませんか"),
        ("令和500年1月1日", "令和500年はありません。年を確かめてください"),
        ("平成31年5月1日", "平成31年5月1日は、令和元年5月1日と書いてください"),
        ("令和元年4月30日", "令和元年4月30日は、平成31年4月30日と書いてください"),
        ("平成元年1月7日", "平成元年1月7日は、昭和64年1月7日と書いてください"),
        ("平成0年1月8日", "平成の最初の年は、元年と書いてください"),
        ("平成28年13月1日", "月は1から12までの数字で書いてください"),
        ("平成28年0月1日", "月は1から12までの数字で書いてください"),
        (
            "X28.8.28",
            "元号は R（令和）・H（平成）・S（昭和）・T（大正）・M（明治） のどれかで書いてください",
        ),
        ("28.8.28", "元号を選ぶか、西暦を4桁で書いてください（H28.8.28、2016/8/28）"),
        ("8月28日（日）", "年も書いてください（H28.8.28、2016/8/28）"),
        ("8/28", "年も書いてください（H28.8.28、2016/8/28）"),
        ("平成28年8月28日（月）", "平成28年8月28日は日曜日です。日付か曜日を直してください"),
        ("平成28年（2017年）8月28日", "平成28年は西暦2016年です。年を確かめてください"),
        ("1868/10/22", "明治元年10月23日（1868年）から2100年までの日付を書いてください"),
        ("1600/9/15", "明治元年10月23日（1868年）から2100年までの日付を書いてください"),
        ("2101/1/1", "明治元年10月23日（1868年）から2100年までの日付を書いてください"),
        ("あした", "日付は「H28.8.28」や「2016/8/28」のように書いてください"),
        ("", "日付は「H28.8.28」や「2016/8/28」のように書いてください"),
        ("1" * 10_000, "日付は「H28.8.28」や「2016/8/28」のように書いてください"),
    ],
)
def test_what_cannot_be_a_date_is_answered_with_the_repair(text, answer):
    with pytest.raises(DateError) as refusal:
        parse_date(text)

    assert str(refusal.value) == answer


@given(DAYS)
def test_every_written_day_is_read_back(on):
    assert parse_date(wareki.wareki(on)) == on
    assert parse_date(wareki.wareki_full(on)) == on
    assert parse_date(wareki.with_western(on)) == on
    assert parse_date(wareki.western_full(on)) == on
    assert parse_date(on.isoformat()) == on


@given(st.text() | DATE_LIKE)
def test_any_text_is_read_or_refused_with_a_sentence(text):
    for parse in (parse_date, parse_month):
        with suppress(DateError):
            assert EARLIEST.replace(day=1) <= parse(text) <= LATEST


@pytest.mark.parametrize("text", ["平成28年4月", "H28.4", "2016/4", "2016-04", "２０１６年４月"])
def test_a_month_may_be_written_in_many_ways(text):
    assert parse_month(text) == date(2016, 4, 1)


@pytest.mark.parametrize("text", ["昭和64年1月", "平成元年1月"])
def test_a_month_with_two_eras_may_be_written_in_either(text):
    assert parse_month(text) == date(1989, 1, 1)


def test_the_first_month_of_meiji_has_no_first_day_but_is_a_month():
    assert parse_month("明治元年10月") == date(1868, 10, 1)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("平成31年5月", "平成31年5月は、令和元年5月と書いてください"),
        ("令和元年4月", "令和元年4月は、平成31年4月と書いてください"),
        ("平成28年13月", "月は1から12までの数字で書いてください"),
        ("1868/9", "明治元年10月23日（1868年）から2100年までの日付を書いてください"),
        ("4月", "年月は「H28.4」や「2016/4」のように書いてください"),
    ],
)
def test_what_cannot_be_a_month_is_answered_with_the_repair(text, answer):
    with pytest.raises(DateError) as refusal:
        parse_month(text)

    assert str(refusal.value) == answer
