"""Bodies (法人・団体) and places (施設・事業所)."""

from typing import Self

from django.db import models
from django.db.models import Q

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet
from renkei.geo.models import Municipality


class OrganizationQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """That a body exists is public."""
        return self


class Organization(Record):
    """A body: corporation, association or authority (FHIR Organization, HSDS organization).

    Many companies share a name; ``corporate_number`` (13 digits, 国税庁) tells them apart.
    Without it the name alone must do.
    """

    name = models.CharField("名称", max_length=100)
    kana = models.CharField("ふりがな", max_length=200, blank=True)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    website = models.URLField("ウェブサイト", blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_body_without_a_number_has_its_own_name",
                fields=["name"],
                condition=Q(corporate_number=""),
            ),
            models.UniqueConstraint(
                name="a_corporate_number_names_one_body",
                fields=["corporate_number"],
                condition=~Q(corporate_number=""),
            ),
        ]
        indexes = [models.Index(name="bodies_by_name", fields=["name"])]

    def __str__(self) -> str:
        return self.name


class FacilityQuerySet(RecordQuerySet):
    def standing(self) -> Self:
        """Without those found to be another one."""
        return self.filter(merged_into__isnull=True)


class PointBasis(models.TextChoices):
    """How a facility's point became known."""

    PUBLISHED = "published", "公表"
    ESTIMATED = "estimated", "推定"
    LOCAL = "local", "圏域で確認"


class Facility(Record):
    """A place where a body works (FHIR Location/Organization, HSDS location).

    Columns hold what sources publish. The point is WGS 84 in degrees; an estimated
    one is the centre of its town and is always labelled 推定. Two places may share
    a name in one municipality: a chain has several. ``merged_into`` is set on a place
    that was found to be another one; it stays, so that it can be taken apart again.
    """

    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="facilities",
        verbose_name="法人・団体",
        null=True,
        blank=True,
    )
    name = models.CharField("名称", max_length=100)
    kana = models.CharField("ふりがな", max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="facilities", verbose_name="市町村"
    )
    address = models.CharField("所在地", max_length=200, blank=True)
    telephone = models.CharField("電話", max_length=20, blank=True)
    fax = models.CharField("FAX", max_length=20, blank=True)
    building = models.CharField("建物・方書", max_length=120, blank=True)
    website = models.CharField("ウェブサイト", max_length=300, blank=True)
    latitude = models.FloatField("緯度", null=True, blank=True)
    longitude = models.FloatField("経度", null=True, blank=True)
    point_basis = models.CharField(
        "地点の出どころ", max_length=10, choices=PointBasis.choices, blank=True
    )
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )

    objects = FacilityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="a_point_has_both_coordinates_and_a_basis",
                condition=Q(latitude__isnull=True, longitude__isnull=True, point_basis="")
                | (Q(latitude__isnull=False, longitude__isnull=False) & ~Q(point_basis="")),
            )
        ]
        indexes = [
            models.Index(name="facilities_by_name", fields=["municipality", "name"]),
            models.Index(name="facilities_by_point", fields=["latitude", "longitude"]),
        ]

    def __str__(self) -> str:
        return self.name


class IdentifierSystem(models.TextChoices):
    """Who numbers places and bodies (domain.md 7.10)."""

    CORPORATE = "corporate-number", "法人番号"
    MEDICAL = "medical-institution-code", "医療機関コード"
    CARE = "care-office-number", "介護事業所番号"
    NAVII = "navii-id", "ナビイID"


class Identifier(models.Model):
    """A number given to a place by an authority (FHIR Identifier, HSDS organization_identifier).

    Always text: 介護事業所番号 contains letters, medical codes begin with zeros.
    """

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="identifiers")
    system = models.CharField("種類", max_length=30, choices=IdentifierSystem.choices)
    value = models.CharField("番号", max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_number_names_one_facility", fields=["system", "value"])
        ]

    def __str__(self) -> str:
        return f"{self.get_system_display()} {self.value}"
