"""Load the centres of towns."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from renkei.core import clock
from renkei.core.actors import SYSTEM
from renkei.geo import loading


class Command(BaseCommand):
    """``manage.py load_towns [FILE…]``: files of japanese-addresses, else what we ship."""

    help = "Load the centres of towns (町丁目) from files <prefecture>/<municipality>.json."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path)
        parser.add_argument(
            "--missing", action="store_true", help="only for municipalities that have none yet"
        )

    def handle(self, *, files: list[Path], missing: bool, **options: Any) -> None:
        places = loading.gazetteer()
        read = (loading.read_japanese_addresses(path, places) for path in files)
        shipped = loading.read_towns()
        towns: Iterable[loading.Town] = chain.from_iterable(read) if files else shipped
        if missing:
            towns = loading.of_new_places(towns)
        number = loading.load_towns(towns=towns, by=SYSTEM, at=clock.now())
        if number or not missing:
            self.stdout.write(f"町丁目を {number:,} 件、登録しました。")
