"""Write the open data of all regions into a folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from renkei.directory.exports.files import files_of, terms_file
from renkei.programme.models import Region


class Command(BaseCommand):
    """``manage.py export_open_data DIR``: nightly; each file appears whole or not at all."""

    help = "Write the open data of all regions into a folder, one folder a region."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *, folder: Path, **options: Any) -> None:
        for region in Region.objects.all():
            target = folder / region.slug
            target.mkdir(parents=True, exist_ok=True)
            for file in files_of(region):
                _put(target / file.name, file.content)
            _put(target / "terms-of-use.txt", terms_file(region).encode("utf-8-sig"))
            self.stdout.write(f"{target}")


def _put(path: Path, content: bytes) -> None:
    """Beside its place first: a reader never meets half a file."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)
