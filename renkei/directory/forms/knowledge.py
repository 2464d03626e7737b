"""Forms of what a region knows of a facility."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.fields import TelephoneField, TidyCharField, TidyTextField, WarekiDateField
from renkei.core.forms import RecordForm
from renkei.core.once import OnceForm
from renkei.core.wareki import wareki
from renkei.directory import actions
from renkei.directory.actions.abilities import Said
from renkei.directory.actions.proposing import MAY_BE_NONE, NUMBERS
from renkei.directory.actions.undo import Kept
from renkei.directory.models import Ability, Correction, Evidence, FacilityLink, Note, Vacancy
from renkei.organizations.models import Facility
from renkei.programme.forms import choosable
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

NONE_KNOWN = "無いと分かったときは、空けたままにして、理由を書いてください"


class CorrectionForm(OnceForm):
    """A local value for one field, with the reason. ``was`` is what its writer saw."""

    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    value = TidyCharField(max_length=300)
    reason = TidyCharField(
        label="理由", max_length=200, help_text="どう確かめたか。例：電話で確認した"
    )

    def __init__(self, *args: Any, field: Correction.Field, shown: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field = field
        self.fields["value"] = _value_field(field)
        self.initial.update(value=shown, was=shown)

    def keep(
        self, *, region: Region, facility: Facility, by: Actor, at: datetime
    ) -> Correction | None:
        """Run the action; a refusal becomes an error of the form."""
        try:
            return actions.correct(
                region=region,
                facility=facility,
                field=self.field,
                value=self.cleaned_data["value"],
                reason=self.cleaned_data["reason"],
                by=by,
                at=at,
                submission=self.mark,
                expected=self.cleaned_data["was"] if "was" in self.data else None,
            )
        except actions.ShownChanged as changed:
            self.add_error("value", str(changed))
            self.data = cast("QueryDict", self.data).copy()
            self.data["was"] = changed.shown
        except DomainError as refusal:
            self.add_error("value", str(refusal))
        return None


class ClosedForm(CorrectionForm):
    """That a place closed or moved away, and since when: kept in words."""

    how = forms.ChoiceField(
        label="どうなったか",
        choices=[(words, words) for words in ("閉院・廃止", "圏域の外へ移転")],
        initial="閉院・廃止",
        widget=forms.RadioSelect,
    )
    field_order = ("how", "value", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = WarekiDateField(label="いつから")
        self.initial["value"] = None

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if {"value", "how"} <= told.keys():
            told["value"] = f"{wareki(told['value'])}に{told['how']}"
        return told


def _value_field(field: Correction.Field) -> forms.Field:
    may_be_none = field in MAY_BE_NONE
    about: dict[str, Any] = {
        "label": str(field.label),
        "required": not may_be_none,
        "help_text": NONE_KNOWN if may_be_none else "",
    }
    if field in NUMBERS:
        return TelephoneField(max_length=20, **about)
    return TidyCharField(max_length=300, **about)


class AbilityRow(NamedTuple):
    """One line of the grid: what it is about, its two fields and what is known so far."""

    term: Term
    can: BoundField
    note: BoundField
    known: Ability | None


class AbilitiesForm(forms.Form):
    """The grid of abilities: ticked is can; evidence and day hold for what changes."""

    evidence = forms.ChoiceField(label="確かめ方", choices=Evidence.choices, initial=Evidence.PHONE)
    checked_on = WarekiDateField(label="確かめた日")
    confirm_all = forms.BooleanField(
        label="変わらないものも、この日に確かめたことにする", required=False
    )

    def __init__(self, *args: Any, known: Sequence[Ability], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {ability.term_id: ability for ability in known}
        self.terms = list(choosable(Scheme.ABILITY, *self.known))
        self.initial.setdefault("checked_on", today)
        cast("Any", self.fields["checked_on"]).latest = today
        for term in self.terms:
            self._add(term, self.known.get(term.pk))

    def _add(self, term: Term, known: Ability | None) -> None:
        can, note = f"can_{term.pk}", f"note_{term.pk}"
        self.fields[can] = forms.BooleanField(
            label=f"{term}ができる", required=False, initial=known is not None
        )
        self.fields[note] = TidyCharField(
            label=f"{term}の補足",
            required=False,
            max_length=120,
            initial=known.note if known else "",
        )

    @property
    def rows(self) -> list[AbilityRow]:
        """The lines of the grid in the order of the list."""
        return [
            AbilityRow(
                term, self[f"can_{term.pk}"], self[f"note_{term.pk}"], self.known.get(term.pk)
            )
            for term in self.terms
        ]

    def keep(self, *, region: Region, facility: Facility, by: Actor, at: datetime) -> list[Kept]:
        """Say all of them; what is returned takes it back."""
        cleaned = self.cleaned_data
        said = {
            term: Said(cleaned[f"can_{term.pk}"], cleaned[f"note_{term.pk}"]) for term in self.terms
        }
        return actions.say_abilities(
            region=region,
            facility=facility,
            said=said,
            evidence=Evidence(cleaned["evidence"]),
            checked_on=cleaned["checked_on"],
            confirm_all=cleaned["confirm_all"],
            by=by,
            at=at,
        )


class VacancyForm(OnceForm):
    """Whether there is room, of one kind."""

    kind = forms.ModelChoiceField(
        Term.objects.none(), label="何の空き", empty_label="選んでください"
    )
    state = forms.ChoiceField(label="空き", choices=Vacancy.State.choices, widget=forms.RadioSelect)
    note = TidyCharField(
        label="補足", max_length=120, required=False, help_text="例：平日の午後に週1回"
    )
    told_by = TidyCharField(
        label="知らせた人", max_length=60, help_text="事業所の担当者か、確かめた人"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.queryset = choosable(Scheme.VACANCY)
        kind.error_messages["required"] = "何の空きかを選んでください"
        self.fields["state"].error_messages["required"] = "空きを選んでください"

    def keep(self, *, region: Region, facility: Facility, by: Actor, at: datetime) -> list[Kept]:
        """Tell it as of now; what is returned takes it back."""
        told = self.cleaned_data | {
            "state": Vacancy.State(self.cleaned_data["state"]),
            "submission": self.mark,
        }
        return actions.tell_vacancy(region=region, facility=facility, by=by, at=at, **told)


class NoteForm(RecordForm[Note]):
    """How to reach a facility well."""

    text = TidyTextField(
        label="連絡のコツ",
        max_length=1000,
        help_text="患者さんや利用者さんの名前は書かないでください。",
    )
    best_time = TidyCharField(label="連絡がつきやすい時間", max_length=60, required=False)
    person = TidyCharField(label="窓口の人", max_length=60, required=False)

    class Meta:
        model = Note
        fields = ["text", "best_time", "person", "prefers_fax"]

    def store(self, *, by: Actor, at: datetime) -> Note:
        self.instance.written_by = by.label
        self.instance.written_on = self.today
        return actions.write_note(
            note=self.instance,
            by=by,
            at=at,
            version=self.made_from,
            submission=self.mark,
        )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today


class LinkForm(OnceForm):
    """To which address the link goes."""

    email = forms.EmailField(
        label="メールアドレス",
        max_length=254,
        error_messages={
            "required": "メールアドレスを書いてください",
            "invalid": "「名前@会社.jp」の形で書いてください",
        },
        help_text="事業所が公表している、または事業所から聞いたアドレス",
    )

    def keep(
        self, *, region: Region, facility: Facility, by: Actor, at: datetime
    ) -> tuple[FacilityLink, str]:
        """Send it; the second value is the token, told only now, and "" for a second sending."""
        cleaned = self.cleaned_data
        return actions.send_link(
            region=region,
            facility=facility,
            email=cleaned["email"],
            by=by,
            at=at,
            submission=self.mark,
        )
