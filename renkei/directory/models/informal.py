"""Informal services (お助けサービス): meals, shopping, help in the house."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet
from renkei.geo.models import Municipality
from renkei.programme.models import Region
from renkei.vocabulary.models import Term

STAYS_FRESH_FOR = timedelta(days=365)


class InformalServiceQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Published ones are for all; the region's staff know all."""
        return self.filter(
            models.Q(is_public=True, deleted_at__isnull=True)
            | models.Q(region__in=actor.staff_region_ids)
        )

    def of(self, region: Region) -> Self:
        return self.filter(region=region)

    def kept(self) -> Self:
        return self.filter(deleted_at__isnull=True)

    def unchecked_since(self, today: date) -> Self:
        """Not checked for twelve months: flagged on the page and in the task list."""
        return self.filter(checked_on__lte=today - STAYS_FRESH_FOR)


class CallOutcome(models.TextChoices):
    """What a telephone call to check an informal service gave."""

    SAME = "same", "変わりなし"
    CHANGED = "changed", "内容が変わった"
    ENDED = "ended", "終了"
    NO_ANSWER = "no-answer", "出ない"


class InformalService(Record):
    """A service outside the insurances: who, what, where, when, price, how to apply (MR-2).

    ``call_submission`` is the mark of the sheet on which the last call was noted.
    """

    region = models.ForeignKey(Region, models.CASCADE, related_name="informal_services")
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name="種類")
    name = models.CharField("名称", max_length=100)
    provider = models.CharField("提供者", max_length=100, blank=True)
    description = models.TextField("内容", blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="+", verbose_name="地域")
    area = models.CharField("地域の補足", max_length=120, blank=True)
    days = models.CharField("曜日と時間", max_length=120, blank=True)
    price = models.CharField("料金", max_length=120, blank=True)
    how_to_apply = models.CharField("申込み", max_length=120, blank=True)
    who_may_use = models.CharField("使える人", max_length=120, blank=True)
    telephone = models.CharField("電話", max_length=20, blank=True)
    fax = models.CharField("FAX", max_length=20, blank=True)
    website = models.CharField("ウェブサイト", max_length=300, blank=True)
    checked_on = models.DateField("確認した日")
    checked_by = models.CharField("確認する人", max_length=60, blank=True)
    called_on = models.DateField("電話した日", null=True, blank=True)
    called_by = models.CharField("電話した人", max_length=60, blank=True)
    call_outcome = models.CharField(
        "電話の結果", max_length=10, choices=CallOutcome.choices, blank=True
    )
    call_submission = models.UUIDField("電話の送信の印", null=True, editable=False)
    is_public = models.BooleanField("公開", default=True)
    submission = models.UUIDField("送信の印", null=True, unique=True, editable=False)
    deleted_at = models.DateTimeField("削除した時", null=True, blank=True, editable=False)

    objects = InformalServiceQuerySet.as_manager()

    class Meta:
        ordering = ["kind__position", "name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def was_called_since(self) -> bool:
        """A call told of changes after it was last checked: they are about to be written down."""
        is_changed = self.call_outcome == CallOutcome.CHANGED
        return is_changed and self.called_on is not None and self.called_on > self.checked_on

    def is_stale(self, today: date) -> bool:
        """Nobody has checked it for twelve months."""
        return self.checked_on <= today - STAYS_FRESH_FOR
