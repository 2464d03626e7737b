"""What an institution filed with its bureau (届出), from when, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from renkei.core.actors import Actor
from renkei.directory.models.sources import Publication, SourceRow
from renkei.vocabulary.models import Term


class FilingQuerySet(models.QuerySet["Filing"]):
    def visible_to(self, actor: Actor) -> Self:
        """The bureaus publish them."""
        return self

    def on(self, day: date) -> Self:
        """Those that held on this day, as far as the editions brought in tell."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)

    def open(self) -> Self:
        """Those the newest edition still names, also when they begin only later."""
        return self.filter(until__isnull=True)

    def coded(self) -> Self:
        """Those of a kind that is on our list."""
        return self.filter(term__isnull=False)

    def at(self, places: Iterable[Any]) -> Self:
        """Those of these facilities."""
        return self.filter(row__facility__in=places)


class Filing(models.Model):
    """A 届出 that the bureau accepted: what it lets an institution do, with its period.

    ``since`` is 算定開始年月日; where the list names none (``is_since_told`` false), the day
    of the first edition that told of it. ``until`` is the day of the first edition that no
    longer did: the first day on which it is known not to hold. ``publication`` and
    ``seen_on`` are the newest edition that told of it and its day. ``term`` is None for a
    kind that is not on our list (``directory/data/filings.csv``). Nothing is ever deleted.
    """

    row = models.ForeignKey(SourceRow, models.CASCADE, related_name="filings")
    term = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name="届出の種類", null=True, blank=True
    )
    name = models.CharField("受理届出名称", max_length=200)
    symbol = models.CharField("受理記号", max_length=40, blank=True)
    number = models.CharField("受理番号", max_length=40, blank=True)
    since = models.DateField("算定開始")
    is_since_told = models.BooleanField("算定開始が書いてある", default=True)
    until = models.DateField("終わり", null=True, blank=True)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="+")
    seen_on = models.DateField("最後に載った版の日")
    changed_at = models.DateTimeField("変わった時")

    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ["term__position", "name", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_filing_begins_once_on_a_day", fields=["row", "name", "symbol", "since"]
            ),
            models.CheckConstraint(
                name="a_filing_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.term or self.name)
