"""届出 kept with their periods: what an edition tells of begins, what it leaves out has ended.

Only editions of one institution's own list are held against each other, and only those
that tell of 届出 at all. An edition older than what is known fills in the past: it ends
nothing. Nothing is deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from renkei.core.wareki import DateError, parse_date, parse_month
from renkei.directory.filing_kinds import code_of
from renkei.directory.models import Filing, Publication, Source, SourceRow
from renkei.directory.sources.rows import Filed
from renkei.directory.sources.tables import column_key
from renkei.vocabulary.models import Scheme, Term

Told = tuple[SourceRow, Sequence[Filed] | None]
SAVED = ["number", "since", "is_since_told", "until", "publication", "seen_on", "changed_at"]
_MONTH = re.compile(r"(20[0-9]{2})-([0-9]{2})(?:-([0-9]{2}))?")


def day_of(publication: Publication, at: datetime) -> date:
    """The day an edition stands for: published on, else as it is named, else now."""
    return publication.published_on or day_named(publication.label) or timezone.localdate(at)


def day_named(edition: str) -> date | None:
    """The day that the name of an edition tells: `2026-09-12 東海北陸`, `令和8年9月`.

    Of a month the first: that long at least its facts have been known.
    """
    if found := _MONTH.search(edition):
        with suppress(ValueError):
            return date(int(found[1]), int(found[2]), int(found[3] or 1))
    for read in (parse_date, parse_month):
        with suppress(DateError):
            return read(edition)
    return None


def keep(told: Iterable[Told], publication: Publication, at: datetime) -> None:
    """Hold what an edition tells of these rows against what is known of them."""
    said = {row.pk: filed for row, filed in told if filed is not None}
    if not said:
        return
    known: dict[int, list[Filing]] = {pk: [] for pk in said}
    kept = Filing.objects.filter(row__in=said).select_related("publication")
    for filing in kept.order_by("since"):
        known[filing.row_id].append(filing)
    edition = _Edition(publication, at)
    for pk, filed in said.items():
        edition.compare(pk, known[pk], filed)
    edition.save()


class _Edition:
    """One edition on its way in: what it begins, and what it tells again or ends."""

    def __init__(self, publication: Publication, at: datetime) -> None:
        self.publication, self.day, self.at = publication, day_of(publication, at), at
        self.terms = dict(Term.objects.of(Scheme.FILING).values_list("code", "pk"))
        self.new: dict[int, Filing] = {}
        self.seen: dict[int, Filing] = {}

    def compare(self, row: int, known: list[Filing], filed: Sequence[Filed]) -> None:
        """One institution: each 届出 that is told, then those that no longer are."""
        days = chain.from_iterable(map(self._days, known))
        newer = min((day for day in days if day > self.day), default=None)
        told = [self._told(row, known, each, newer) for each in filed]
        if newer is None:
            for one in known:
                if one.until is None and one not in told:
                    self._end(one, told)

    def _days(self, filing: Filing) -> Iterator[date]:
        """The days of the source's editions of which a filing tells."""
        if filing.publication.source == self.publication.source:
            yield filing.seen_on
            yield from filter(None, [filing.until])

    def _told(self, row: int, known: list[Filing], filed: Filed, newer: date | None) -> Filing:
        found = _same(known, filed)
        if found is None:
            found = self._begin(row, filed, newer)
            known.append(found)
            return found
        before = (found.since, found.until, found.number)
        if self.day >= found.seen_on:
            found.until = None
            found.publication, found.seen_on = self.publication, self.day
        if filed.since and not found.is_since_told:
            found.since, found.is_since_told = filed.since, True
        found.number = filed.number or found.number
        self._note(found, is_changed=before != (found.since, found.until, found.number))
        return found

    def _begin(self, row: int, filed: Filed, newer: date | None) -> Filing:
        """It has ended where a newer edition, which came in before, did not tell of it."""
        since = filed.since or self.day
        filing = Filing(
            row_id=row,
            term_id=self.terms.get(code_of(filed.name, filed.symbol)),
            name=filed.name,
            symbol=filed.symbol,
            since=since,
            is_since_told=filed.since is not None,
            until=newer and max(newer, since),
            number=filed.number,
            publication=self.publication,
            seen_on=self.day,
            changed_at=self.at,
        )
        self.new[id(filing)] = filing
        return filing

    def _end(self, filing: Filing, told: Iterable[Filing]) -> None:
        """On the edition's day; earlier where the same kind began anew before."""
        again = [one.since for one in told if _key(one) == _key(filing)]
        filing.until = max(min([self.day, *again]), filing.since)
        self._note(filing, is_changed=True)

    def _note(self, filing: Filing, *, is_changed: bool) -> None:
        if is_changed:
            filing.changed_at = self.at
        self.seen[id(filing)] = filing

    def save(self) -> None:
        Filing.objects.bulk_create(self.new.values(), batch_size=500)
        known = [filing for key, filing in self.seen.items() if key not in self.new]
        Filing.objects.bulk_update(known, SAVED, batch_size=200)


def _key(filing: Filing | Filed) -> str:
    """Its kind, however it is written."""
    return code_of(filing.name, filing.symbol) or column_key(filing.name)


def _same(known: Iterable[Filing], filed: Filed) -> Filing | None:
    """The one of this kind that began on this day; where a day is not told, the last one."""
    alike = [one for one in known if _key(one) == _key(filed)]
    begun = [one for one in alike if one.since == filed.since]
    undated = [one for one in alike if filed.since is None or not one.is_since_told]
    return next(iter([*begun, *reversed(undated)]), None)


def see_again(rows: Iterable[int], publication: Publication, at: datetime) -> None:
    """Rows that say in this edition what they said in the one before.

    Call it while they still name that one. Where a whole institution was missing for a
    while, its 届出 go on as if it had not been.
    """
    if publication.source != Source.KOUSEIKYOKU:
        return
    day = day_of(publication, at)
    told = Filing.objects.filter(row__in=rows, publication=F("row__publication"), seen_on__lte=day)
    told.filter(until__isnull=False).update(until=None, changed_at=at)
    told.update(publication=publication, seen_on=day)


def finish(gone: QuerySet[Any], publication: Publication, at: datetime) -> list[int]:
    """After the last row of an edition: end those of services that are gone from it, and
    give kinds to those that have none; returns the facilities that learned of a kind."""
    if publication.source != Source.KOUSEIKYOKU:
        return []
    _end_all(gone, publication, at)
    return _recode(at)


def _end_all(services: QuerySet[Any], publication: Publication, at: datetime) -> None:
    day = day_of(publication, at)
    gone = Filing.objects.open().filter(
        row__service__in=services, row__source=publication.source, seen_on__lte=day
    )
    gone.update(until=Greatest("since", Value(day)), changed_at=at)


def _recode(at: datetime) -> list[int]:
    """A kind may have come to our list since it was brought in."""
    terms = dict(Term.objects.of(Scheme.FILING).values_list("code", "pk"))
    uncoded = Filing.objects.filter(term__isnull=True)
    touched: list[int] = []
    for name, symbol in uncoded.order_by().values_list("name", "symbol").distinct():
        if term := terms.get(code_of(name, symbol)):
            alike = uncoded.filter(name=name, symbol=symbol)
            touched += alike.values_list("row__facility", flat=True)
            alike.update(term=term, changed_at=at)
    return touched
