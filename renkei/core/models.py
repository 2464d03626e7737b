"""The record, what every kept thing has in common; and the draft, which is not one yet."""

import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.http import QueryDict

from renkei.core.actors import Actor
from renkei.core.boxes import pasted_date, read_date
from renkei.core.wareki import DateError, wareki, wareki_month

# No vowels, so that no word appears by accident; no 0, 1 or l, so that it can be read aloud.
ID_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
ID_LENGTH = 12
# Each letter stands for nine bytes, the last thirteen for none: all are equally likely.
_LETTERS = (ID_ALPHABET * 10).encode()[:256]
_NO_LETTER = bytes(range(9 * len(ID_ALPHABET), 256))


def new_public_id() -> str:
    """Twelve letters and digits, safe in URLs and on paper; 57 bits, not guessable in order."""
    letters = secrets.token_bytes(4 * ID_LENGTH).translate(_LETTERS, _NO_LETTER)
    return letters[:ID_LENGTH].decode()


class RecordQuerySet(models.QuerySet[Any]):
    """Where a subclass says nothing, nobody sees anything."""

    def visible_to(self, actor: Actor) -> Self:
        """Deny by default; each model says who may know of its records."""
        return self.none()


class Record(models.Model):
    """A kept thing with an address that tells nothing, its moments and its version.

    ``version`` counts the saved states: a form made from an older one shows both
    texts instead of overwriting. ``updated_at`` is set by actions, not by the
    database, because the moment is an argument everywhere.
    """

    public_id = models.CharField(
        "番号", max_length=ID_LENGTH, unique=True, default=new_public_id, editable=False
    )
    created_at = models.DateTimeField("作成", editable=False)
    updated_at = models.DateTimeField("更新", editable=False)
    version = models.PositiveIntegerField("版", default=1, editable=False)

    class Meta:
        abstract = True

    def stamp(self, at: datetime) -> None:
        """Mark a new saved state at this moment; the caller saves."""
        if self._state.adding:
            self.created_at = at
        else:
            self.version += 1
        self.updated_at = at


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, actor: Actor) -> Self:
        """The writer's own and nobody else's, whatever their role; not what was recorded."""
        own = self.unfinished().filter(author=actor.public_id)
        return own if actor.is_authenticated else self.none()

    def unfinished(self) -> Self:
        """Those whose sheet was not recorded."""
        return self.filter(is_recorded=False)

    def of(self, region: Any) -> Self:
        return self.filter(region_slug=region.slug)

    def lasting(self, at: datetime) -> Self:
        """Those not forgotten yet."""
        return self.filter(saved_at__gt=at - Draft.KEPT_FOR)


class Draft(models.Model):
    """What one person typed into a form and has not recorded yet (書きかけ).

    Only its writer ever sees it; it is part of no record, page, count or history.
    ``sheet`` is the mark of the form (its ``submission``), so that two sheets of one
    ``address`` stay apart. ``fields`` is what the browser would send, without files.
    It goes when it is thrown away and ``KEPT_FOR`` after the last typing. Once the sheet is
    recorded an empty row stays behind (``is_recorded``), so that a saving which the page
    sent before arrives too late. Without foreign keys, since people and regions belong to
    upper apps.
    """

    KEPT_FOR = timedelta(days=30)
    HINTS = ("title", "name", "text")

    author = models.CharField("書いた人", max_length=ID_LENGTH)
    region_slug = models.CharField("圏域", max_length=50, blank=True)
    address = models.TextField("ページ")
    title = models.CharField("ページの題", max_length=120, blank=True)
    sheet = models.UUIDField("用紙の印")
    fields = models.TextField("書いたもの")
    saved_at = models.DateTimeField("保存した時", db_index=True)
    is_recorded = models.BooleanField("記録した", default=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_sheet_of_a_writer_has_one_draft", fields=["author", "sheet"]
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def typed(self) -> QueryDict:
        """The fields as a form reads them."""
        return QueryDict(self.fields)

    @property
    def hint(self) -> str:
        """The first words of it, else the first day, to tell drafts of one form apart."""
        typed = self.typed
        words = next(filter(None, (typed.get(name, "") for name in self.HINTS)), "")
        return words[:40] or next(filter(None, map(self._day, typed)), "")

    def _day(self, name: str) -> str:
        """The day in the boxes of a date, of which ``name`` is the last; else nothing."""
        typed, field = self.typed, name.removesuffix("_3")
        with suppress(DateError):
            boxes = [typed.get(f"{field}_{place}") for place in range(4)]
            on = read_date(boxes, day_optional=True) if field != name else None
            is_whole = typed[name] or pasted_date(boxes)
            return (wareki(on) if is_whole else wareki_month(on)) if on else ""
        return ""

    @property
    def made_from(self) -> int | None:
        """The version of the record it was begun from."""
        version = self.typed.get("version", "")
        return int(version) if version.isdecimal() and len(version) < 10 else None

    @property
    def url(self) -> str:
        """Where to go on writing."""
        mark = "&" if "?" in self.address else "?"
        return f"{self.address}{mark}draft={self.sheet}"
