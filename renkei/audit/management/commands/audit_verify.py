"""Check every chain of the log."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from renkei.audit import verification
from renkei.audit.verification import Published

INSTALLATION = "-"


class Command(BaseCommand):
    help = (
        "操作の記録が、データベースで直接書きかえられていないかを調べます。"
        "最後に出る「head」の行は、外に控えてください（--against で照らし合わせます）。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--region", help="この圏域だけを調べる（- は全体）")
        parser.add_argument("--against", type=Path, help="前に控えた head の行のファイル")

    def handle(self, *args: Any, **options: Any) -> None:
        region = _slug(options["region"]) if options["region"] else None
        findings = verification.verify(region)
        if options["against"]:
            findings += verification.compare(_read(options["against"]))
        for finding in findings:
            self.stdout.write(str(finding))
        if findings:
            raise CommandError(f"記録に{len(findings)}件の異常があります。", returncode=1)
        for head in verification.heads():
            self.stdout.write(f"head {head.region or INSTALLATION} {head.length} {head.digest}")
        for sentence in _what_was_looked_at(region):
            self.stdout.write(sentence)


def _what_was_looked_at(region: str | None) -> Iterator[str]:
    """So that nobody reads more into "no damage" than was checked."""
    logs, events = verification.extent(region)
    yield f"操作の記録の鎖{logs}本、{events:,}件を調べました。異常はありません。"
    yield (
        "調べたのは操作の記録です。会議や訪問などの記録そのものを"
        "データベースで直接書きかえたかどうかは、ここでは分かりません。"
    )


def _slug(name: str) -> str:
    return "" if name == INSTALLATION else name


def _read(file: Path) -> Iterator[Published]:
    """The ``head`` lines of an earlier run; other lines are passed over."""
    for line in file.read_text(encoding="utf-8").splitlines():
        match line.split():
            case ["head", region, length, digest] if length.isdecimal():
                yield Published(_slug(region), int(length), digest)
