"""A region's list on its way in: tried out first, then taken in chunk by chunk."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.once import once
from renkei.directory import importing
from renkei.directory.models import ImportRun, RowProblem, Source
from renkei.directory.search import index
from renkei.directory.sources.own import parse as own
from renkei.directory.sources.tables import UnreadableTable
from renkei.documents.actions import keep_upload
from renkei.documents.inspection import Upload
from renkei.documents.models import Edition
from renkei.documents.refusals import UnknownKind
from renkei.programme.models import Region


class NotTriedOut(DomainError):
    """この取込みは、もう始まっています。"""


def try_out(
    *,
    region: Region,
    source: str,
    upload: Upload,
    edition: str,
    columns: dict[str, str],
    by: Actor,
    at: datetime,
    submission: UUID | None = None,
) -> ImportRun:
    """Keep the file and tell what it would do; nothing of it is in the directory yet.

    A second sending of one sheet (same ``submission``) returns the run of the first.
    Raises UploadRefused, UnreadableTable or MissingColumns, and then keeps nothing.
    """
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


@transaction.atomic
def _try_out(
    run: ImportRun, region: Region, upload: Upload, edition: str, by: Actor, at: datetime
) -> ImportRun:
    try:
        kept = keep_upload(
            upload=upload, title=run.file_name, by=by, at=at, region_slug=region.slug
        )
    except UnknownKind as why:
        raise UnreadableTable from why  # its sentence names what a list may be
    found = importing.preview(
        source=run.source,
        content=content_of(kept),
        by=by,
        at=at,
        region=region,
        options=run.options,
    )
    run.digest, run.upload = kept.sha256, kept
    run.publication = importing.publication_of(run.source, edition, at)
    for count in ("total", *importing.COUNTS):
        setattr(run, count, getattr(found, count))
    run.stamp(at)
    run.save()
    importing.keep_problems(found.problems, run)
    return run


@transaction.atomic
def confirm(*, run: ImportRun, at: datetime) -> ImportRun:
    """Begin to take the tried file in. Raises NotTriedOut."""
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state != ImportRun.State.DRY:
        raise NotTriedOut
    RowProblem.objects.filter(run=run).delete()
    run.state = ImportRun.State.RUNNING
    for count in importing.COUNTS:
        setattr(run, count, 0)
    run.stamp(at)
    run.save()
    return run


def advance(*, run: ImportRun, by: Actor, at: datetime) -> ImportRun:
    """Take the next chunk of rows in; the last one finishes the run. Raises RunMoved."""
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
