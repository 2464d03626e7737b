"""The council (協議会) and the meetings recorded for it."""

from __future__ import annotations

from typing import Self

from django.db import models

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet
from renkei.events.models import Family, Gathering
from renkei.programme.models import Region


class CouncilQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """That a council exists is public."""
        return self

    def of(self, region: Region) -> Self:
        return self.filter(region=region)


class Council(Record):
    """A standing body that confers on the programme, e.g. 在宅医療・介護連携協議会."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="councils")
    name = models.CharField("名称", max_length=80)
    purpose = models.CharField("役割", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("順番", default=0)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_council_per_name_and_region",
                fields=["region", "name"],
                violation_error_message="同じ名前の協議会がもうあります。",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(Gathering):
    """A meeting: of a council, of its secretariat (事務局会議), or across municipalities.

    ``number`` is the 第N回 within the fiscal year, where the body counts.
    """

    council = models.ForeignKey(
        Council,
        models.PROTECT,
        related_name="meetings",
        verbose_name="協議会",
        null=True,
        blank=True,
    )
    number = models.PositiveSmallIntegerField("回", null=True, blank=True)

    class Meta:  # the constraints stand on the table of the gathering
        pass

    def settle(self) -> None:
        """A meeting belongs to the family of meetings."""
        self.family = Family.MEETING
        super().settle()
