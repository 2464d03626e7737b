"""The real places of the demo regions, brought in by the importers that everybody uses."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import NamedTuple

from django.core.management import call_command

from renkei.core.actors import SYSTEM
from renkei.demo.knowledge import DIRECTORY
from renkei.directory.imports import importing
from renkei.directory.models import ImportRun, Publication, Source


class List(NamedTuple):
    """A file of the demo and the edition it was chosen from (see its README)."""

    file: str
    source: Source
    edition: str
    published_on: date
    publisher: str


LISTS = (
    List(
        "kouseikyoku_kanazawa.csv",
        Source.KOUSEIKYOKU,
        "2026-09 東海北陸",
        date(2026, 9, 1),
        "厚生労働省 東海北陸厚生局",
    ),
    List(
        "kouseikyoku_toride.csv",
        Source.KOUSEIKYOKU,
        "2026-08 関東信越",
        date(2026, 8, 1),
        "厚生労働省 関東信越厚生局",
    ),
    List("kaigo_kanazawa.csv", Source.KAIGO, "2025-12", date(2025, 12, 31), "厚生労働省"),
    List("kaigo_toride.csv", Source.KAIGO, "2025-12", date(2025, 12, 31), "厚生労働省"),
)
LICENCE = "公共データ利用規約 PDL1.0"


def lay_ground() -> None:
    """Towns and outlines where there are none."""
    call_command("load_towns", missing=True)
    call_command("load_outlines", missing=True)


def lay_places(*, at: datetime) -> None:
    """Each list once; a list that came in before is not read again."""
    lay_ground()
    for entry in LISTS:
        content = (DIRECTORY / entry.file).read_bytes()
        if not _came_in(entry, content):
            _bring_in(entry, content, at)


def _came_in(entry: List, content: bytes) -> bool:
    digest = hashlib.sha256(content).hexdigest()
    done = ImportRun.objects.filter(state=ImportRun.State.FINISHED, source=entry.source)
    return done.filter(digest=digest).exists()


def _bring_in(entry: List, content: bytes, at: datetime) -> None:
    Publication.objects.get_or_create(
        source=entry.source,
        label=entry.edition,
        defaults={
            "published_on": entry.published_on,
            "publisher": entry.publisher,
            "licence": LICENCE,
        },
    )
    run = importing.begin(
        source=entry.source, content=content, file_name=entry.file, edition=entry.edition, at=at
    )
    importing.run_to_end(run=run, content=content, by=SYSTEM, at=at)
