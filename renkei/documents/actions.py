"""How files come in and papers are kept."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from renkei.audit.actions import record
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.documents.inspection import Checked, Upload, inspect
from renkei.documents.models import Document, Edition, Kind


@transaction.atomic
def keep_upload(
    *,
    upload: Upload,
    title: str,
    by: Actor,
    at: datetime,
    region_slug: str = "",
    kind: str = Kind.FILE,
) -> Edition:
    """Keep a file somebody chose as the first edition of a new document.

    Raises an UploadRefused of ``refusals`` when it is not what offices exchange.
    """
    checked = inspect(upload)
    document = _new_document(title=title, kind=kind, region_slug=region_slug, at=at)
    return _keep(document, checked, Verb.UPLOAD, by=by, at=at)


@transaction.atomic
def keep_new_edition(*, document: Document, upload: Upload, by: Actor, at: datetime) -> Edition:
    """Keep a file as the next edition of a document. Raises UploadRefused."""
    return _keep(document, inspect(upload), Verb.UPLOAD, by=by, at=at)


@transaction.atomic
def open_document(*, title: str, kind: str, region_slug: str, by: Actor, at: datetime) -> Document:
    """Begin a document whose editions renkei makes itself (``keep_made``)."""
    document = _new_document(title=title, kind=kind, region_slug=region_slug, at=at)
    record(Verb.CREATE, document, by=by, at=at)
    return document


@transaction.atomic
def keep_made(
    *,
    document: Document,
    made: Checked,
    by: Actor,
    at: datetime,
    frozen: dict[str, Any] | None = None,
    is_final: bool = False,
) -> Edition:
    """Keep a file that renkei made, with the data it was made of.

    A final edition can never be deleted; whoever finds a mistake makes the next one.
    """
    verb = Verb.FINALISE if is_final else Verb.CREATE
    finalised_at = at if is_final else None
    return _keep(document, made, verb, by=by, at=at, frozen=frozen, finalised_at=finalised_at)


def _new_document(*, title: str, kind: str, region_slug: str, at: datetime) -> Document:
    document = Document(title=title, kind=kind, region_slug=region_slug)
    document.stamp(at)
    document.save()
    return document


def _keep(
    document: Document, checked: Checked, verb: Verb, *, by: Actor, at: datetime, **state: Any
) -> Edition:
    # Two people adding an edition at once get two numbers.
    Document.objects.select_for_update().get(pk=document.pk)
    latest = document.latest()
    edition = Edition(
        document=document,
        number=latest.number + 1 if latest else 1,
        file_name=checked.file_name,
        content_type=checked.content_type,
        size=len(checked.content),
        sha256=hashlib.sha256(checked.content).hexdigest(),
        **state,
    )
    edition.stamp(at)
    edition.file.save(checked.file_name, ContentFile(checked.content), save=False)
    edition.save()
    changes = {"版": ("", f"第{edition.number}版"), "ファイル": ("", checked.file_name)}
    record(verb, document, by=by, at=at, changes=changes)
    return edition
