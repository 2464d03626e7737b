"""A sheet that is sent twice makes one record (ADR 7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast
from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

from django import forms
from django.db import IntegrityError, models
from django.http import QueryDict

from renkei.core import typed

R = TypeVar("R", bound=models.Model)


def once(rows: models.QuerySet[Any], submission: UUID | None, make: Callable[[], R]) -> R:
    """The record among ``rows`` that this sheet made before, else what ``make`` saves.

    ``rows`` have a unique column ``submission``, which ``make`` fills: it decides where
    two sendings arrive at the same moment. Every other IntegrityError is raised.
    """
    first: R | None = _made(rows, submission)
    if first is not None:
        return first
    try:
        return make()
    except IntegrityError:
        first = _made(rows, submission)
        if first is None:
            raise
        return first


def _made(rows: models.QuerySet[Any], submission: UUID | None) -> Any:
    return rows.filter(submission=submission).first() if submission else None


def mark_of(sent: QueryDict, *files: str) -> UUID | None:
    """What tells a sheet with what is written on it from all others; None without a mark.

    ``files`` tell what was sent with it. Who goes back, writes something else on the same
    sheet and sends it again, means it.
    """
    mark = typed.mark_in(sent)
    if mark is None:
        return None
    told = sorted(
        (name, value)
        for name, values in sent.lists()
        if name not in typed.NOT_TYPED
        for value in values
    )
    return uuid5(mark, urlencode([*told, *(("", file) for file in files)], errors="replace"))


class OnceForm(forms.Form):
    """A form that marks its sheet, so that sending it twice does what it does once."""

    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["submission"] = uuid4()

    @property
    def mark(self) -> UUID | None:
        """For the action: one sheet that says one thing does it once."""
        files = [f"{file.name} {file.size}" for file in cast("Any", self.files).values()]
        return mark_of(cast("QueryDict", self.data), *files)
