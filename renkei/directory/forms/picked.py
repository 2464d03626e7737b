"""Forms of the visitor's own list: from where it is measured, and why somebody comes from afar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms

from renkei.core.fields import TidyCharField
from renkei.directory.visiting import LIMIT, Reason, Start, Why
from renkei.directory.whereabouts import Whereabouts, called


class WhereForm(forms.Form):
    """A school district or town. What is typed is held against those there are, and not kept."""

    place = TidyCharField(
        label="利用する方の校下か町",
        max_length=40,
        help_text="町の名前だけを書いてください。番地やお名前は要りません。",
        error_messages={"required": "校下か町の名前を書いてください"},
    )

    def __init__(self, *args: Any, places: Sequence[Whereabouts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        self.candidates: list[Whereabouts] = []
        self.fields["place"].widget.attrs |= {"list": "whereabouts", "autocomplete": "off"}

    @property
    def suggestions(self) -> list[str]:
        """Names to choose from; where two places share one, with their municipality."""
        times = Counter(place.name for place in self.places)
        return [place.name if times[place.name] == 1 else place.label for place in self.places]

    def clean_place(self) -> Start:
        found = called(self.cleaned_data["place"], self.places)
        if len(found) > 1:
            self.candidates = found
            raise forms.ValidationError("近い名前の場所があります。下から選んでください")
        if not found:
            raise forms.ValidationError(
                "その名前の校下や町が見つかりません。町の名前だけを書いてください"
            )
        return Start(found[0].label, found[0].point)


class WhyForm(forms.Form):
    """Why a doctor from beyond the limit is asked all the same."""

    reason = forms.ChoiceField(
        label=f"{LIMIT}を超える理由",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": f"{LIMIT}を超える理由を選んでください",
            "invalid_choice": f"{LIMIT}を超える理由を、一覧から選んでください",
        },
    )
    words = TidyCharField(
        label="理由の言葉",
        max_length=100,
        required=False,
        help_text="「その他」のときに書いてください。お名前や病名は書かないでください。",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reason") == Reason.OTHER and not cleaned.get("words"):
            self.add_error("words", "「その他」の理由を言葉で書いてください")
        return cleaned

    @property
    def why(self) -> Why:
        return Why(Reason(self.cleaned_data["reason"]), self.cleaned_data["words"])
