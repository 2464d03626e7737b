"""Load the municipalities of Japan."""

from typing import Any

from django.core.management.base import BaseCommand

from renkei.core import clock
from renkei.core.actors import SYSTEM
from renkei.geo import actions


class Command(BaseCommand):
    """``manage.py load_municipalities``: needed once, harmless again."""

    help = "Add the municipalities of Japan that are missing."

    def handle(self, **options: Any) -> None:
        changed = actions.load_municipalities(by=SYSTEM, at=clock.now())
        if changed:
            self.stdout.write(f"市区町村を {changed:,} 件、登録または更新しました。")
