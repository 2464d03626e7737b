"""年度: April to March, and its name when the era changes."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.core.fiscal import FiscalYear
from renkei.core.wareki import EARLIEST, LATEST, DateError

DAYS = st.dates(EARLIEST + timedelta(days=366), LATEST)


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2016, 4, 1), 2016),
        (date(2016, 12, 31), 2016),
        (date(2017, 1, 1), 2016),
        (date(2017, 3, 31), 2016),
        (date(2017, 4, 1), 2017),
        (date(2019, 4, 30), 2019),
        (date(2019, 5, 1), 2019),
    ],
)
def test_january_to_march_belong_to_the_year_before(on, year):
    assert FiscalYear.of(on) == year


@pytest.mark.parametrize(
    ("year", "label", "short"),
    [
        (1868, "明治元年度", "M1"),
        (1912, "明治45年度", "M45"),
        (1926, "大正15年度", "T15"),
        (1988, "昭和63年度", "S63"),
        (1989, "平成元年度", "H1"),
        (2016, "平成28年度", "H28"),
        (2018, "平成30年度", "H30"),
        (2019, "令和元年度", "R1"),
        (2020, "令和2年度", "R2"),
    ],
)
def test_a_year_has_the_name_offices_use(year, label, short):
    assert FiscalYear(year).label == label
    assert FiscalYear(year).short == short


@pytest.mark.parametrize("text", ["2016", "２０１６年度", "平成28年度", "平成 28", "H28", "ｈ２８"])
def test_a_year_may_be_written_in_many_ways(text):
    assert FiscalYear.parse(text) == FiscalYear(2016)


@pytest.mark.parametrize("text", ["平成31年度", "令和元年度", "R1", "2019年度"])
def test_the_year_of_two_eras_has_two_names(text):
    assert FiscalYear.parse(text) == FiscalYear(2019)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("平成32年度", "平成32年はありません。令和2年（2020年）ではありませんか"),
        ("28年度", "元号を選ぶか、西暦を4桁で書いてください（H28.8.28、2016/8/28）"),
        ("今年度", "年度は「2016」や「平成28年度」のように書いてください"),
        ("0001", "年度は1868から2100までの西暦で書いてください"),
    ],
)
def test_what_cannot_be_a_year_is_answered_with_the_repair(text, answer):
    with pytest.raises(DateError) as refusal:
        FiscalYear.parse(text)

    assert str(refusal.value) == answer


@pytest.mark.parametrize("year", [1867, 2101, -1, 10**12])
def test_no_year_lies_outside_the_calendar(year):
    with pytest.raises(DateError):
        FiscalYear(year)


def test_a_year_is_a_number_wherever_a_number_is_needed():
    assert f"/programme/{FiscalYear(2016)}/" == "/programme/2016/"
    assert {FiscalYear(2016): "H28"}[2016] == "H28"
    assert sorted([FiscalYear(2017), FiscalYear(2016)]) == [2016, 2017]


def test_years_follow_one_another():
    assert FiscalYear(2016).next == FiscalYear(2017)
    assert FiscalYear(2016).previous == FiscalYear(2015)
    assert isinstance(FiscalYear(2016).next, FiscalYear)


@given(DAYS)
def test_a_year_contains_its_days(on):
    year = FiscalYear.of(on)

    assert year.contains(on)
    assert not year.contains(year.starts_on - timedelta(days=1))
    assert not year.contains(year.ends_on + timedelta(days=1))


@given(DAYS, DAYS)
def test_a_later_day_is_never_in_an_earlier_year(one, other):
    assert (one <= other) <= (FiscalYear.of(one) <= FiscalYear.of(other))


@given(st.integers(1868, 2100).map(FiscalYear))
def test_every_name_is_read_back(year):
    assert FiscalYear.parse(year.label) == FiscalYear.parse(year.short) == year


@given(st.text() | st.text(st.sampled_from("平成令和HR元0123456789年度 -")))
def test_any_text_is_a_year_or_refused_with_a_sentence(text):
    with suppress(DateError):
        FiscalYear.parse(text)
