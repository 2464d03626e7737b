"""Some rows of one import, taken in together: what is new, what has changed, what only stays."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from renkei.core import bulk
from renkei.directory.imports import bounds, filings, unlisting
from renkei.directory.imports.ground import Ground
from renkei.directory.imports.placing import Placing
from renkei.directory.models import ImportRun, Publication, Service, SourceRow
from renkei.directory.search import index
from renkei.directory.sources.registry import Reader
from renkei.directory.sources.rows import Problem, Raw, Row

# Raise it when a parser learns to read more: the next import then takes every row anew.
PARSERS = "1"


def digest_of(raw: Raw) -> str:
    """SHA-256 of a row's values, the parsers' generation included."""
    text = "\x1f".join([PARSERS, *map("\x1e".join, raw.items())])
    return hashlib.sha256(text.encode()).hexdigest()


class Chunk:
    """Up to ``importing.CHUNK`` rows of one run, taken in together."""

    def __init__(self, run: ImportRun, reader: Reader, ground: Ground, at: datetime) -> None:
        self.run, self.reader, self.ground, self.at = run, reader, ground, at
        self.counts: Counter[str] = Counter()
        self.publication = Publication.objects.get(runs=run)

    def take(self, rows: list[Row], problems: list[Problem]) -> Counter[str]:
        """Create, change or only mark each row; returns the counts."""
        rows = bounds.within(rows, problems, source=self.run.source, ground=self.ground)
        doubts = (Problem(row.line, said) for row in rows for said in self.ground.doubts(row))
        problems += dict.fromkeys(doubts)  # a line may be several rows
        known = {row.key: row for row in self._known(rows)}
        fresh: dict[str, Row] = {}
        unchanged: list[SourceRow] = []
        for row in rows:
            found = known.get(row.key)
            if row.key in fresh or (found and found.seen_in_id == self.run.pk):
                problems.append(Problem(row.line, _twice(row), True))
            elif found and found.facility_id and found.digest == digest_of(row.raw):
                found.seen_in_id = self.run.pk
                unchanged.append(found)
            else:
                fresh[row.key] = row
        if unchanged:
            self._mark(unchanged)
        self._bring(fresh, known, problems)
        return self.counts

    def _known(self, rows: list[Row]) -> Iterable[SourceRow]:
        keys = bulk.among_texts(row.key for row in rows)
        return SourceRow.objects.filter(source=self.run.source, key__in=keys).defer("raw")

    def _mark(self, rows: list[SourceRow]) -> None:
        """Seen again, as they were; a service that was missing is listed again."""
        self.counts["unchanged"] += len(rows)
        keys = [row.pk for row in rows]
        filings.see_again(keys, self.publication, self.at)
        SourceRow.objects.filter(pk__in=bulk.among(keys)).update(
            seen_in=self.run, publication=self.run.publication
        )
        services = bulk.among(row.service_id for row in rows if row.service_id)
        missing = Service.objects.filter(pk__in=services, unlisted_on__isnull=False)
        if back := list(missing.values_list("facility_id", flat=True)):
            unlisting.set_unlisted(missing, None, self.at)
            index.mark(back)

    def _bring(
        self, fresh: dict[str, Row], known: dict[str, SourceRow], problems: list[Problem]
    ) -> None:
        if not fresh:
            return
        earlier = self._earlier([known[key] for key in fresh if key in known])
        told: list[filings.Told] = []
        placing = Placing(self.ground, self.reader.is_institution, self.at)
        for placed in placing.place(list(fresh.values()), earlier, problems):
            is_new = placed.row.key not in known
            self.counts["created" if is_new else "changed"] += 1
            source_row = known.get(placed.row.key) or SourceRow(
                source=self.run.source, key=placed.row.key
            )
            source_row.digest, source_row.raw = digest_of(placed.row.raw), placed.row.raw
            source_row.facility_id, source_row.service_id = placed.facility, placed.service
            source_row.publication = self.publication
            source_row.seen_in = self.run
            placing.rows[not is_new].append(source_row)
            told.append((source_row, placed.row.filings))
        self._save(placing)
        filings.keep(told, self.publication, self.at)
        index.mark(placing.touched)

    def _earlier(self, rows: list[SourceRow]) -> dict[str, tuple[SourceRow, Row | None]]:
        """What the changed rows said before."""
        keys = bulk.among(row.pk for row in rows)
        raws = dict(SourceRow.objects.filter(pk__in=keys).values_list("key", "raw"))
        return {row.key: (row, self._said(row.key, raws[row.key])) for row in rows}

    def _said(self, key: str, raw: Raw) -> Row | None:
        rows = (row for row in self.reader.typed(0, raw) if isinstance(row, Row))
        said = map(self.ground.resolved, rows)
        return next((row for row in said if row.key == key), None)

    def _save(self, placing: Placing) -> None:
        new, changed = placing.rows
        bulk.insert(new)
        bulk.update(changed, ["digest", "raw", "facility", "service", "publication", "seen_in"])


def _twice(row: Row) -> str:
    has_number = row.number or row.numbers or row.raw.get("id")
    same = "番号とサービス" if has_number else "名前と所在地とサービス"
    return f"同じ{same}の行が、もうあります"
