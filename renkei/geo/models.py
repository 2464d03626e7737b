"""Municipalities of Japan and the school districts within them."""

from typing import Self

from django.db import models

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet


class AreaQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Areas are public knowledge."""
        return self


class Municipality(Record):
    """A city, ward, town or village (市区町村), FHIR Location / HSDS location area.

    ``code`` is the 5-digit 全国地方公共団体コード without check digit.
    Source: Japan Post, see docs/data-sources.md.
    """

    code = models.CharField("コード", max_length=5, unique=True)
    prefecture = models.CharField("都道府県", max_length=4)
    name = models.CharField("名称", max_length=30)
    kana = models.CharField("ふりがな", max_length=60, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class SchoolDistrict(Record):
    """The area of one elementary school (小学校下・校下), unit of citizens' lectures."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="school_districts", verbose_name="市町村"
    )
    name = models.CharField("校下", max_length=30)
    kana = models.CharField("ふりがな", max_length=60, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["municipality__code", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_school_district_per_name",
                fields=["municipality", "name"],
                violation_error_message="この校下はもう登録されています。",
            )
        ]

    def __str__(self) -> str:
        return self.name
