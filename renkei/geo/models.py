"""Municipalities of Japan and the school districts within them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet
from renkei.geo.points import Box


class AreaQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Areas are public knowledge."""
        return self


class MunicipalityQuerySet(AreaQuerySet):
    def unmapped(self) -> Self:
        """Those of which no town or no outline is known: addresses there get no point."""
        return self.filter(Q(boundary__isnull=True) | Q(town_points__isnull=True))


class Municipality(Record):
    """A city, ward, town or village (市区町村), FHIR Location / HSDS location area.

    ``code`` is the 5-digit 全国地方公共団体コード without check digit.
    Source: Japan Post, see docs/data-sources.md.
    """

    code = models.CharField("コード", max_length=5, unique=True)
    prefecture = models.CharField("都道府県", max_length=4)
    name = models.CharField("名称", max_length=30)
    kana = models.CharField("ふりがな", max_length=60, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def lies_in(self, area: Municipality) -> bool:
        """Whether it is the area, or a ward of that city (静岡市葵区 of 静岡市)."""
        return self.prefecture == area.prefecture and self.name.startswith(area.name)

    def overlaps(self, other: Municipality) -> bool:
        """Whether they are one, or a city and its ward, either way round."""
        return self.lies_in(other) or other.lies_in(self)


class TownPoint(models.Model):
    """The centre of a town (町丁目) within a municipality, WGS 84 degrees.

    ``key`` is the town's name for comparing (widths, kanji numbers of 丁目 and ヶ/ケ
    settled). Source: japanese-addresses (Geolonia, CC BY 4.0).
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="town_points")
    name = models.CharField("町丁目", max_length=60)
    key = models.CharField("くらべる形", max_length=60, db_index=True)
    latitude = models.FloatField("緯度")
    longitude = models.FloatField("経度")

    class Meta:
        ordering = ["municipality", "key"]
        constraints = [
            models.UniqueConstraint(name="a_town_has_one_centre", fields=["municipality", "name"])
        ]

    def __str__(self) -> str:
        return self.name


class Boundary(models.Model):
    """The outline of a municipality, school district or care area as polygons.

    ``rings`` is a GeoJSON MultiPolygon's coordinates in WGS 84 degrees; the box
    around it (west, south, east, north) lets a look-up skip most outlines.
    """

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, related_name="boundary", null=True, blank=True
    )
    school_district = models.OneToOneField(
        "SchoolDistrict", models.CASCADE, related_name="boundary", null=True, blank=True
    )
    care_area = models.OneToOneField(
        "CareArea", models.CASCADE, related_name="boundary", null=True, blank=True
    )
    rings: models.JSONField[Any, Any] = models.JSONField("形")
    west = models.FloatField("西の端")
    south = models.FloatField("南の端")
    east = models.FloatField("東の端")
    north = models.FloatField("北の端")
    source = models.CharField("出典", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_boundary_outlines_one_area",
                condition=Q(
                    municipality__isnull=False, school_district__isnull=True, care_area__isnull=True
                )
                | Q(
                    municipality__isnull=True, school_district__isnull=False, care_area__isnull=True
                )
                | Q(
                    municipality__isnull=True, school_district__isnull=True, care_area__isnull=False
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality or self.school_district or self.care_area)

    @property
    def box(self) -> Box:
        """The box around it."""
        return Box(self.west, self.south, self.east, self.north)


class CareArea(Record):
    """The everyday-life area (日常生活圏域) a municipality plans care in."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="care_areas", verbose_name="市町村"
    )
    name = models.CharField("圏域", max_length=40)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["municipality__code", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_care_area_per_name", fields=["municipality", "name"])
        ]

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

    @property
    def called(self) -> str:
        """The name as it is said within a sentence: 瓢箪校下."""
        return self.name if self.name.endswith(("校下", "校区")) else f"{self.name}校下"
