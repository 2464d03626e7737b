"""The boxes of a date: what may be written, what is answered, what is shown."""

from contextlib import suppress
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from renkei.core.fields import WarekiDateField

SUNDAY = date(2016, 8, 28)


class HeldOnForm(forms.Form):
    held_on = WarekiDateField(label="開催日")


def boxes(*values):
    return {f"held_on_{place}": value for place, value in enumerate(values)}


def filled(*values):
    return HeldOnForm(boxes(*values))


@pytest.mark.parametrize(
    "values",
    [
        ("平成", "28", "8", "28"),
        ("平成", "２８", "０８", " 28 "),
        ("平成", "28年", "8月", "28日"),
        ("H", "28", "8", "28"),
        ("西暦", "2016", "8", "28"),
        ("令和", "2016", "8", "28"),
        ("令和", "H28.8.28", "", ""),
        ("令和", "", "2016/8/28", ""),
        ("令和", "", "", "平成28年8月28日（日曜日）"),
        ("令和", "5", "H28.8.28", "1"),
        ("令和", "20160828", "", ""),
    ],
)
def test_a_day_may_be_written_in_boxes_or_pasted_into_one(values):
    form = filled(*values)

    assert form.is_valid()
    assert form.cleaned_data == {"held_on": SUNDAY}


def test_the_first_year_may_be_written_gannen():
    assert WarekiDateField().clean(["令和", "元", "5", "1"]) == date(2019, 5, 1)


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        (("令和", "", "", ""), "開催日を書いてください"),
        (("平成", "28", "8", ""), "日も書いてください"),
        (("平成", "", "", "28"), "年と月も書いてください"),
        (("平成", "28", "八", "二"), "月と日は数字で書いてください"),
        (("平成", "28", "元", "1"), "月は数字で書いてください"),
        (("平成", "29", "2", "30"), "平成29年2月は28日までです。日を直してください"),
        (("平成", "32", "4", "1"), "平成32年はありません。令和2年（2020年）ではありませんか"),
        (("平成", "31", "5", "1"), "平成31年5月1日は、令和元年5月1日と書いてください"),
        (
            ("西暦", "28", "8", "28"),
            "元号を選ぶか、西暦を4桁で書いてください（H28.8.28、2016/8/28）",
        ),
        (("平成", "8.28", "", ""), "年も書いてください（H28.8.28、2016/8/28）"),
    ],
)
def test_what_cannot_be_a_day_is_answered_with_the_repair(values, answer):
    assert filled(*values).errors == {"held_on": [answer]}


def test_a_day_that_may_be_missing_may_be_empty():
    assert WarekiDateField(required=False).clean(["令和", "", "", ""]) is None
    assert WarekiDateField(required=False).clean(None) is None


def test_only_the_month_is_needed_where_the_day_is_optional():
    field = WarekiDateField(day_optional=True)

    assert field.clean(["平成", "28", "8", ""]) == date(2016, 8, 1)
    assert field.clean(["平成", "28", "8", "28"]) == SUNDAY
    with pytest.raises(ValidationError, match="月も書いてください"):
        field.clean(["平成", "28", "", ""])


def test_one_plain_value_serves_links_and_filters():
    form = HeldOnForm({"held_on": "2016-08-28"})

    assert form.is_valid()
    assert form.cleaned_data == {"held_on": SUNDAY}
    assert '<option value="西暦" selected>' in str(form["held_on"])
    assert 'value="2016"' in str(form["held_on"])
    assert WarekiDateField().clean("H28.8.28") == SUNDAY


@pytest.mark.parametrize(
    ("values", "reading"),
    [
        (("平成", "28", "8", "28"), "2016年8月28日（日曜日）　平成28年度"),
        (("西暦", "2017", "3", "26"), "平成29年3月26日（日曜日）　平成28年度"),
        (("令和", "H29.3.26", "", ""), "平成29年（2017年）3月26日（日曜日）　平成28年度"),
        (("平成", "32", "3", "26"), ""),
        (("令和", "", "", ""), ""),
    ],
)
def test_the_day_is_read_back_below_the_boxes(values, reading):
    shown = str(filled(*values)["held_on"])

    assert f'id="id_held_on_reading" aria-live="polite">{reading}</p>' in shown


