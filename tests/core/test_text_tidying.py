"""Typed text: what is tidied, what is kept, what is refused."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renkei.core.text import (
    TelephoneError,
    half_width_digits,
    has_forbidden,
    search_key,
    tidy,
    tidy_lines,
    tidy_telephone,
)

KANA = st.text(st.sampled_from("かがガｶﾞヵヶゖワヷ゙゛ﾞ -ー・ \u200b\u3000İΣßﬀ\n\r\x85\u2028"))


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("  地域リーダー研修会 ", "地域リーダー研修会"),
        ("守谷市役所\t大会議室", "守谷市役所 大会議室"),
        ("見本　 太郎", "見本　太郎"),
        ("一行\n二行", "一行 二行"),
        ("見\u200b本\ufeff\u00ad", "見本"),
        ("見\x00本\x1b\x7f", "見本"),
        ("見\ud800本", "見本"),
        ("見\u202e本\u200f", "見本"),
        ("か\u3099", "が"),
        ("か\u200b\u3099", "が"),
    ],
)
def test_what_nobody_meant_to_type_goes(typed, tidied):
    assert tidy(typed) == tidied


@pytest.mark.parametrize(
    "typed",
    ["\ufa19谷", "髙﨑", "葛\U000e0100城", "㈱見本", "①会場", "ﾐﾎﾝ", "ＡＢＣ１２", "𠮷野家", "😀"],
)
def test_the_characters_of_a_name_stay(typed):
    assert tidy(typed) == typed


def test_lines_stay_lines():
    assert tidy_lines("\n一行 \r\n\r\n\r\n 二行\u2028三行\x00\n") == "一行\n\n二行\n三行"


@given(st.text() | KANA)
@example("か \u3099")
@example("\ufa19\u3099")
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)
    assert tidy_lines(tidy_lines(text)) == tidy_lines(text)


@given(st.text() | KANA)
def test_nothing_invisible_survives(text):
    assert not has_forbidden(tidy(text))
    assert "\x00" not in tidy_lines(text)


@pytest.mark.parametrize(
    "mark", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
def test_marks_that_turn_the_writing_are_forbidden(mark):
    assert has_forbidden(f"見本{mark}.pdf")
    assert not has_forbidden("見本.pdf")


def test_only_digits_become_half_width():
    assert half_width_digits("ＡＢ１２カ") == "ＡＢ12カ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ケアマネージャー", "ｹｱﾏﾈｼﾞｬｰ"),
        ("ケアマネージャー", "けあまねじゃ"),
        ("ケアマネ", "けあ まね"),
        ("ＡＢＣ-123", "abc１２３"),
        ("㈱見本", "（株）見本"),
        ("龍ヶ崎", "龍ケ崎"),
        ("ヴァイオリン", "ゔぁいおりん"),
        ("訪問看護・見本", "訪問看護　見本"),
    ],
)
def test_writing_does_not_matter_when_searching(one, other):
    assert search_key(one) == search_key(other) != ""


def test_what_is_read_differently_is_found_differently():
    assert search_key("はし") != search_key("ばし")


@given(st.text() | KANA)
@example("か-゛")
def test_a_search_key_is_its_own_key(text):
    assert search_key(search_key(text)) == search_key(text)


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("0297-00-0001", "0297-00-0001"),
        ("０２９７−００−０００１", "0297-00-0001"),
        ("0297ー00ー0001", "0297-00-0001"),
        ("（0297）00-0001", "0297-00-0001"),
        ("0297(00)0001", "0297-00-0001"),
        (" 0297 00 0001 ", "0297-00-0001"),
        ("0297000001", "0297000001"),
        ("090-0000-0001", "090-0000-0001"),
        ("+81-297-00-0001", "0297-00-0001"),
        ("+81 (0)297-00-0001", "0297-00-0001"),
    ],
)
def test_a_telephone_number_is_written_in_one_way(typed, tidied):
    assert tidy_telephone(typed) == tidied


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("00-0001", "市外局番から数字を書いてください"),
        ("297-00-00011", "市外局番から数字を書いてください"),
        ("0297-00-000123", "電話番号は10桁か11桁で書いてください（いまは12桁）"),
        ("0297-00-000X", "電話番号は数字とハイフンで書いてください"),
        ("", "電話番号は数字とハイフンで書いてください"),
    ],
)
def test_a_number_nobody_can_call_is_answered_with_the_repair(typed, answer):
    with pytest.raises(TelephoneError) as refusal:
        tidy_telephone(typed)

    assert str(refusal.value) == answer


@given(st.text() | st.text(st.sampled_from("0123456789-() +ー")))
def test_any_text_is_a_telephone_number_or_refused_with_a_sentence(text):
    with suppress(TelephoneError):
        assert tidy_telephone(tidy_telephone(text)) == tidy_telephone(text)
