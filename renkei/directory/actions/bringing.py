"""A region's list on its way in: tried out first, then taken in chunk by chunk."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.once import once
from renkei.directory.imports import filings, importing, overtaking
from renkei.directory.models import ImportRun, RowProblem, Source
from renkei.directory.search import index
from renkei.directory.sources.own import parse as own
from renkei.directory.sources.tables import UnreadableTable, legible
from renkei.documents.actions import keep_upload
from renkei.documents.inspection import MAX_BYTES, Upload, inspect
from renkei.documents.models import Edition
from renkei.documents.refusals import UnknownKind
from renkei.programme.models import Region

# A list may be published before the month it is for; further ahead the year is mistyped, and
# every list after it would be an older edition.
AHEAD = timedelta(days=31)


class NotTriedOut(DomainError):
    """この取込みは、もう始まっています。"""


class FutureEdition(DomainError):
    """先の日付の版です。いつの一覧かを確かめてください。"""


class NothingToTake(DomainError):
    """読み込める行がありません。ファイルを直して、もう一度試してください。"""


class LosesMany(DomainError):
    """一覧から無くなるものが多いので、「無くなったとしてよい」に印を付けてから、取り込んでください。"""


def try_out(
    *,
    region: Region,
    source: str,
    upload: Upload,
    edition: str,
    columns: dict[str, Any],
    by: Actor,
    at: datetime,
    submission: UUID | None = None,
) -> ImportRun:
    """Keep the file and tell what it would do; nothing of it is in the directory yet.

    A second sending of one sheet (same ``submission``) returns the run of the first.
    Raises FutureEdition, UploadRefused, UnreadableTable, MissingColumns or TrialUnderWay,
    and then keeps nothing.
    """
    day = filings.day_named(edition)
    if day and day > timezone.localdate(at) + AHEAD:
        raise FutureEdition
    run = ImportRun(
        source=source,
        file_name=(upload.name or "一覧")[-200:],
        region=region,
        options=columns,
        state=ImportRun.State.DRY,
        submission=submission,
    )
    rows = ImportRun.objects.filter(region=region)
    return once(rows, submission, partial(_try_out, run, region, upload, edition, by, at))


def _try_out(
    run: ImportRun, region: Region, upload: Upload, edition: str, by: Actor, at: datetime
) -> ImportRun:
    """Counting comes first, in a transaction of its own: what is kept locks the history."""
    try:
        content = legible(upload.read(MAX_BYTES + 1))
        checked = inspect(ContentFile(content, upload.name))
    except UnknownKind as why:
        raise UnreadableTable from why  # its sentence names what a list may be
    found = _counted(run, checked.content, by, at)
    with transaction.atomic():
        kept = keep_upload(
            upload=ContentFile(checked.content, checked.file_name),
            title=run.file_name,
            by=by,
            at=at,
            region_slug=region.slug,
        )
        run.digest, run.upload = kept.sha256, kept
        run.publication = importing.publication_of(run.source, edition, at)
        return _kept(run, found, at)


def _counted(run: ImportRun, content: bytes, by: Actor, at: datetime) -> importing.Preview:
    return importing.preview(
        source=run.source,
        content=content,
        by=by,
        at=at,
        region=run.region,
        options=run.options,
    )


def _kept(run: ImportRun, found: importing.Preview, at: datetime) -> ImportRun:
    for count in ("total", "gone", *importing.COUNTS):
        setattr(run, count, getattr(found, count))
    run.stamp(at)
    run.save()
    importing.keep_problems(found.problems, run)
    return run


def try_again(*, run: ImportRun, by: Actor, at: datetime) -> ImportRun:
    """Try the file of a trial out anew, against what is there now; the old trial is given up.

    Raises NotTriedOut when it is no longer a trial, or TrialUnderWay.
    """
    kept = ("source", "file_name", "region", "options", "digest", "upload", "publication")
    new = ImportRun(state=ImportRun.State.DRY, **{name: getattr(run, name) for name in kept})
    found = _counted(new, content_of(run.upload), by, at)
    with transaction.atomic():
        old = overtaking.in_turn(run)
        if old.state != ImportRun.State.DRY:
            raise NotTriedOut
        _end(old, at)
        return _kept(new, found, at)


@transaction.atomic
def give_up(*, run: ImportRun, by: Actor, at: datetime) -> ImportRun:
    """Take no more of this file in; the rows that were read stay. Raises AlreadyFinished."""
    run = overtaking.in_turn(run)
    if run.state == ImportRun.State.FINISHED:
        raise importing.AlreadyFinished
    _end(run, at)
    slug = run.region.slug if run.region else ""
    changes = {"読み終えた行": ("", f"{run.done}件")}
    audit.record(Verb.CANCEL, run, by=by, at=at, region=slug, changes=changes)
    return run


def _end(run: ImportRun, at: datetime) -> None:
    run.state = ImportRun.State.GIVEN_UP
    run.stamp(at)
    run.save()


@transaction.atomic
def confirm(
    *, run: ImportRun, at: datetime, is_aware: bool = False, takes_older: bool = False
) -> ImportRun:
    """Begin to take the tried file in.

    ``is_aware``: the person has seen that many would be gone; ``takes_older``: that a newer
    edition came in before. Raises NotTriedOut, CountsAreOld, NothingToTake, LosesMany or
    OlderEdition.
    """
    run = overtaking.in_turn(run)
    if run.state != ImportRun.State.DRY:
        raise NotTriedOut
    overtaking.refuse_overtaken(run)
    if run.takes_nothing:
        raise NothingToTake
    if run.loses_many and not is_aware:
        raise LosesMany
    if not takes_older and overtaking.newer_edition(run):
        raise overtaking.OlderEdition
    RowProblem.objects.filter(run=run).delete()
    run.state = ImportRun.State.RUNNING
    for count in importing.COUNTS:
        setattr(run, count, 0)
    run.stamp(at)
    run.save()
    return run


def advance(*, run: ImportRun, by: Actor, at: datetime) -> ImportRun:
    """Take the next chunk of rows in; the last one finishes the run.

    Raises RunMoved, or Overtaken when a newer list has begun since.
    """
    importing.Loader(run, content_of(run.upload)).step(by=by, at=at)
    index.catch_up()
    return run


def unread_columns(run: ImportRun) -> list[str]:
    """The columns of a region's own list that nobody reads; other lists hold many of these."""
    if run.source != Source.OWN or run.upload is None:
        return []
    return own.unread(content_of(run.upload), run.options)


def content_of(edition: Edition | None) -> bytes:
    """The bytes of a kept file; none for a run of the command line."""
    if edition is None:
        return b""
    with edition.file.open("rb") as file:
        return bytes(file.read())
