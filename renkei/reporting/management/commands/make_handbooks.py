"""Make the public handbooks, so that nobody has to wait for them."""

from typing import Any

from django.core.management.base import BaseCommand

from renkei.core import clock
from renkei.programme.models import Region
from renkei.reporting.handbook.keeping import handbook_of


class Command(BaseCommand):
    """``manage.py make_handbooks``: nightly; one that did not change is not made again."""

    help = "Make the public handbook of every region, where anything in it changed."

    def handle(self, **options: Any) -> None:
        for region in Region.objects.all():
            pdf = handbook_of(region, clock.today())
            self.stdout.write(f"{region.slug}: {pdf.size}")
