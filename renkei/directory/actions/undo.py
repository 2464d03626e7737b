"""What a change replaced, small enough to travel in the address of 取り消す."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.db import models, transaction

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.models import Record
from renkei.directory.actions.moving import PLACE, lay, spot_of
from renkei.directory.actions.telling import show_anew, tell
from renkei.directory.models import Ability, Correction, InformalService, Note, Vacancy
from renkei.organizations.models import Facility
from renkei.programme.models import Region

MODELS: dict[str, type[Record]] = {
    model._meta.model_name: model  # type: ignore[misc]  # a concrete model has a name
    for model in (Ability, Vacancy, Note, InformalService, Correction)
}
# The words of a note stay out of the history.
LABELS: dict[type[Record], str] = {Note: "連絡のコツ"}
NOT_KEPT = frozenset({"id", "version", "created_at", "updated_at"})

Kept = dict[str, Any]


class ChangedSince(DomainError):
    """その後にまた変わったため、元に戻しませんでした。いまの内容を確かめてください。"""


def remember(row: Record | None, *, now: Record) -> Kept:
    """What ``row`` was before it became ``now``; None when it was not there."""
    return {
        "model": now._meta.model_name,
        "id": now.public_id,
        "version": now.version,
        "was": values_of(row) if row else None,
        "version_was": row.version if row else 0,
    }


def forget(row: Record) -> Kept:
    """What brings a removed row back."""
    kept = remember(row, now=row)
    return kept | {"version": None}


def values_of(row: Record) -> dict[str, str | None]:
    """Each kept column as text."""
    return {
        field.attname: None if getattr(row, field.attname) is None else field.value_to_string(row)
        for field in row._meta.concrete_fields
        if field.name not in NOT_KEPT
    }


@transaction.atomic
def put_back(*, region: Region, kept: Sequence[Kept], by: Actor, at: datetime) -> list[str]:
    """Undo a change as ``remember`` or ``forget`` describe it; returns the names of the rows.

    Raises ChangedSince when somebody has changed one of them since.
    """
    return [_put_back(region, one, by, at) for one in kept]


def _put_back(region: Region, kept: Kept, by: Actor, at: datetime) -> str:
    if kept["model"] == PLACE:
        return _lie_again(kept)
    model = MODELS[kept["model"]]
    rows = cast("Any", model).objects.filter(region=region)
    current = rows.select_for_update().filter(public_id=kept["id"]).first()
    if (current.version if current else None) != kept["version"]:
        raise ChangedSince
    if kept["was"] is None:
        return _gone(current, by, at)
    return _again(model, kept, current, by, at)


def _lie_again(kept: Kept) -> str:
    """The correction that moved the place is put back beside it, and tells of both."""
    place: Facility = Facility.objects.select_for_update(of=("self",)).get(public_id=kept["id"])
    if spot_of(place) != kept["version"]:
        raise ChangedSince
    lay(place, kept["was"])
    return str(place)


def _gone(current: Any, by: Actor, at: datetime) -> str:
    name = str(current)
    _tell(current, by, at)
    current.delete()
    return name


def _again(model: type[Record], kept: Kept, current: Record | None, by: Actor, at: datetime) -> str:
    row: Any = model(**_read(model, kept["was"]))
    row.version = kept["version_was"]
    if current is not None:
        row.pk, row.created_at, row.version = current.pk, current.created_at, current.version
        row._state.adding = False
    row.stamp(at)
    row.save()
    _tell(row, by, at)
    return str(row)


def _read(model: type[Record], texts: dict[str, str | None]) -> dict[str, Any]:
    fields: list[models.Field[Any, Any]] = [
        field for field in model._meta.concrete_fields if field.name not in NOT_KEPT
    ]
    return {field.attname: field.to_python(texts[field.attname]) for field in fields}


def _tell(row: Any, by: Actor, at: datetime) -> None:
    place: Facility | None = getattr(row, "facility", None)
    if place is None:
        audit.record(Verb.RESTORE, row, by=by, at=at)
    else:
        if not isinstance(row, Note):
            show_anew(place, at)
        named = LABELS.get(type(row), str(row))
        tell(place, {}, region=row.region, by=by, at=at, verb=Verb.RESTORE, reason=named)
