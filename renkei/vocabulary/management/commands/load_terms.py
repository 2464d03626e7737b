"""Load the code lists that come with renkei."""

from typing import Any

from django.core.management.base import BaseCommand

from renkei.core import clock
from renkei.core.actors import SYSTEM
from renkei.vocabulary import actions


class Command(BaseCommand):
    """``manage.py load_terms``: adds new terms of a release, keeps what was edited."""

    help = "Add the terms of the code lists that are missing."

    def handle(self, **options: Any) -> None:
        added = actions.load_terms(by=SYSTEM, at=clock.now())
        if added:
            self.stdout.write(f"用語を {added} 件、登録しました。")
