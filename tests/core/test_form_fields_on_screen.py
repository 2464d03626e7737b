"""Fields, errors and their summary as people and screen readers meet them."""

import pytest
from django import forms
from django.template.loader import render_to_string

ASK = "市外局番から数字を書いてください"


class ContactForm(forms.Form):
    telephone = forms.CharField(
        label="電話番号", help_text="市外局番から書きます。", error_messages={"required": ASK}
    )
    note = forms.CharField(label="メモ", required=False)
    basis = forms.ChoiceField(
        label="数え方",
        widget=forms.RadioSelect,
        choices=[("done", "修了者")],
        error_messages={"required": "数え方を選んでください"},
    )
    agreed = forms.BooleanField(label="公開する", help_text="名前は載りません", required=False)


def summary_of(form: forms.Form) -> str:
    return render_to_string("core/components/error_summary.html", {"form": form})


def test_label_need_hint_error_and_control_come_in_this_order():
    html = str(ContactForm({})["telephone"].as_field_group())

    order = ["電話番号", "※必須", "市外局番から書きます。", ASK, "<input"]
    places = [html.index(part) for part in order]

    assert places == sorted(places)


def test_a_field_that_may_stay_empty_says_so():
    html = str(ContactForm()["note"].as_field_group())

    assert ("任意" in html, "※必須" in html) == (True, False)


def test_the_control_is_described_by_its_hint_and_error():
    html = str(ContactForm({})["telephone"].as_field_group())

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_telephone_helptext id_telephone_error"' in html
    assert 'id="id_telephone_helptext"' in html
    assert 'id="id_telephone_error"' in html


def test_several_controls_of_one_answer_stand_in_a_group_with_a_legend():
    html = str(ContactForm()["basis"].as_field_group())

    assert '<fieldset class="c-field ' in html
    assert '<legend class="c-field__label">数え方' in html


def test_the_hint_of_a_checkbox_is_part_of_its_label():
    html = str(ContactForm()["agreed"].as_field_group())

    assert html.index("<label") < html.index("名前は載りません") < html.index("</label>")


def test_the_summary_repeats_each_sentence_and_leads_to_its_field():
    html = summary_of(ContactForm({}))

    assert "2か所を直してください" in html
    assert f'<a href="#id_telephone">電話番号：{ASK}</a>' in html
    assert '<a href="#id_basis_group">数え方を選んでください</a>' in html


def test_a_sentence_that_does_not_name_its_field_follows_the_label():
    form = ContactForm({"telephone": "1", "basis": "done"})
    form.add_error("note", "60文字までで書いてください")

    assert '<a href="#id_note">メモ：60文字までで書いてください</a>' in summary_of(form)


def test_the_summary_counts_its_lines():
    form = ContactForm({"basis": "done"})
    form.add_error("telephone", "電話番号は数字で書いてください")
    form.add_error(None, "別の日を選んでください")

    assert "3か所を直してください" in summary_of(form)


def test_the_summary_holds_what_concerns_the_whole_form():
    form = ContactForm({"telephone": "1", "basis": "done"})
    form.add_error(None, "別の日を選んでください")

    assert "<li>別の日を選んでください</li>" in summary_of(form)


def test_what_concerns_only_the_whole_form_is_no_place_to_put_right():
    form = ContactForm({"telephone": "1", "basis": "done"})
    form.add_error(None, "別の日を選んでください")

    assert "次のことを確かめてください" in summary_of(form)


@pytest.mark.parametrize("form", [ContactForm(), ContactForm({"telephone": "1", "basis": "done"})])
def test_without_errors_there_is_no_summary(form):
    assert summary_of(form).strip() == ""


def test_the_summary_leads_to_the_rows_of_a_table_too():
    rows = forms.formset_factory(ContactForm, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-note": "x"}
    )

    html = render_to_string("core/components/error_summary.html", {"formset": rows})

    assert "次のところを直してください" in html
    assert f'<a href="#id_form-0-telephone">電話番号：{ASK}</a>' in html
