"""The form of a meeting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from renkei.core.actors import Actor
from renkei.core.fields import CountField, TidyCharField
from renkei.council.actions import CouncilExists, open_council, rename_council
from renkei.council.models import Council, Meeting
from renkei.events.forms import GatheringForm
from renkei.programme.models import Item, Region
from renkei.vocabulary.models import Scheme


class MeetingForm(GatheringForm[Meeting]):
    """A meeting with its body, its number and its agenda."""

    KINDS = Scheme.MEETING
    council = forms.ModelChoiceField(
        Council.objects.none(), label="協議会", required=False, empty_label="選ばない"
    )
    number = CountField(
        label="回", required=False, help_text="年度の第何回か。数えていなければ空けます。"
    )

    SECTIONS = (
        ("いつ・どこで", "when", ("title", "kind", ("council", "number"), *GatheringForm.WHEN)),
        ("会場と主催", "where", GatheringForm.WHERE),
        ("事業のどこに当たるか", "tags", GatheringForm.TAGS),
        ("議事", "agenda", GatheringForm.CONTENT),
        ("出席", "attendance", GatheringForm.RESULT),
        ("公開", "publication", ("is_public",)),
    )

    NOT_COPIED = (*GatheringForm.NOT_COPIED, "number")

    class Meta:
        model = Meeting
        fields = [
            name
            for name in (*GatheringForm.MODEL_FIELDS, "council", "number")
            if name not in GatheringForm.APPLICATION
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in GatheringForm.APPLICATION:
            del self.fields[name]
        self._field("council").queryset = Council.objects.of(self.region)
        self._field("agenda").label = "議事"
        self.initial.setdefault("item", Item.I)


class CouncilForm(forms.Form):
    """A new council, or its new name."""

    name = TidyCharField(label="名称", max_length=80)
    purpose = TidyCharField(label="役割", max_length=200, required=False)

    def __init__(self, *args: Any, region: Region, council: Council | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if council is not None:
            self.initial = {"name": council.name, "purpose": council.purpose}
        self.region, self.council = region, council

    def keep(self, *, by: Actor, at: datetime) -> Council | None:
        """The kept council, or None with the reason beside the name."""
        words = {"name": self.cleaned_data["name"], "purpose": self.cleaned_data["purpose"]}
        try:
            if self.council is None:
                return open_council(region=self.region, **words, by=by, at=at)
            return rename_council(council=self.council, **words, by=by, at=at)
        except CouncilExists as refusal:
            self.add_error("name", str(refusal))
            return None
