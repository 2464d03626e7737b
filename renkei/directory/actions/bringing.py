"""A region's list on its way in: tried out first, then taken in chunk by chunk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.directory import importing
from renkei.directory.models import ImportRun, RowProblem
from renkei.directory.search import index
from renkei.directory.sources.tables import UnreadableTable
from renkei.documents.actions import keep_upload
from renkei.documents.inspection import Upload
from renkei.documents.models import Edition
from renkei.documents.refusals import UnknownKind
from renkei.programme.models import Region


class NotTriedOut(DomainError):
    """この取込みは、もう始まっています。"""


@transaction.atomic
def try_out(
    *,
    region: Region,
    source: str,
    upload: Upload,
    edition: str,
    columns: dict[str, str],
    by: Actor,
    at: datetime,
) -> ImportRun:
    """Keep the file and tell what it would do; nothing of it is in the directory yet.

    Raises UploadRefused, UnreadableTable or MissingColumns, and then keeps nothing.
    """
    name = upload.name or "一覧"
    try:
        kept = keep_upload(upload=upload, title=name, by=by, at=at, region_slug=region.slug)
    except UnknownKind as why:
        raise UnreadableTable from why  # its sentence names what a list may be
    content = content_of(kept)
    found = importing.preview(
        source=source, content=content, by=by, at=at, region=region, options=columns
    )
    run = ImportRun(
        source=source,
        file_name=name[-200:],
        digest=kept.sha256,
        publication=importing.publication_of(source, edition or importing.edition_of(at)),
        region=region,
        upload=kept,
        options=columns,
        state=ImportRun.State.DRY,
        **{key: getattr(found, key) for key in ("total", "created", "changed", "unchanged")},
    )
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
    run.created = run.changed = run.unchanged = 0
    run.stamp(at)
    run.save()
    return run


def advance(*, run: ImportRun, by: Actor, at: datetime) -> ImportRun:
    """Take the next chunk of rows in; the last one finishes the run. Raises RunMoved."""
    importing.Loader(run, content_of(run.upload)).step(by=by, at=at)
    index.catch_up()
    return run


def content_of(edition: Edition | None) -> bytes:
    """The bytes of a kept file; none for a run of the command line."""
    if edition is None:
        return b""
    with edition.file.open("rb") as file:
        return bytes(file.read())
