"""The boxes of a time of day."""

from contextlib import suppress
from datetime import time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from renkei.core.fields import ClockTimeField


class TimesForm(forms.Form):
    starts = ClockTimeField(label="始まりの時刻", after="から")
    ends = ClockTimeField(label="終わりの時刻", required=False)


@pytest.mark.parametrize(
    ("values", "at"),
    [
        (["13", "30"], time(13, 30)),
        (["１３", "３０"], time(13, 30)),
        (["13時", "30分"], time(13, 30)),
        (["13", ""], time(13)),
        (["0", "05"], time(0, 5)),
        (["13:30", ""], time(13, 30)),
        (["１３：３０", ""], time(13, 30)),
        (["1330", ""], time(13, 30)),
        (["930", ""], time(9, 30)),
        (["13時5分", ""], time(13, 5)),
        (["13時半", ""], time(13, 30)),
        (["午後1時30分", ""], time(13, 30)),
        (["午前9", "30"], time(9, 30)),
        (["午後13", "30"], time(13, 30)),
        ("13:30", time(13, 30)),
        (time(13, 30), time(13, 30)),
    ],
)
def test_a_time_may_be_written_in_many_ways(values, at):
    assert ClockTimeField().clean(values) == at


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        (["", ""], "時刻を書いてください"),
        (["", "30"], "時も書いてください"),
        (["24", "00"], "時は0から23までの数字で書いてください"),
        (["ひる", ""], "時は0から23までの数字で書いてください"),
        (["13", "60"], "分は0から59までの数字で書いてください"),
        (["13", "x"], "分は0から59までの数字で書いてください"),
        (["1399", ""], "分は0から59までの数字で書いてください"),
    ],
)
def test_what_cannot_be_a_time_is_answered_with_the_repair(values, answer):
    with pytest.raises(ValidationError) as refusal:
        ClockTimeField().clean(values)

    assert refusal.value.messages == [answer]


def test_a_time_that_may_be_missing_may_be_empty():
    form = TimesForm({"starts_0": "13", "starts_1": "30", "ends_0": "", "ends_1": ""})

    assert form.is_valid()
    assert form.cleaned_data == {"starts": time(13, 30), "ends": None}
    assert ClockTimeField(required=False).clean(None) is None


def test_a_time_says_its_units_and_what_follows():
    shown = str(TimesForm(initial={"starts": time(13)})["starts"])

    assert 'value="13" aria-label="時" class="c-time__box"' in shown
    assert 'value="00" aria-label="分" class="c-time__box"' in shown
    assert '<span class="c-time__after">から</span>' in shown
    assert 'id="id_starts_0"' in shown


def test_a_time_without_words_after_it_shows_none():
    assert "c-time__after" not in str(TimesForm()["ends"])


def test_what_was_typed_stays_in_the_boxes():
    shown = str(TimesForm({"starts_0": "２５", "starts_1": "x"})["starts"])

    assert 'value="２５"' in shown
    assert 'value="x"' in shown


@given(st.lists(st.none() | st.text(max_size=12), min_size=2, max_size=2))
def test_any_boxes_are_a_time_or_refused(values):
    with suppress(ValidationError):
        assert isinstance(ClockTimeField(required=False).clean(values), time | None)
