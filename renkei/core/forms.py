"""Forms that lose nothing: double sending, two writers, an ended session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.db import models
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, QueryDict

from renkei.core import typed
from renkei.core.actors import Actor, actor_of
from renkei.core.errors import DomainError, RecordChanged
from renkei.core.models import Record
from renkei.core.wareki import clock, wareki

R = TypeVar("R", bound=Record)
THEIRS = "theirs"


class Renderer(TemplatesSetting):
    """Forms in the shape of the design system."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"


@dataclass(frozen=True)
class Difference:
    """One field in which the kept record and what was typed say different things."""

    name: str
    label: str
    theirs: str
    mine: str


class RecordForm(forms.ModelForm[R]):
    """A form of one record. ``store`` calls the action; refusals become errors here.

    ``submission`` marks this sheet, so that sending it twice makes one record;
    ``version`` is the state it was made from; ``author`` lets an ended session
    give the work back.
    """

    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    author = forms.CharField(required=False, widget=forms.HiddenInput)
    OWN = ("submission", "version", "author")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences: list[Difference] = []
        self.initial = self.initial_of(self.instance) | (kwargs.get("initial") or {})
        self.initial["submission"] = uuid4()
        self.initial["version"] = self.instance.version
        self.initial["author"] = typed.sign_author(actor)

    @classmethod
    def initial_of(cls, record: R) -> dict[str, Any]:
        """What the fields show for a record; subclasses add fields of their own."""
        if record._state.adding:
            return {}
        return dict(forms.models.model_to_dict(record, fields=cls._meta.fields))

    def clean(self) -> dict[str, Any]:
        """Where the person chose the other's text, take it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in self.initial.items():
            if self.data.get(f"choice_{name}") == THEIRS and name in self.fields:
                cleaned[name] = _as_cleaned(self.fields[name], value)
                self._errors.pop(name, None)
        return cleaned

    def store(self, *, by: Actor, at: datetime) -> R:
        """Run the action with the cleaned data."""
        raise NotImplementedError

    def keep(self, *, by: Actor, at: datetime) -> R | None:
        """The kept record, or None with the reason among the errors."""
        try:
            return self.store(by=by, at=at)
        except RecordChanged as change:
            self._show_both(change.current)
        except DomainError as refusal:
            self.add_error(None, str(refusal))
        return None

    def _show_both(self, current: R) -> None:
        theirs = self.initial_of(current)
        self.differences = [
            Difference(name, str(field.label), words(field, theirs.get(name)), words(field, mine))
            for name, field in self.fields.items()
            if name not in self.OWN
            and (mine := self.cleaned_data.get(name)) is not None
            and words(field, theirs.get(name)) != words(field, mine)
        ]
        self.data = self.data.copy()
        self.data["version"] = str(current.version)
        self.add_error(None, str(RecordChanged(current)))


def _as_cleaned(field: forms.Field, value: Any) -> Any:
    if isinstance(field, forms.ModelChoiceField):
        return field.clean(value)
    return value


def words(field: forms.Field, value: Any) -> str:
    """A value of a field as people read it, for showing two texts side by side."""
    if value in (None, "", []):
        return "（なし）"
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, date):
        return wareki(value)
    if isinstance(value, time):
        return clock(value)
    if isinstance(field, forms.ModelChoiceField):
        return _labels(field, value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return str(value)


def _labels(field: forms.ModelChoiceField[Any], value: Any) -> str:
    if isinstance(value, models.Model):
        return str(value)
    chosen = field.clean(value)
    if isinstance(chosen, models.Model):
        return str(chosen)
    return "、".join(map(str, chosen))


def typed_data(request: HttpRequest) -> QueryDict | None:
    """What the form is bound to: the post, or what was typed before the session ended."""
    if request.method == "POST":
        return request.POST
    return typed.take_back(request, actor_of(request))
