"""Bring files of a source into the directory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from renkei.core import bulk, clock
from renkei.core.actors import SYSTEM
from renkei.core.errors import DomainError
from renkei.directory.imports import importing
from renkei.directory.imports.ground import Ground
from renkei.directory.models import ImportRun, Source
from renkei.directory.search import index
from renkei.directory.sources.own import parse as own

SHOWN = 20


class Command(BaseCommand):
    """``manage.py import_source kaigo FILE…``; ``./dev import-kaigo FILE…`` is the same.

    A run that was interrupted goes on where it stopped when it is called again.
    """

    # They import every view; `./dev check` runs them.
    requires_system_checks: list[str] = []
    help = "Import files of a source: kaigo, navii, kouseikyoku, standard or own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", choices=Source.values)
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--edition", default="", help="e.g. 2025-12; else this month")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would happen")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="FIELD=NAME",
            help="the column that holds a field, where it is named unlike any we know",
        )

        parser.add_argument(
            "--whole",
            action="store_true",
            help="a region's own list names all there are: what it does not name is gone",
        )

    @bulk.few_collections()
    def handle(self, *, source: str, files: list[Path], **options: Any) -> None:
        ground = Ground()
        columns: dict[str, Any] = dict(column.split("=", 1) for column in options["column"])
        if options["whole"]:
            columns["is_whole"] = True
        try:
            for path in files:
                content = path.read_bytes()
                if options["dry_run"]:
                    self.try_out(source, path, content, columns)
                else:
                    self.bring(source, path, content, columns, options["edition"], ground)
        except (DomainError, OSError) as reason:
            raise CommandError(f"{path}: {reason}") from reason
        finally:
            index.catch_up()

    def try_out(self, source: str, path: Path, content: bytes, columns: dict[str, Any]) -> None:
        """Tell what an import would do."""
        found = importing.preview(
            source=source, content=content, by=SYSTEM, at=clock.now(), options=columns
        )
        self.stdout.write(
            f"{path.name}（試し）：{found.total:,}行 → 新しい {found.created:,}、"
            f"変わる {found.changed:,}、同じ {found.unchanged:,}、"
            f"公表一覧に無くなる {found.unlisted:,}、読み込めない {found.rejected:,}"
        )
        if source == Source.OWN and (unread := own.unread(content, columns)):
            self.stdout.write(f"  次の列は読みません：{'、'.join(unread)}")
        for line, reason, _ in found.problems[:SHOWN]:
            self.stdout.write(f"  {line}行目：{reason}")
        if len(found.problems) > SHOWN:
            self.stdout.write(f"  ほか {len(found.problems) - SHOWN:,} 件")

    def bring(
        self,
        source: str,
        path: Path,
        content: bytes,
        columns: dict[str, Any],
        edition: str,
        ground: Ground,
    ) -> None:
        """Import one file and show how far it is."""
        run = importing.begin(
            source=source,
            content=content,
            file_name=path.name,
            edition=edition,
            at=clock.now(),
            options=columns,
        )
        loader = importing.Loader(run, content, ground)
        while loader.step(by=SYSTEM, at=clock.now()):
            self.progress(run)
        self.progress(run)
        self.stdout.write(
            f"\n  新しい {run.created:,}、変わった {run.changed:,}、同じ {run.unchanged:,}、"
            f"一覧に無くなった {run.unlisted:,}、知らせ {run.problems.count():,}"
        )

    def progress(self, run: ImportRun) -> None:
        """One line that is written over and over."""
        self.stdout.write(
            f"\r{run.file_name}：{run.done:,} / {run.total:,} 行（{run.percent}%）", ending=""
        )
        self.stdout.flush()
