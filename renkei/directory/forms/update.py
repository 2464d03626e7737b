"""What a facility says of itself on the page its link opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from renkei.core.actors import visitor
from renkei.core.errors import DomainError, RecordChanged
from renkei.core.fields import TelephoneField, TidyCharField, TidyTextField
from renkei.directory import actions, asked_first
from renkei.directory.actions.links import Answer, NoteAnswer
from renkei.directory.actions.proposing import CAN, CANNOT, MAY_BE_NONE
from renkei.directory.facts import Facts
from renkei.directory.models import Correction, FacilityLink, Note, Vacancy
from renkei.directory.models.link import BY_LINK
from renkei.programme.forms import choosable
from renkei.vocabulary.models import Scheme, Term

# "" leaves the room untold.
STATES = [*Vacancy.State.choices, ("", "答えない")]
NOTE_CHANGED = (
    "担当者が先に直しました。いまの内容を入れ直しましたので、確かめて、もう一度送ってください"
)
NOTE_FIELDS = ("text", "best_time", "person", "prefers_fax")


class NoteFields(NamedTuple):
    """The fields of one note on the page."""

    note: Note
    fields: list[BoundField]


class UpdateForm(forms.Form):
    """Facts, room, abilities and the notes on how to reach the place, filled with what is known.

    ``states`` holds the room told so far by kind, "" where that is too old; ``services`` are
    codes of the place's services: what fits them, and what was told before, comes first.
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
        services: Iterable[str] = (),
        notes: Iterable[Note] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.terms: dict[str, Term] = {}
        self.first: set[str] = set()
        self.notes = {note.pk: note for note in notes}
        for name in self.FACTS:
            self.initial[name] = getattr(facts, name).value
        rooms, abilities = asked_first.rooms(services), asked_first.abilities(services)
        for kind in choosable(Scheme.VACANCY, *states):
            field = _state_field(kind, states.get(kind.pk, ""))
            self._add(f"vacancy_{kind.pk}", kind, field, kind.pk in states or kind.code in rooms)
        for term in choosable(Scheme.ABILITY, *able):
            field = _can_field(term, term.pk in able)
            self._add(f"ability_{term.pk}", term, field, term.pk in able or term.code in abilities)
        for note in notes:
            self.fields |= _note_fields(note)

    def _add(self, name: str, term: Term, field: forms.Field, is_first: bool) -> None:
        self.terms[name], self.fields[name] = term, field
        if is_first:
            self.first.add(name)

    @property
    def fact_fields(self) -> list[BoundField]:
        return [self[name] for name in self.FACTS]

    @property
    def vacancy_fields(self) -> list[BoundField]:
        return self._terms("vacancy_", first=True)

    @property
    def more_vacancies(self) -> list[BoundField]:
        return self._terms("vacancy_", first=False)

    @property
    def ability_fields(self) -> list[BoundField]:
        return self._terms("ability_", first=True)

    @property
    def more_abilities(self) -> list[BoundField]:
        return self._terms("ability_", first=False)

    def _terms(self, beginning: str, *, first: bool) -> list[BoundField]:
        names = (name for name in self.terms if name.startswith(beginning))
        return [self[name] for name in names if (name in self.first) == first]

    @property
    def says_more_room(self) -> bool:
        """Whether a kind was answered that stands behind the others."""
        return self._is_said(self.more_vacancies)

    @property
    def says_more_abilities(self) -> bool:
        """Whether an ability was changed that stands behind the others."""
        return self._is_said(self.more_abilities)

    def _is_said(self, fields: Iterable[BoundField]) -> bool:
        return self.is_bound and any(field.name in self.changed_data for field in fields)

    @property
    def note_fields(self) -> list[NoteFields]:
        return [
            NoteFields(note, [self[f"note_{pk}_{name}"] for name in (*NOTE_FIELDS, "version")])
            for pk, note in self.notes.items()
        ]

    def keep(self, *, link: FacilityLink, at: datetime) -> bool:
        """Hand the answers in; a refusal becomes an error of the form."""
        answers, notes = self.answers(), self.changed_notes()
        try:
            actions.answer_link(link=link, answers=answers, notes=notes, by=visitor(BY_LINK), at=at)
        except RecordChanged as change:
            self._show_present(change.current)
        except DomainError as refusal:
            self.add_error(None, str(refusal))
        return not self.errors

    def _show_present(self, note: Note) -> None:
        """A note that somebody at the desk changed meanwhile is shown as it is now."""
        data = cast("QueryDict", self.data).copy()
        for name in (*NOTE_FIELDS, "version"):
            data[f"note_{note.pk}_{name}"] = getattr(note, name) or ""
        self.data = data
        self.add_error(f"note_{note.pk}_text", NOTE_CHANGED)

    def changed_notes(self) -> list[NoteAnswer]:
        """The notes that were touched, as they are to be."""
        return [
            NoteAnswer(
                pk,
                self.cleaned_data[f"note_{pk}_version"],
                {name: self.cleaned_data[f"note_{pk}_{name}"] for name in NOTE_FIELDS},
            )
            for pk in self.notes
            if any(f"note_{pk}_{name}" in self.changed_data for name in NOTE_FIELDS)
        ]

    def answers(self) -> list[Answer]:
        """What was touched. A vacancy said again counts: it is news that it still holds."""
        facts = [Answer(name, self.cleaned_data[name]) for name in self.FACTS]
        changed = [
            one
            for one in facts
            if one.field in self.changed_data and (one.value or one.field in MAY_BE_NONE)
        ]
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
    return forms.ChoiceField(
        label=kind.label,
        choices=STATES,
        required=False,
        initial=state,
        widget=forms.RadioSelect,
    )


def _can_field(term: Term, can: bool) -> forms.Field:
    return forms.BooleanField(label=term.label, required=False, initial=can)


def _note_fields(note: Note) -> dict[str, forms.Field]:
    """The fields of a note, and the version they were filled from."""
    made = forms.fields_for_model(Note, NOTE_FIELDS)
    made["text"] = TidyTextField(label="連絡のコツ", max_length=1000)
    for name in ("best_time", "person"):
        label = made[name].label
        made[name] = TidyCharField(label=label, max_length=60, required=False)
    made["version"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
    for name, field in made.items():
        field.initial = getattr(note, name)
    return {f"note_{note.pk}_{name}": field for name, field in made.items()}
