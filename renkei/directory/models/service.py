"""The service at a facility and when it is open."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet
from renkei.organizations.models import Facility
from renkei.vocabulary.models import Term


class ServiceQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """That a service is offered is public."""
        return self

    def listed(self) -> Self:
        """Those the newest edition of their source still names."""
        return self.filter(unlisted_on__isnull=True)


class Service(Record):
    """What a facility offers (介護サービス, 診療), HSDS service / FHIR HealthcareService.

    Columns hold the published values; a region's corrections lie beside them
    (``Correction``). ``capacity`` None means not applicable or not published: the
    source writes 0 for both. ``unlisted_on`` is the day its row was missing from a
    new edition, which does not yet mean that it has closed.
    """

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="services")
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name="サービスの種類")
    number = models.CharField("事業所番号", max_length=20, blank=True)
    days = models.CharField("利用できる曜日", max_length=60, blank=True)
    days_note = models.TextField("曜日の補足", blank=True)
    capacity = models.PositiveIntegerField("定員", null=True, blank=True)
    website = models.CharField("ウェブサイト", max_length=300, blank=True)
    unlisted_on = models.DateField("公表一覧に無い", null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["facility_id", "kind_id", "number"]
        constraints = [
            models.UniqueConstraint(
                name="a_facility_offers_a_kind_once_per_number",
                fields=["facility", "kind", "number"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}　{self.facility}"


class Opening(models.Model):
    """A span of a weekday in which a service answers (HSDS schedule).

    ``weekday`` is 0 for Monday to 6 for Sunday, 7 for holidays; times are local.
    """

    class Manner(models.TextChoices):
        OPEN = "open", "○"
        CALL = "call", "電"

    service = models.ForeignKey(Service, models.CASCADE, related_name="openings")
    weekday = models.PositiveSmallIntegerField("曜日")
    starts_at = models.TimeField("始まり")
    ends_at = models.TimeField("終わり")
    manner = models.CharField("対応", max_length=4, choices=Manner.choices, default=Manner.OPEN)
    department = models.CharField("診療科", max_length=60, blank=True)

    class Meta:
        ordering = ["weekday", "starts_at"]
        constraints = [
            models.CheckConstraint(
                name="an_opening_lies_on_a_weekday_or_holiday", condition=Q(weekday__lte=7)
            ),
            models.CheckConstraint(
                name="an_opening_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{'月火水木金土日祝'[self.weekday]} {self.starts_at:%H:%M}–{self.ends_at:%H:%M}"