def test_what_was_typed_stays_in_the_boxes():
    shown = str(filled("平成", "３２", "<b>", "")["held_on"])

    assert 'value="３２"' in shown
    assert 'value="&lt;b&gt;"' in shown
    assert '<option value="平成" selected>' in shown


def test_an_impossible_pasted_day_comes_back_in_its_boxes_to_be_put_right():
    shown = str(filled("令和", "H28.6.31", "", "")["held_on"])

    assert '<option value="平成" selected>' in shown
    assert 'value="28"' in shown
    assert 'value="6"' in shown
    assert 'value="31"' in shown
    assert "H28.6.31" not in shown


@pytest.mark.parametrize("pasted", ["28.6.31", "きのうの1.2.3"])
def test_a_pasted_text_without_era_stays_as_typed(pasted):
    assert f'value="{pasted}"' in str(filled("令和", pasted, "", "")["held_on"])


def test_a_kept_day_is_shown_in_its_era():
    shown = str(HeldOnForm(initial={"held_on": date(2019, 5, 1)})["held_on"])

    assert '<option value="令和" selected>' in shown
    assert 'value="元"' in shown
    assert "2019年5月1日（水曜日）　令和元年度" in shown


def test_a_kept_day_before_meiji_is_shown_in_western_years():
    shown = str(HeldOnForm(initial={"held_on": date(1868, 1, 2)})["held_on"])

    assert '<option value="西暦" selected>' in shown
    assert 'value="1868"' in shown


def test_an_empty_date_proposes_the_present_era_and_all_others():
    shown = str(HeldOnForm()["held_on"])

    assert '<option value="令和" selected>' in shown
    assert shown.count("<option") == 6
    assert "西暦" in shown


def test_each_box_says_what_it_is_for():
    shown = str(HeldOnForm()["held_on"])

    for place, name in enumerate(["元号", "年", "月", "日"]):
        assert f'name="held_on_{place}" aria-label="{name}"' in shown
        assert f'id="id_held_on_{place}"' in shown
    assert shown.count('inputmode="numeric"') == 3
    assert HeldOnForm()["held_on"].use_fieldset


def test_the_browser_does_not_insist_on_every_box():
    assert " required" not in str(HeldOnForm()["held_on"])


def test_boxes_in_error_are_marked():
    assert str(filled("平成", "32", "1", "1")["held_on"]).count('aria-invalid="true"') == 4


def test_an_unchanged_day_is_unchanged_in_any_writing():
    initial = {"held_on": SUNDAY}

    assert not HeldOnForm(boxes("平成", "28", "8", "28"), initial=initial).has_changed()
    assert not HeldOnForm(boxes("令和", "2016/8/28", "", ""), initial=initial).has_changed()
    assert HeldOnForm(boxes("平成", "28", "8", "29"), initial=initial).has_changed()
    assert HeldOnForm(boxes("平成", "32", "8", "29"), initial=initial).has_changed()


def test_a_date_left_out_of_a_form_is_known_as_left_out():
    widget = WarekiDateField().widget

    assert widget.value_omitted_from_data({}, {}, "held_on")
    assert not widget.value_omitted_from_data({"held_on": ""}, {}, "held_on")
    assert not widget.value_omitted_from_data({"held_on_1": ""}, {}, "held_on")


@given(st.lists(st.none() | st.text(max_size=12), min_size=4, max_size=4))
def test_any_boxes_are_a_day_or_refused(values):
    with suppress(ValidationError):
        assert isinstance(WarekiDateField(required=False).clean(values), date | None)
