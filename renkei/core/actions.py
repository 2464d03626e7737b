"""Keeping drafts and closing their sheets. Nothing of it is in the audit log."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from renkei.core.errors import DomainError
from renkei.core.models import Draft

LARGEST = 1_000_000
"""Characters of a draft as it is sent, where each kanji counts nine."""
MOST = 50
"""Drafts of one person; beyond it the oldest are forgotten."""


class SheetRecorded(DomainError):
    """この画面の内容は、もう記録されています。直すときは、画面を開き直してください。"""


class DraftTooLarge(DomainError):
    """書いたものが長すぎて、下書きに残せません。短くするか、「記録する」で記録してください。"""


@transaction.atomic
def keep_draft(
    *, author: str, sheet: UUID, address: str, region: str, title: str, fields: str, at: datetime
) -> Draft:
    """Keep the present state of a sheet for its writer, in place of the one before.

    ``author`` is the public id of the writer. Drafts past their time go on this
    occasion. Raises DraftTooLarge, and SheetRecorded when the sheet was recorded meanwhile.
    """
    if len(fields) + len(address) > LARGEST:
        raise DraftTooLarge
    Draft.objects.filter(saved_at__lte=at - Draft.KEPT_FOR).delete()
    state = {"address": address, "region_slug": region, "title": title, "fields": fields}
    draft = _put(author, sheet, state | {"saved_at": at})
    if draft.is_recorded:
        raise SheetRecorded
    own = Draft.objects.unfinished().filter(author=author)
    own.filter(pk__in=list(own.values_list("pk", flat=True)[MOST:])).delete()
    return draft


def _put(author: str, sheet: UUID, state: dict[str, Any]) -> Draft:
    """The sheet's row in this state; a row of a recorded sheet stays as it is."""
    rows = Draft.objects.select_for_update()
    draft, is_new = rows.get_or_create(author=author, sheet=sheet, defaults=state)
    if not (is_new or draft.is_recorded):
        for name, value in state.items():
            setattr(draft, name, value)
        draft.save()
    return draft


@transaction.atomic
def close_sheet(*, author: str, sheet: UUID | None, at: datetime) -> None:
    """The sheet was recorded: its draft goes, and none of it is kept any more."""
    if sheet is not None:
        nothing = {"address": "", "region_slug": "", "title": "", "fields": ""}
        closed = nothing | {"is_recorded": True, "saved_at": at}
        Draft.objects.update_or_create(author=author, sheet=sheet, defaults=closed)


def discard_draft(*, author: str, sheet: UUID) -> None:
    """Throw a sheet's draft away: its writer wants it so."""
    Draft.objects.filter(author=author, sheet=sheet).delete()
