"""Bring the search's index up to date."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from renkei.directory.models import StaleListing
from renkei.directory.search import index


class Command(BaseCommand):
    """``manage.py index_facilities``: index what is marked as stale, and count again.

    There is something to do after an upgrade that emptied the index, or when a process
    died between a change and its row, or in the middle of making the index anew. It runs
    at each start, and may run every night.
    """

    # They import every view; `./dev check` runs them.
    requires_system_checks: list[str] = []
    help = "Bring the search's index up to date."

    def handle(self, **options: Any) -> None:
        if stale := StaleListing.objects.count():
            self.stdout.write(f"施設 {stale:,} 件を、検索に入れています …")
            index.catch_up()
        index.count()
