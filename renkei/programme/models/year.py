"""One fiscal year of a region: its page's words, wording of items, and who does what."""

from django.db import models
from django.db.models import Q

from renkei.core.fiscal import FiscalYear
from renkei.core.models import Record
from renkei.geo.models import Municipality
from renkei.organizations.models import Organization
from renkei.programme.models.region import Region, RegionRecordQuerySet
from renkei.programme.models.tags import Item


class ProgrammeYear(Record):
    """The words of the programme page of one year that no record can say."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="years")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    introduction = models.TextField("はじめの文", blank=True)
    scope = models.TextField("事業項目の前の文", blank=True)
    scope_note = models.TextField("委託の範囲に続く文", blank=True)

    objects = RegionRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year"]
        constraints = [
            models.UniqueConstraint(
                name="one_page_per_region_and_year", fields=["region", "fiscal_year"]
            )
        ]

    def __str__(self) -> str:
        return self.year.label

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)


class ItemName(Record):
    """A region's own wording of an item in a year; without it the handbook's name stands."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="item_names")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    item = models.CharField("項目", max_length=2, choices=Item.choices)
    name = models.CharField("一覧での名前", max_length=80)
    heading = models.CharField("見出しでの名前", max_length=80, blank=True)

    objects = RegionRecordQuerySet.as_manager()

    class Meta:
        ordering = ["fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_wording_per_item_and_year", fields=["region", "fiscal_year", "item"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class Mode(models.TextChoices):
    """How a municipality carries an item out."""

    OWN = "own", "直営"
    COMMISSIONED = "commissioned", "委託"
    JOINT = "joint", "共同"
    NONE = "none", "実施しない"


class Commission(Record):
    """Who carries out one item for one municipality in one year (MR-13).

    No row means that it is not decided yet (協議中). A commissioned item names its
    contractor; 直営 and 実施しない have none.
    """

    region = models.ForeignKey(Region, models.CASCADE, related_name="commissions")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    item = models.CharField("項目", max_length=2, choices=Item.choices)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="commissions", verbose_name="市町村"
    )
    mode = models.CharField("実施の形", max_length=12, choices=Mode.choices)
    contractor = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="commissions",
        verbose_name="委託先",
        null=True,
        blank=True,
    )

    objects = RegionRecordQuerySet.as_manager()

    class Meta:
        ordering = ["fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_mode_per_item_municipality_and_year",
                fields=["region", "fiscal_year", "item", "municipality"],
            ),
            models.CheckConstraint(
                name="a_commissioned_item_names_its_contractor",
                condition=(
                    Q(mode=Mode.COMMISSIONED, contractor__isnull=False)
                    | Q(mode__in=[Mode.OWN, Mode.NONE], contractor__isnull=True)
                    | Q(mode=Mode.JOINT)
                ),
                violation_error_message="委託には委託先を選び、ほかでは選ばないでください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{Item(self.item).letter} {self.get_mode_display()}"
