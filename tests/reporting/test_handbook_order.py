"""あいうえお: how names are read and ordered."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.reporting.handbook.order import place_of, reading_of, short


@pytest.mark.parametrize(
    ("name", "kana", "reading"),
    [
        ("東の会", "ヒガシノカイ", "ひかしのかい"),
        ("東の会", "ﾋｶﾞｼﾉｶｲ", "ひかしのかい"),
        ("ジョイ薬局", "", "しよい"),
        ("クスリの青木", "", "くすりの"),
        ("コープ・ケア", "コープ・ケア", "こふけあ"),
        ("東の会", "", ""),
        ("Ｊ薬局", "Ｊヤッキョク", "やつきよく"),
        ("医療法人社団見本会　さくら医院", "", "さくら"),
        ("さくら医院 本院", "", "さくら"),
    ],
)
def test_a_name_is_read_as_published_or_as_far_as_its_kana_go(name, kana, reading):
    assert reading_of(name, kana) == reading


def test_the_body_in_front_is_passed_over_only_where_a_blank_parts_them():
    assert short("医療法人社団見本会 さくら医院") == "さくら医院"
    assert short("医療法人さくら医院") == "医療法人さくら医院"


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_has_a_plain_reading_and_a_place(name, kana):
    reading = reading_of(name, kana)

    assert re.fullmatch("[ぁ-ゖ]*", reading)
    assert place_of(name, kana) >= ("", b"")
