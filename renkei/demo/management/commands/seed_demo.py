"""Load the two demo regions."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from renkei.core import clock
from renkei.demo import seeding, source
from renkei.demo.accounts import DEMO_ACCOUNTS, PASSWORD
from renkei.demo.founding import lay_operator
from renkei.demo.places import lay_places


class Command(BaseCommand):
    """``manage.py seed_demo``: adds what is missing, leaves alone what people changed."""

    help = "Load the two demo regions with their records and accounts."

    def handle(self, **options: Any) -> None:
        call_command("load_municipalities", stdout=self.stdout)
        call_command("load_terms", stdout=self.stdout)
        at = clock.now()
        lay_operator(at=at)
        lay_places(at=at)
        for slug in source.REGIONS:
            if seeding.seed_region(slug, at=at) is None:
                self.stderr.write(f"「{slug}」は別の圏域が使っているので、見本を入れませんでした。")
        self._tell_accounts()

    def _tell_accounts(self) -> None:
        self.stdout.write(f"\n見本のアカウント（パスワードはどれも {PASSWORD}）")
        for account in DEMO_ACCOUNTS:
            self.stdout.write(f"  {account.email:<32}{account.role}")
