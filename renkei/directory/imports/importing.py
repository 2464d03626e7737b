"""Bringing a file of a source into the directory: in chunks, resumable, twice the same.

A chunk of rows and the count of rows behind it are one transaction, so a run that was
killed goes on where it stopped. A row whose values have not changed is only marked as
seen. A row gone from the new edition marks its service; nothing is ever deleted, and what
the region knows (corrections, abilities, notes) is never touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core import statistics
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.directory.imports import bounds, filings, overtaking, unlisting
from renkei.directory.imports.chunks import Chunk
from renkei.directory.imports.ground import Ground
from renkei.directory.models import ImportRun, Publication, RowProblem, Service, SourceRow
from renkei.directory.search import index
from renkei.directory.sources.registry import READERS, Reader
from renkei.directory.sources.rows import Problem, Raw, Row
from renkei.directory.sources.tables import illegible_lines
from renkei.documents.models import Edition
from renkei.geo.models import Municipality
from renkei.organizations.models import Facility, Identifier, Organization
from renkei.programme.models import Region
from renkei.vocabulary.models import Term

CHUNK = 2_000
MAX_PROBLEMS = 5_000
# No edition is called so: a trial goes on with no run there is, and waits for no other trial.
TRIED = "（試し）"
ILLEGIBLE = "読めない文字がありました。除いて読みます"
COUNTS = ("created", "changed", "unchanged", "unlisted")


class AlreadyFinished(DomainError):
    """この取込みは、もう済んでいます。"""


class Preview(NamedTuple):
    """What an import would do, and what it would say about its rows."""

    total: int
    created: int
    changed: int
    unchanged: int
    unlisted: int
    rejected: int
    problems: list[Problem]
    gone: list[str]


@transaction.atomic
def begin(
    *,
    source: str,
    content: bytes,
    file_name: str,
    edition: str,
    at: datetime,
    region: Region | None = None,
    upload: Edition | None = None,
    options: dict[str, Any] | None = None,
) -> ImportRun:
    """The run for this file: the one that was interrupted, else a new one.

    The whole file is looked through first: an unreadable one raises UnreadableTable or
    MissingColumns before anything is written. ``edition`` names it (`2025-12`); "" is this
    month's.
    """
    digest = hashlib.sha256(content).hexdigest()
    publication = publication_of(source, edition, at)
    unfinished = ImportRun.objects.filter(
        source=source, digest=digest, publication=publication, region=region
    ).filter(state=ImportRun.State.RUNNING)
    found: ImportRun | None = unfinished.first()
    if found:
        return found
    run = ImportRun(
        source=source,
        file_name=file_name[-200:],
        digest=digest,
        publication=publication,
        region=region,
        upload=upload,
        options=options or {},
        total=sum(1 for _ in READERS[source].read(content, options or {})),
    )
    run.stamp(at)
    run.save()
    return run


def publication_of(source: str, edition: str, at: datetime) -> Publication:
    """The edition of this name, kept once; one that nobody named is that of this month."""
    reader, today = READERS[source], timezone.localdate(at)
    found, _ = Publication.objects.get_or_create(
        source=source,
        label=edition[:60] or f"{today:%Y-%m}",
        defaults={"publisher": reader.publisher, "licence": reader.licence},
    )
    if found.published_on is None:
        found.published_on = filings.day_of(found, at) if edition else today
        found.save(update_fields=["published_on"])
    return found


class Loader:
    """One file on its way in. ``ground`` (what is known of the places) serves several files.

    What a trial (``is_trial``) does is undone: it takes no turn and writes nothing down,
    because it would keep everybody from doing so until its end.
    """

    def __init__(
        self,
        run: ImportRun,
        content: bytes,
        ground: Ground | None = None,
        *,
        is_trial: bool = False,
    ) -> None:
        """Continue behind the rows that are done."""
        self.run, self.is_trial = run, is_trial
        self.reader: Reader = READERS[run.source]
        self.ground = ground or Ground(_home(run), bounds.closed_to(run.region))
        self._illegible = [] if run.done else illegible_lines(content)
        self._lines = islice(self.reader.read(content, run.options), run.done, None)

    def step(self, *, by: Actor, at: datetime) -> bool:
        """Bring in the next chunk; after the last one finish the run. False when it is finished.

        The search finds its places after ``index.catch_up``, once for many chunks.
        """
        if not self.run.is_under_way:
            return False
        lines = list(islice(self._lines, CHUNK))
        try:
            with transaction.atomic():
                self._take(lines, at)
                if self.run.done >= self.run.total:
                    _finish(self.run, self.ground, at)
                    if not self.is_trial:
                        _write_down(self.run, by, at)
        except BaseException:
            # What the memory knows of the chunk is no longer true.
            self.ground.forget()
            raise
        return self.run.is_under_way

    def _take(self, lines: list[tuple[int, Raw]], at: datetime) -> None:
        if not self.is_trial:
            self._wait_turn()
        problems = [Problem(line, ILLEGIBLE) for line in self._illegible]
        self._illegible = []
        rows = list(self._typed(lines, problems))
        counts = Chunk(self.run, self.reader, self.ground, at).take(rows, problems)
        self.run.done += len(lines)
        for name in ("created", "changed", "unchanged"):
            setattr(self.run, name, getattr(self.run, name) + counts[name])
        self.run.stamp(at)
        self.run.save()
        keep_problems(problems, self.run)

    def _wait_turn(self) -> None:
        overtaking.keep_off_trials(self.run.region_id)
        # Two windows that advance the same run: the second one finds its rows done.
        locked = overtaking.in_turn(self.run)
        if (locked.done, locked.state) != (self.run.done, self.run.state):
            raise RunMoved
        overtaking.refuse_overtaken(locked)

    def _typed(self, lines: Iterable[tuple[int, Raw]], problems: list[Problem]) -> Iterator[Row]:
        for line, raw in lines:
            for said in self.reader.said(line, raw):
                if isinstance(said, Row):
                    yield self.ground.resolved(said)
                else:
                    problems.append(said)


def _home(run: ImportRun) -> Iterable[Municipality]:
    """The municipalities that a list of the region itself speaks of."""
    is_local = run.region is not None and READERS[run.source].is_local
    return run.region.municipalities.all() if is_local and run.region else ()


class RunMoved(DomainError):
    """この取込みは、ほかの画面で進んでいます。"""


def keep_problems(problems: list[Problem], run: ImportRun) -> None:
    """Keep what was said about rows, up to a number that can still be read."""
    room = MAX_PROBLEMS - run.problems.count() if problems else 0
    RowProblem.objects.bulk_create(
        RowProblem(run=run, line=line, reason=reason[:200], is_rejected=is_rejected)
        for line, reason, is_rejected in problems[: max(room, 0)]
    )


def _finish(run: ImportRun, ground: Ground, at: datetime) -> None:
    """Mark what is missing."""
    run.unlisted = unlisting.unlist(run, at, closed=ground.closed)
    run.state = ImportRun.State.FINISHED
    run.save()


def _write_down(run: ImportRun, by: Actor, at: datetime) -> None:
    """Tell the history that the file came in."""
    numbers = {"新しい": run.created, "変わった": run.changed, "一覧に無くなった": run.unlisted}
    changes = {label: ("", f"{number}件") for label, number in numbers.items()}
    slug = run.region.slug if run.region else ""
    audit.record(Verb.IMPORT, run, by=by, at=at, region=slug, changes=changes)
    statistics.refresh(Facility, Identifier, Municipality, Organization, Service, SourceRow, Term)


def run_to_end(
    *, run: ImportRun, content: bytes, by: Actor, at: datetime, ground: Ground | None = None
) -> ImportRun:
    """Bring in all that is left of a run, and let the search know."""
    _run(Loader(run, content, ground), by, at)
    transaction.on_commit(index.catch_up)
    return run


def _run(loader: Loader, by: Actor, at: datetime) -> None:
    while loader.step(by=by, at=at):
        pass


def preview(
    *,
    source: str,
    content: bytes,
    by: Actor,
    at: datetime,
    region: Region | None = None,
    options: dict[str, Any] | None = None,
) -> Preview:
    """Try an import out: everything is done and then undone.

    Raises UnreadableTable or MissingColumns, and TrialUnderWay while the region tries or
    takes in another list.
    """
    with transaction.atomic():
        overtaking.keep_off_trials(region.pk if region else None)
        run = begin(
            source=source,
            content=content,
            file_name="",
            edition=f"{TRIED}{uuid4()}",
            at=at,
            region=region,
            options=options,
        )
        _run(Loader(run, content, is_trial=True), by, at)
        found = list(run.problems.values_list("line", "reason", "is_rejected"))
        transaction.set_rollback(True)
    problems = [Problem(*problem) for problem in found]
    rejected = sum(problem.is_rejected for problem in problems)
    return Preview(
        run.total,
        run.created,
        run.changed,
        run.unchanged,
        run.unlisted,
        rejected,
        problems,
        run.gone,
    )
