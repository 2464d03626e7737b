"""Django's own fields answer in our words."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from renkei.geo.models import Municipality


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (forms.CharField(), "", "ここも書いてください"),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "一覧の中から選び直してください"),
        (forms.ChoiceField(), "", "選んでください"),
        (forms.MultipleChoiceField(), ["b"], "一覧の中から選び直してください"),
        (forms.MultipleChoiceField(), "b", "一覧の中から選び直してください"),
        (forms.EmailField(), "mihon", "メールアドレスを確かめてください（例 mihon@example.jp）"),
        (
            forms.URLField(assume_scheme="https"),
            "mihon",
            "https:// から書いてください（例 https://example.jp/）",
        ),
        (forms.IntegerField(), "八", "数字で書いてください"),
        (forms.IntegerField(min_value=1), "0", "1以上の数字を書いてください"),
        (forms.IntegerField(max_value=9), "10", "9以下の数字を書いてください"),
        (forms.FileField(), None, "ファイルを選んでください"),
        (
            forms.FileField(),
            SimpleUploadedFile("mihon.csv", b""),
            "このファイルには中身がありません（0バイト）。別のファイルを選んでください",
        ),
        (forms.UUIDField(), "mihon", "この画面を開き直して、もう一度送ってください"),
    ],
)
def test_a_wrong_value_is_answered_with_what_to_do(field, typed, sentence):
    with pytest.raises(forms.ValidationError) as refusal:
        field.clean(typed)

    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize(
    ("field", "typed"), [(forms.ModelChoiceField, "9"), (forms.ModelMultipleChoiceField, ["9"])]
)
def test_a_row_that_is_not_offered_is_to_be_chosen_again(db, field, typed):
    with pytest.raises(forms.ValidationError) as refusal:
        field(Municipality.objects.none()).clean(typed)

    assert refusal.value.messages == ["一覧の中から選び直してください"]
