"""What a facility says of itself on the page its link opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from renkei.core.actors import ANONYMOUS
from renkei.core.errors import DomainError
from renkei.core.fields import TelephoneField, TidyCharField, TidyTextField
from renkei.directory import actions
from renkei.directory.actions.corrections import CAN, CANNOT
from renkei.directory.actions.links import Answer
from renkei.directory.facts import Facts
from renkei.directory.models import Correction, FacilityLink, Vacancy
from renkei.programme.forms import choosable
from renkei.vocabulary.models import Scheme, Term

STATES = [("", "答えない"), *Vacancy.State.choices]


class UpdateForm(forms.Form):
    """Facts, room and abilities, filled with what is shown now.

    ``states`` holds the room told so far by kind, "" where that is too old; these
    kinds come first.
    """

    name = TidyCharField(label="名称", max_length=100)
    telephone = TelephoneField(label="電話", max_length=20, required=False)
    fax = TelephoneField(label="FAX", max_length=20, required=False)
    address = TidyCharField(label="所在地", max_length=200, required=False)
    website = TidyCharField(label="ウェブサイト", max_length=300, required=False)
    hours = TidyCharField(
        label="曜日と時間", max_length=200, required=False, help_text="例：月～金 9時～17時"
    )
    other = TidyTextField(label="そのほかの連絡", max_length=300, required=False)
    FACTS = ("name", "telephone", "fax", "address", "website", "hours")

    def __init__(
        self,
        *args: Any,
        facts: Facts,
        states: Mapping[int, str],
        able: Sequence[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.terms: dict[str, Term] = {}
        for name in self.FACTS:
            self.initial[name] = getattr(facts, name).value
        kinds = choosable(Scheme.VACANCY, *states)
        for kind in sorted(kinds, key=lambda kind: kind.pk not in states):
            self._add(f"vacancy_{kind.pk}", kind, _state_field(kind, states.get(kind.pk, "")))
        for term in choosable(Scheme.ABILITY, *able):
            self._add(f"ability_{term.pk}", term, _can_field(term, term.pk in able))

    def _add(self, name: str, term: Term, field: forms.Field) -> None:
        self.terms[name], self.fields[name] = term, field

    @property
    def fact_fields(self) -> list[BoundField]:
        return [self[name] for name in self.FACTS]

    @property
    def vacancy_fields(self) -> list[BoundField]:
        return [self[name] for name in self.terms if name.startswith("vacancy_")]

    @property
    def ability_fields(self) -> list[BoundField]:
        return [self[name] for name in self.terms if name.startswith("ability_")]

    def keep(self, *, link: FacilityLink, at: datetime) -> bool:
        """Hand the answers in; a refusal becomes an error of the form."""
        try:
            actions.answer_link(link=link, answers=self.answers(), by=ANONYMOUS, at=at)
        except DomainError as refusal:
            self.add_error(None, str(refusal))
        return not self.errors

    def answers(self) -> list[Answer]:
        """What was touched. A vacancy said again counts: it is news that it still holds."""
        facts = [Answer(name, self.cleaned_data[name]) for name in self.FACTS]
        changed = [one for one in facts if one.field in self.changed_data and one.value]
        other = self.cleaned_data["other"]
        rest = [Answer(Correction.Field.OTHER, other)] if other else []
        return [*changed, *self._of_terms(), *rest]

    def _of_terms(self) -> list[Answer]:
        found = []
        for name, term in self.terms.items():
            value = self.cleaned_data[name]
            if name.startswith("vacancy_") and value:
                found.append(Answer(Correction.Field.VACANCY, value, term))
            elif name.startswith("ability_") and name in self.changed_data:
                found.append(Answer(Correction.Field.ABILITY, CAN if value else CANNOT, term))
        return found


def _state_field(kind: Term, state: str) -> forms.Field:
    return forms.ChoiceField(label=kind.label, choices=STATES, required=False, initial=state)


def _can_field(term: Term, can: bool) -> forms.Field:
    return forms.BooleanField(label=term.label, required=False, initial=can)
