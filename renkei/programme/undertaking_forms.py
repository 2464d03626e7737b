"""The form of an undertaking (取組) and the filters of its list."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms

from renkei.core.fields import CountField, TidyCharField
from renkei.programme.filters import ActivityFilters
from renkei.programme.forms import ActivityForm
from renkei.programme.models import Undertaking


class UndertakingForm(ActivityForm[Undertaking]):
    """What a region sets out to do under an item in a year."""

    kind = forms.ChoiceField(
        label="どこに載せるか",
        choices=Undertaking.Kind.choices,
        initial=Undertaking.Kind.WORK,
        widget=forms.RadioSelect,
    )
    note = TidyCharField(
        label="補足",
        max_length=200,
        required=False,
        help_text="取組の下に、かっこ書きで続く文です。",
    )
    link_label = TidyCharField(label="リンクの名前", max_length=80, required=False)
    link_url = forms.URLField(
        label="リンク先", required=False, assume_scheme="https", help_text="https:// から書きます。"
    )
    position = CountField(
        label="順番",
        required=False,
        largest=999,
        help_text="同じ項目の中の並び順。小さいものから並びます。",
    )

    SECTIONS = (
        ("取組", "what", ("title", "kind", "note", "summary")),
        (
            "事業のどこに当たるか",
            "tags",
            ("fiscal_year", "item", "scene", "step", "municipalities"),
        ),
        ("リンクと順番", "link", ("link_label", "link_url", "position")),
        ("公開", "publication", ("is_public",)),
    )

    class Meta:
        model = Undertaking
        fields = [
            *(name for name in ActivityForm.MODEL_FIELDS if name != "precision"),
            "kind",
            "note",
            "link_label",
            "link_url",
            "position",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["on"], self.fields["precision"]
        year = self._field("fiscal_year")
        year.required, year.help_text = True, ""

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0


class UndertakingFilters(ActivityFilters):
    """Also by where it is shown."""

    SEARCHED = ("title", "summary", "note")
    kind = django_filters.ChoiceFilter(
        label="どこに載せるか", choices=Undertaking.Kind.choices, empty_label="すべて"
    )
