"""Fields for lines, texts, telephone numbers and counts."""

from contextlib import suppress

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from renkei.core.fields import (
    DIRECTION_MARKS,
    CountField,
    TelephoneField,
    TidyCharField,
    TidyTextField,
)


def answer_to(field, value):
    with pytest.raises(ValidationError) as refusal:
        field.clean(value)
    return refusal.value.messages


def test_a_line_is_tidied():
    assert TidyCharField().clean(" 地域\x00リーダー\u200b研修会\n") == "地域リーダー研修会"


def test_a_text_keeps_its_lines():
    assert TidyTextField().clean("一行 \r\n二行\r\n\r\n\r\n\r\n三行\x07") == "一行\n二行\n\n三行"


def test_too_much_is_answered_with_both_lengths():
    field = TidyCharField(max_length=200)

    assert field.clean("あ" * 200) == "あ" * 200
    assert answer_to(field, "あ" * 10_000) == ["200文字までで書いてください（いまは10,000文字）"]


def test_marks_that_turn_the_writing_are_refused():
    for field in (TidyCharField(), TidyTextField(), TelephoneField()):
        assert answer_to(field, "見本\u202efdp.exe") == [DIRECTION_MARKS]


@pytest.mark.parametrize("value", ["", "  ", "\x00\u200b", None])
def test_what_shows_nothing_is_nothing(value):
    assert answer_to(TidyCharField(label="名称"), value) == ["名称を書いてください"]
    assert TidyCharField(required=False).clean(value) == ""
    assert TidyCharField(required=False, max_length=9, empty_value=None).clean(value) is None


def test_a_field_may_have_its_own_words_for_missing():
    field = TidyCharField(error_messages={"required": "会場を選んでください"})

    assert answer_to(field, "") == ["会場を選んでください"]


def test_the_browser_does_not_cut_what_is_pasted():
    class TitleForm(forms.Form):
        title = TidyCharField(max_length=200, min_length=2)

    shown = str(TitleForm()["title"])

    assert 'minlength="2"' in shown
    assert "maxlength" not in shown


def test_a_telephone_number_is_tidied_or_refused():
    assert TelephoneField().clean("（０２９７）００−０００１") == "0297-00-0001"
    assert TelephoneField(required=False).clean(" ") == ""
    assert answer_to(TelephoneField(), "45-11") == ["市外局番から数字を書いてください"]
    assert answer_to(TelephoneField(), "") == ["電話番号を書いてください"]


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("79", 79),
        ("７９名", 79),
        ("1,234", 1234),
        ("１，２３４ 人", 1234),
        ("0", 0),
        ("-0", 0),
        ("0079", 79),
        ("100000", 100_000),
        (79, 79),
        (0, 0),
    ],
)
def test_a_count_may_be_written_in_many_ways(typed, count):
    assert CountField().clean(typed) == count


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", "参加人数を書いてください"),
        ("約80", "参加人数は数字で書いてください"),
        ("7.5", "参加人数は数字で書いてください"),
        ("−5", "参加人数は0以上の数で書いてください"),
        ("100001", "参加人数は100,000までの数で書いてください"),
        ("9" * 10_000, "参加人数は100,000までの数で書いてください"),
    ],
)
def test_what_is_no_count_is_answered_with_the_repair(typed, answer):
    assert answer_to(CountField(label="参加人数"), typed) == [answer]


def test_a_count_that_may_be_missing_may_be_empty():
    assert CountField(required=False).clean(None) is None
    assert CountField(required=False, largest=10, min_value=0).clean("１０") == 10


@given(st.text() | st.text(st.sampled_from("0123456789０-−,、名")))
def test_any_text_is_accepted_or_refused_with_a_sentence(text):
    fields = [
        CountField(required=False),
        TelephoneField(required=False),
        TidyCharField(required=False),
        TidyTextField(required=False),
    ]
    for field in fields:
        with suppress(ValidationError):
            field.clean(text)
