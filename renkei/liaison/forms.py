"""The form of a visit."""

from __future__ import annotations

from typing import Any

from django import forms

from renkei.core.dates import Precision
from renkei.core.fields import ClockTimeField, TidyCharField, TidyTextField, WarekiDateField
from renkei.core.wareki import wareki
from renkei.liaison.models import Visit
from renkei.organizations.models import Facility
from renkei.programme.forms import ActivityForm, choosable
from renkei.programme.models import Item
from renkei.vocabulary.models import Scheme, Term


class VisitForm(ActivityForm[Visit]):
    """A visit: when, whom, why, what was learnt, what follows."""

    title = TidyCharField(label="訪問先", max_length=120, help_text="機関の名前を書きます。")
    starts_at = ClockTimeField(label="時刻", required=False)
    target = forms.ModelChoiceField(
        Term.objects.none(), label="訪問先の種類", empty_label="選んでください"
    )
    purposes = forms.ModelMultipleChoiceField(
        Term.objects.none(), label="目的", required=False, widget=forms.CheckboxSelectMultiple
    )
    people_met = TidyCharField(label="会った人", max_length=200, required=False)
    learnt = TidyTextField(
        label="分かったこと",
        max_length=4000,
        required=False,
        help_text="公開されません。患者さんや利用者さんの名前は書かないでください。",
    )
    follow_up = TidyCharField(label="次にすること", max_length=200, required=False)
    follow_up_by = WarekiDateField(label="いつまでに", required=False)

    SECTIONS = (
        ("いつ・どこへ", "when", (("on", "starts_at"), "title", "target")),
        ("訪問の内容", "content", ("purposes", "people_met", "learnt")),
        ("次にすること", "follow-up", ("follow_up", "follow_up_by")),
        ("事業のどこに当たるか", "tags", ActivityForm.TAGS),
    )
    NOT_COPIED = ("on", "fiscal_year", "starts_at", "learnt", "follow_up", "follow_up_by")

    class Meta:
        model = Visit
        fields = [
            "title",
            "item",
            "step",
            "scene",
            "municipalities",
            "starts_at",
            "target",
            "purposes",
            "people_met",
            "learnt",
            "follow_up",
            "follow_up_by",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("precision", "fiscal_year", "summary", "is_public"):
            del self.fields[name]
        date_field = self._field("on")
        date_field.label, date_field.required, date_field.day_optional = "訪問日", True, False
        date_field.error_messages["required"] = "訪問日を書いてください"
        kept = [term.pk for term in self.initial.get("purposes", [])]
        self._field("target").queryset = choosable(Scheme.VISIT_TARGET, self.instance.target_id)
        self._field("purposes").queryset = choosable(Scheme.VISIT_PURPOSE, *kept)
        self.initial.setdefault("item", Item.KU)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("follow_up_by") and not cleaned.get("follow_up"):
            self.add_error("follow_up", "何をするかを書いてください")
        if (by := cleaned.get("follow_up_by")) and (on := cleaned.get("on")) and by < on:
            self.add_error(
                "follow_up_by", f"訪問日（{wareki(on)}）か、それより後の日にしてください"
            )
        return cleaned

    def prepare(self) -> None:
        super().prepare()
        self.instance.precision = Precision.DAY
        self.instance.facility = self._same_place()

    def _same_place(self) -> Facility | None:
        """The facility of exactly this name in the region's municipalities, if there is one."""
        named = Facility.objects.filter(name=self.instance.title, municipality__regions=self.region)
        return named[0] if len(named) == 1 else None
