"""Words of a search box."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.core.characters import in_use, spelt_anyhow
from renkei.core.dates import days_named
from renkei.core.fiscal import FiscalYear
from renkei.core.text import digits_of, spellings
from renkei.core.wareki import wareki, wareki_month
from renkei.core.words import is_too_short, words_of

DAYS = st.dates(date(1873, 1, 1), date(2099, 12, 31))


def test_words_are_parted_by_blanks_of_either_width_and_count_once():
    assert words_of("  協議会　H28.8 協議会 ") == ["協議会", "H28.8"]


def test_only_the_first_words_of_a_long_phrase_are_sought():
    assert words_of(" ".join(map(str, range(99)))) == [str(n) for n in range(10)]


@pytest.mark.parametrize("phrase", ["", " ", "薬", "％％", "-", "ー"])
def test_one_sign_is_too_little(phrase):
    assert is_too_short(phrase)


@pytest.mark.parametrize("phrase", ["薬局", "a1", "H2", "あ い"])
def test_two_characters_are_enough(phrase):
    assert not is_too_short(phrase)


@given(DAYS)
def test_a_day_names_itself(on):
    assert days_named(wareki(on)) == days_named(on.isoformat()) == (on, on)


@given(DAYS)
def test_a_month_names_its_days(on):
    first, last = days_named(wareki_month(on))

    assert first <= on <= last
    assert (first.day, (last - first).days >= 27) == (1, True)


@given(DAYS)
def test_a_year_names_its_days_only_with_the_word(on):
    year = FiscalYear.of(on)

    assert days_named(year.label) == (year.starts_on, year.ends_on)
    assert days_named(str(int(year))) is None


@given(st.text(max_size=90))
def test_any_other_word_names_no_day_or_a_span_in_order(word):
    named = days_named(word)

    assert named is None or named[0] <= named[1]


def test_either_width_and_both_kana_may_be_on_record():
    assert {"ICT", "ＩＣＴ"} <= spellings("ＩＣＴ")
    assert {"リーダー", "りーだー"} <= spellings("ﾘｰﾀﾞｰ")


def test_old_and_new_characters_may_be_on_record():
    assert spelt_anyhow("髙橋") == spelt_anyhow("高橋") == {"髙橋", "高橋"}
    assert {"渡辺", "渡邊", "渡邉"} <= spellings("渡邉")


def test_of_very_many_such_characters_the_everyday_form_is_enough():
    typed = "齋邊" * 5

    assert spelt_anyhow(typed) == {typed, "斎辺" * 5}


@given(st.text(max_size=40))
def test_any_text_is_among_its_spellings(text):
    assert {text, in_use(text)} <= spelt_anyhow(text)


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("0297-00-1234", "0297001234"),
        ("０２９７（００）１２３４", "0297001234"),
        ("0297ー00ー1234", "0297001234"),
        ("45-1111", "451111"),
        ("1234", ""),
        ("H28.8", ""),
        ("0297-00-123a", ""),
        ("-----", ""),
    ],
)
def test_a_telephone_number_is_known_by_its_digits(word, digits):
    assert digits_of(word) == digits
