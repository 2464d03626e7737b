"""Notes for professionals on how to reach a facility."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import RecordChanged
from renkei.core.once import once
from renkei.directory.actions.telling import tell
from renkei.directory.actions.undo import Kept, forget
from renkei.directory.models import Note

LABEL = "連絡のコツ"


def write_note(
    *,
    note: Note,
    by: Actor,
    at: datetime,
    version: int | None = None,
    submission: UUID | None = None,
) -> Note:
    """Keep a new or changed note. Its words stay out of the history: they name people.

    A second sending of one sheet (same ``submission``) returns the note of the first.
    Raises RecordChanged when the note is no longer at ``version``.
    """
    write = partial(_write, note, by, at, version)
    if not note._state.adding:
        return write()
    note.submission = submission
    beside = Note.objects.of(note.region).filter(facility=note.facility)
    return once(beside, submission, write)


@transaction.atomic
def _write(note: Note, by: Actor, at: datetime, version: int | None) -> Note:
    verb = Verb.CREATE
    if not note._state.adding:
        current = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
        if version is not None and current.version != version:
            raise RecordChanged(current)
        note.version, verb = current.version, Verb.UPDATE
    note.stamp(at)
    note.save()
    tell(note.facility, {}, region=note.region, by=by, at=at, verb=verb, reason=LABEL)
    return note


@transaction.atomic
def remove_note(*, note: Note, by: Actor, at: datetime) -> Kept:
    """Take a note away; what is returned brings it back."""
    kept = forget(note)
    tell(note.facility, {}, region=note.region, by=by, at=at, verb=Verb.DELETE, reason=LABEL)
    note.delete()
    return kept
