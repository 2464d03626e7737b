"""Keeping drafts and throwing them away. They leave no trace in the audit log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from renkei.core.errors import DomainError
from renkei.core.models import Draft

LARGEST = 1_000_000
"""Characters of a draft as it is sent, where each kanji counts nine."""
MOST = 50
"""Drafts of one person; beyond it the oldest are forgotten."""


class DraftTooLarge(DomainError):
    """書いたものが長すぎて、下書きに残せません。短くするか、「記録する」で記録してください。"""


@transaction.atomic
def keep_draft(
    *, author: str, sheet: UUID, address: str, region: str, title: str, fields: str, at: datetime
) -> Draft:
    """Keep the present state of a sheet for its writer, in place of the one before.

    ``author`` is the public id of the writer. Drafts past their time go on this
    occasion. Raises DraftTooLarge.
    """
    if len(fields) + len(address) > LARGEST:
        raise DraftTooLarge
    Draft.objects.filter(saved_at__lte=at - Draft.KEPT_FOR).delete()
    state = {"address": address, "region_slug": region, "title": title, "fields": fields}
    draft, _ = Draft.objects.update_or_create(
        author=author, sheet=sheet, defaults=state | {"saved_at": at}
    )
    own = Draft.objects.filter(author=author)
    own.filter(pk__in=list(own.values_list("pk", flat=True)[MOST:])).delete()
    return draft


def discard_draft(*, author: str, sheet: UUID | None) -> None:
    """Throw a sheet's draft away, if there is one: it was recorded, or its writer wants it so."""
    if sheet is not None:
        Draft.objects.filter(author=author, sheet=sheet).delete()
