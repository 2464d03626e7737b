"""Forms that lose nothing: double sending, two writers, an ended session."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import blake2s
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID, uuid4

from django import forms
from django.db import models
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

from renkei.core import typed
from renkei.core.actions import close_sheet
from renkei.core.actors import Actor, actor_of
from renkei.core.errors import DomainError, RecordChanged
from renkei.core.models import Record
from renkei.core.once import mark_of
from renkei.core.wareki import clock, wareki

R = TypeVar("R", bound=Record)
THEIRS = "theirs"
NOTHING = "（なし）"


class Renderer(TemplatesSetting):
    """Forms in the shape of the design system."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"


@dataclass(frozen=True)
class Difference:
    """One field that somebody else changed meanwhile, with both texts.

    ``is_mine_old`` tells that this person left the field as it was: then the
    other's text is the better proposal.
    """

    name: str
    label: str
    theirs: str
    mine: str
    is_mine_old: bool


class RecordForm(forms.ModelForm[R]):
    """A form of one record. ``store`` calls the action; refusals become errors here.

    ``submission`` marks this sheet, so that sending it twice makes one record and what is
    typed is kept as one draft; ``version`` is the state it was made from, ``base`` the
    fingerprint of each of its fields in that state, also where nothing was kept yet;
    ``author`` says whose draft it is.
    """

    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    base = forms.CharField(required=False, widget=forms.HiddenInput)
    author = forms.CharField(required=False, widget=forms.HiddenInput)
    OWN: ClassVar[tuple[str, ...]] = ("submission", "version", "base", "author")
    keeps_drafts = True

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _answer_in_words(field)
        self.differences: list[Difference] = []
        self.shown_first = self.initial_of(self.instance)
        self.initial = self.shown_first | (kwargs.get("initial") or {})
        self.initial["submission"] = uuid4()
        self.initial["version"] = self.instance.version
        self.initial["author"] = typed.sign_author(actor)

    @property
    def is_unfinished(self) -> bool:
        """Whether it shows a draft, which nobody has sent yet."""
        return isinstance(self.data, typed.Unfinished)

    def full_clean(self) -> None:
        """A draft is shown as it was left; only what is sent is checked."""
        if self.is_unfinished:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    @classmethod
    def initial_of(cls, record: R) -> dict[str, Any]:
        """What the fields show for a record; subclasses add fields of their own."""
        if record._state.adding:
            return {}
        return dict(forms.models.model_to_dict(record, fields=cls._meta.fields))

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """As usual; the fingerprints are taken when all fields are in place."""
        if field_name == "base":
            return self._fingerprints(self.shown_first)
        return super().get_initial_for_field(field, field_name)

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        """What was typed; where the person chose the other's text, that text."""
        if self.data.get(f"choice_{html_name}") == THEIRS and html_name in self.initial:
            return self.initial[html_name]
        return widget.value_from_datadict(self.data, self.files, html_name)

    def clean(self) -> dict[str, Any]:
        """What the fields gave; a dict in any case."""
        return super().clean() or self.cleaned_data

    @property
    def mark(self) -> UUID | None:
        """For the action: one sheet that says one thing makes one record."""
        return mark_of(cast("QueryDict", self.data))

    @property
    def made_from(self) -> int | None:
        """The version this sheet shows; a changed record without it counts as outdated."""
        version: int | None = self.cleaned_data.get("version")
        return version if self.instance._state.adding else version or 0

    def store(self, *, by: Actor, at: datetime) -> R:
        """Run the action with the cleaned data."""
        raise NotImplementedError

    def keep(self, *, by: Actor, at: datetime) -> R | None:
        """The kept record, its draft gone; or None with the reason among the errors."""
        try:
            kept = self.store(by=by, at=at)
        except RecordChanged as change:
            self._show_both(change)
        except DomainError as refusal:
            self.add_error(None, str(refusal))
        else:
            close_sheet(author=by.public_id, sheet=self.cleaned_data.get("submission"), at=at)
            return kept
        return None

    def _show_both(self, change: RecordChanged) -> None:
        theirs = self.initial_of(change.current)
        base = self._base()
        found = (self._difference(name, theirs.get(name), base.get(name)) for name in self.fields)
        self.differences = list(filter(None, found))
        data = cast("QueryDict", self.data).copy()
        data["version"] = str(change.current.version)
        data["base"] = self._fingerprints(theirs)
        self.data = data
        self.add_error(None, change.told(differs=bool(self.differences)))

    def _difference(self, name: str, theirs: Any, base: str | None) -> Difference | None:
        mine = self.cleaned_data.get(name)
        untouched = fingerprint(theirs) in (base, fingerprint(mine))
        if name in self.OWN or untouched:
            return None
        field = self.fields[name]
        return Difference(
            name,
            str(field.label),
            words(field, theirs),
            words(field, mine),
            base == fingerprint(mine),
        )

    def _fingerprints(self, values: Mapping[str, Any]) -> str:
        names = [name for name in self.fields if name not in self.OWN]
        return json.dumps({name: fingerprint(values.get(name)) for name in names})

    def _base(self) -> dict[str, str]:
        try:
            base = json.loads(self.cleaned_data.get("base") or "{}")
        except ValueError:
            return {}
        return base if isinstance(base, dict) else {}


def _answer_in_words(field: forms.Field) -> None:
    """A choice that is missing or unknown is answered by its name."""
    if isinstance(field, forms.ChoiceField):
        field.error_messages["required"] = f"{field.label}を選んでください"
        again = f"{field.label}を、選べるものの中から選び直してください"
        field.error_messages |= dict.fromkeys(("invalid_choice", "invalid_pk_value"), again)


def fingerprint(value: Any) -> str:
    """Short and equal for equal values of a field, whether typed or kept."""
    return blake2s(_plain(value).encode("utf-8", "replace"), digest_size=6).hexdigest()


def _plain(value: Any) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, (list, models.QuerySet)):
        return "\n".join(map(_plain, value))
    return str(value)


def words(field: forms.Field, value: Any) -> str:
    """A value of a field as people read it, for showing two texts side by side."""
    if value in (None, "", []):
        return NOTHING
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
    """The chosen things by name; what may no longer be chosen still has one."""
    if isinstance(value, int):
        value = cast("Any", field.queryset).model.objects.get(pk=value)
    if isinstance(value, (list, models.QuerySet)):
        return "、".join(map(str, value)) or NOTHING
    return str(value)


def typed_data(request: HttpRequest) -> QueryDict | None:
    """What the form is bound to: the post, or what was typed before and not recorded."""
    if request.method == "POST":
        return request.POST
    return typed.given_back(request, actor_of(request))
