"""What somebody has typed and not recorded: laid aside as a draft, given back to its writer.

A form carries the signed id of its writer and the mark of its sheet. Three occasions lay
its fields aside (``KeepTypedWork``): the page does so by itself while one types, its
writer closes it, or it arrives after the session has ended. The page offers a draft when
it is opened again; after an ended session it shows it at once.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import cast
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, QueryDict

from renkei.core import actions, clock
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.models import Draft
from renkei.core.text import tidy

AUTHOR, SHEET, TITLE = "author", "submission", "sheet_title"
# Its value is where to go on; without one the page stays open and wants to be told.
ASIDE = "lay_aside"
ASKED = "draft"
_OF_THE_PAGE = ("csrfmiddlewaretoken", AUTHOR, TITLE, ASIDE)
NOT_TYPED = (*_OF_THE_PAGE, SHEET, "version", "base")
_SESSION_KEY = "typed"
_SALT = "renkei.typed"
# Without a session only the signature tells who wrote; later it may be anybody at this desk.
_SIGNED_FOR = timedelta(days=1)


class NotTheWriter(DomainError):
    """この画面は、ほかの人がログインしているときに開いたものです。開き直してください。"""


class Unfinished(QueryDict):
    """Fields of a draft: shown as they were left, checked only when they are sent."""

    draft: Draft


def sign_author(actor: Actor) -> str:
    """The value of the hidden field: who is writing, and since when."""
    return signing.dumps(actor.public_id, salt=_SALT)


def writer_of(request: HttpRequest, within: timedelta | None = None) -> str:
    """The id of the person the posted form was made for; empty when it names none."""
    try:
        signed = request.POST.get(AUTHOR, "")
        writer: str = signing.loads(signed, salt=_SALT, max_age=within)
    except signing.BadSignature:
        return ""
    return writer


def keep(request: HttpRequest, writer: str) -> Draft | None:
    """Keep the posted fields as this writer's draft; None when the form has no mark.

    Raises DraftTooLarge or SheetRecorded.
    """
    sheet = mark_in(request.POST)
    if sheet is None:
        return None
    fields = request.POST.copy()
    for name in _OF_THE_PAGE:
        fields.pop(name, None)
    match = request.resolver_match
    return actions.keep_draft(
        author=writer,
        sheet=sheet,
        address=address_of(request),
        region=str(match.kwargs.get("region", "")) if match else "",
        title=tidy(request.POST.get(TITLE, ""))[:120],
        fields=fields.urlencode(),
        at=clock.now(),
    )


def keep_own(request: HttpRequest, actor: Actor) -> Draft:
    """Keep the posted fields for the person signed in. Raises NotTheWriter, or as keep."""
    draft = keep(request, actor.public_id) if writer_of(request) == actor.public_id else None
    if draft is None:
        raise NotTheWriter
    return draft


def lay_aside(request: HttpRequest) -> bool:
    """Keep what arrived without a session, and remember it here until its writer is back.

    False when the form names no writer of the last day, is too large to be kept, or was
    recorded before.
    """
    writer = writer_of(request, _SIGNED_FOR)
    draft = None
    with suppress(actions.DraftTooLarge, actions.SheetRecorded):
        draft = keep(request, writer) if writer else None
    if draft is None:
        return False
    request.session[_SESSION_KEY] = str(draft.sheet)
    return True


def given_back(request: HttpRequest, actor: Actor) -> QueryDict | None:
    """What this person typed on this page and not recorded, to fill its form with.

    Once after the session ended in the middle of it; else the draft the address asks for.
    """
    laid_aside = _find(actor, request.session.get(_SESSION_KEY, ""))
    if laid_aside is not None and laid_aside.address == address_of(request):
        del request.session[_SESSION_KEY]
        return _fields(laid_aside, actor, QueryDict)
    asked = _find(actor, request.GET.get(ASKED, ""))
    if asked is None or asked.address != address_of(request):
        return None
    unfinished = cast("Unfinished", _fields(asked, actor, Unfinished))
    unfinished.draft = asked
    return unfinished


def waiting(request: HttpRequest, actor: Actor) -> list[Draft]:
    """The drafts this person may go on with on this page, latest first."""
    own = Draft.objects.visible_to(actor).lasting(clock.now())
    return list(own.filter(address=address_of(request)))


def mark_in(sent: QueryDict) -> UUID | None:
    """The mark of the sheet; None where it is none."""
    return _uuid(sent.get(SHEET, ""))


def address_of(request: HttpRequest) -> str:
    """The address of a form, whether or not a draft is asked for in it."""
    asked = request.GET.copy()
    asked.pop(ASKED, None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def _find(actor: Actor, sheet: str) -> Draft | None:
    mark = _uuid(sheet)
    if mark is None:
        return None
    return Draft.objects.visible_to(actor).lasting(clock.now()).filter(sheet=mark).first()


def _fields(draft: Draft, actor: Actor, kind: type[QueryDict]) -> QueryDict:
    fields = kind(draft.fields, mutable=True)
    fields[AUTHOR] = sign_author(actor)
    return fields


def _uuid(text: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(text)
    return None
