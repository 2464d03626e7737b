"""A reader's report of a mistake."""

from __future__ import annotations

from datetime import datetime

from django import forms

from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.fields import TidyCharField
from renkei.core.once import OnceForm
from renkei.directory.actions.proposing import propose_correction
from renkei.directory.models import Correction
from renkei.organizations.models import Facility
from renkei.programme.models import Region

Field = Correction.Field
REPORTED = (
    Field.NAME,
    Field.TELEPHONE,
    Field.FAX,
    Field.ADDRESS,
    Field.WEBSITE,
    Field.HOURS,
)
# What no single field holds: told in words, for somebody of the region to look into.
IN_WORDS = {
    "can": "できること",
    "room": "受入れ・空き",
    "closed": "閉まった（廃止・移転）",
    Field.OTHER.value: str(Field.OTHER.label),
}
CLOSED_SAID = f"{IN_WORDS['closed']}："
A_READER = "ページを見た方"


class ReportForm(OnceForm):
    """Which fact is wrong, what is right, and how one knows; a name only if one wants."""

    field = forms.ChoiceField(
        label="どこが違いますか",
        choices=[*((one.value, one.label) for one in REPORTED), *IN_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": "違っているところを選んでください",
            "invalid_choice": "違っているところを一覧から選んでください",
        },
    )
    value = TidyCharField(
        label="正しい内容",
        max_length=280,
        help_text="閉まったときは、いつからか、移った先などを書いてください",
    )
    reason = TidyCharField(
        label="どうして分かりましたか",
        max_length=200,
        required=False,
        help_text="例：電話したら、つながりませんでした",
    )
    name = TidyCharField(
        label="お名前や所属",
        max_length=60,
        required=False,
        help_text="書かなくてもかまいません",
    )

    def store(self, *, region: Region, facility: Facility, by: Actor, at: datetime) -> bool:
        """Propose the correction; a refusal becomes an error of the form."""
        told = self.cleaned_data
        field, value = _as_correction(told["field"], told["value"])
        try:
            propose_correction(
                region=region,
                facility=facility,
                field=field,
                value=value,
                reason=told["reason"],
                proposed_by=told["name"] or _name_of(by),
                by=by,
                at=at,
                submission=self.mark,
            )
        except DomainError as refusal:
            self.add_error("value", str(refusal))
        return not self.errors


def _as_correction(field: str, value: str) -> tuple[str, str]:
    """The field of a correction and what to write there."""
    if field in IN_WORDS and field != Field.OTHER:
        return Field.OTHER, f"{IN_WORDS[field]}：{value}"
    return field, value


def _name_of(actor: Actor) -> str:
    return actor.label if actor.is_authenticated else A_READER
