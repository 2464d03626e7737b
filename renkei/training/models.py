"""The training (研修)."""

from __future__ import annotations

from django.db import models

from renkei.events.models import Family, Gathering


class Training(Gathering):
    """A training for professionals (KZ-8): lecture, hands-on, accompanied visits, group study."""

    group = models.CharField("実施するグループ", max_length=80, blank=True)
    practice = models.CharField("実地の内容", max_length=200, blank=True)

    class Meta:  # the constraints stand on the table of the gathering
        pass

    def settle(self) -> None:
        """A training belongs to the family of trainings."""
        self.family = Family.TRAINING
        super().settle()
