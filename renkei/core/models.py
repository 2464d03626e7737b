"""The record: what every kept thing has in common."""

import random
from datetime import datetime
from typing import Any, Self

from django.db import models

from renkei.core.actors import Actor

# No vowels, so that no word appears by accident; no 0, 1 or l, so that it can be read aloud.
ID_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
ID_LENGTH = 12
_RANDOM = random.SystemRandom()


def new_public_id() -> str:
    """Twelve letters and digits, safe in URLs and on paper; 57 bits, not guessable in order."""
    return "".join(_RANDOM.choices(ID_ALPHABET, k=ID_LENGTH))


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
