"""A sheet that is sent twice makes one record (ADR 7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.db import IntegrityError, models

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


def mark_of(text: str) -> UUID | None:
    """The mark that came with a press; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


class OnceForm(forms.Form):
    """A form that marks its sheet, so that sending it twice does what it does once."""

    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["submission"] = uuid4()
