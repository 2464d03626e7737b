"""The one-time link of a facility: sent, opened, answered."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.once import once
from renkei.directory import notices
from renkei.directory.actions.notes import write_note
from renkei.directory.actions.proposing import NothingNew, propose_correction
from renkei.directory.actions.telling import tell
from renkei.directory.models import Correction, FacilityLink, Note
from renkei.directory.models.link import BY_LINK, LINK_HOLDS_FOR, digest
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.vocabulary.models import Term


class LinkExpired(DomainError):
    """このリンクは期限が過ぎました。新しいリンクを送りますので、電話でお知らせください。"""


class LinkUsed(DomainError):
    """お答えを受け取りました。担当者が確かめてから、公開のページに載せます。"""


class LinkEnded(DomainError):
    """このリンクは使えません。新しいリンクをお送りしています。"""


@dataclass(frozen=True)
class Answer:
    """One thing the facility says of itself."""

    field: str
    value: str
    term: Term | None = None


@dataclass(frozen=True)
class NoteAnswer:
    """A note on how to reach the facility (``pk``) as the facility corrected it."""

    pk: int
    version: int | None
    values: Mapping[str, Any]


def send_link(
    *,
    region: Region,
    facility: Facility,
    email: str,
    by: Actor,
    at: datetime,
    submission: UUID | None = None,
) -> tuple[FacilityLink, str]:
    """Mail a new link after commit and end the older ones; the token is told only now.

    A second sending of one sheet (same ``submission``) mails nothing: it returns the link
    of the first, and "" in place of its token, which nobody can tell any more.
    """
    token = secrets.token_urlsafe(32)
    link = FacilityLink(
        region=region,
        facility=facility,
        email=email,
        token_digest=digest(token),
        sent_by=by.label,
        expires_at=at + LINK_HOLDS_FOR,
        submission=submission,
    )
    earlier = FacilityLink.objects.filter(region=region, facility=facility)
    sent = once(earlier, submission, partial(_send, link, token, by, at))
    return sent, token if sent is link else ""


@transaction.atomic
def _send(link: FacilityLink, token: str, by: Actor, at: datetime) -> FacilityLink:
    here = {"region": link.region, "facility": link.facility}
    FacilityLink.objects.filter(**here).open(at).update(ended_at=at, updated_at=at)
    link.stamp(at)
    link.save()
    tell(
        link.facility,
        {},
        region=link.region,
        by=by,
        at=at,
        verb=Verb.SEND,
        reason="確認のお願い",
    )
    transaction.on_commit(partial(notices.update_link, link, token))
    return link


def open_link(*, link: FacilityLink, at: datetime) -> FacilityLink:
    """The link itself while it is good; else raises the sentence that says why not."""
    if link.used_at is not None:
        raise LinkUsed
    if link.ended_at is not None:
        raise LinkEnded
    if link.expires_at <= at:
        raise LinkExpired
    return link


@transaction.atomic
def answer_link(
    *,
    link: FacilityLink,
    answers: Sequence[Answer],
    by: Actor,
    at: datetime,
    notes: Sequence[NoteAnswer] = (),
) -> list[Correction]:
    """Propose what differs from what is shown, keep its own notes, and close the link.

    Notes are no public value: the facility corrects them as those who work there do.
    Raises LinkUsed, LinkEnded or LinkExpired, and RecordChanged when a note is no longer at
    its version; then nothing is kept.
    """
    link = FacilityLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    open_link(link=link, at=at)
    link.used_at = at
    link.stamp(at)
    link.save()
    for said in notes:
        _correct_note(link, said, by, at)
    proposed = [_propose(link, answer, by, at) for answer in answers]
    return [correction for correction in proposed if correction is not None]


def _propose(link: FacilityLink, answer: Answer, by: Actor, at: datetime) -> Correction | None:
    try:
        return propose_correction(
            region=link.region,
            facility=link.facility,
            field=answer.field,
            value=answer.value,
            term=answer.term,
            proposed_by=BY_LINK,
            at=at,
            by=by,
        )
    except NothingNew:
        return None


def _correct_note(link: FacilityLink, said: NoteAnswer, by: Actor, at: datetime) -> None:
    note = Note.objects.of(link.region).get(pk=said.pk, facility=link.facility)
    for name, value in said.values.items():
        setattr(note, name, value)
    note.written_by, note.written_on = BY_LINK, timezone.localdate(at)
    write_note(note=note, by=by, at=at, version=said.version or 0)
