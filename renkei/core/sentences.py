"""What Django's own fields answer, in our words: what to do, not what is wrong (ui.md, 6).

A field that can say more in its place does; these are for all the others. Django's
Japanese would read 「正しく選択してください。選択したものは候補にありません。」.
"""

from django import forms

_CHOOSE_AGAIN = "一覧の中から選び直してください"
_CHOICE = {"required": "選んでください", "invalid_choice": _CHOOSE_AGAIN}
_CHOICES = {**_CHOICE, "invalid_list": _CHOOSE_AGAIN}

SENTENCES: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "ここも書いてください"},
    forms.ChoiceField: _CHOICE,
    forms.MultipleChoiceField: _CHOICES,
    forms.ModelChoiceField: _CHOICE,
    forms.ModelMultipleChoiceField: {**_CHOICES, "invalid_pk_value": _CHOOSE_AGAIN},
    forms.EmailField: {"invalid": "メールアドレスを確かめてください（例 mihon@example.jp）"},
    forms.URLField: {"invalid": "https:// から書いてください（例 https://example.jp/）"},
    forms.IntegerField: {
        "invalid": "数字で書いてください",
        "min_value": "%(limit_value)s以上の数字を書いてください",
        "max_value": "%(limit_value)s以下の数字を書いてください",
    },
    forms.FileField: {
        "required": "ファイルを選んでください",
        "invalid": "ファイルを選び直してください",
        "missing": "ファイルを選び直してください",
        "empty": "このファイルには中身がありません（0バイト）。別のファイルを選んでください",
    },
    # Nobody types one: it stands hidden in a form.
    forms.UUIDField: {"invalid": "この画面を開き直して、もう一度送ってください"},
}


def install() -> None:
    """Give the fields their sentences; called once at start."""
    for field, sentences in SENTENCES.items():
        # A copy: fields share the words of the one they inherit from.
        field.default_error_messages = {**field.default_error_messages, **sentences}
