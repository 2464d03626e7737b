"""The region (圏域): who runs the programme, for whom, and how it shows itself."""

from functools import cached_property
from typing import Self
from unicodedata import normalize

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from jaconv import kata2hira

from renkei.core.actors import Actor
from renkei.core.dates import Precision, describe
from renkei.core.fiscal import FiscalYear
from renkei.core.models import Record, RecordQuerySet
from renkei.geo.models import Municipality, SchoolDistrict
from renkei.organizations.models import Organization
from renkei.programme import colour

ENDINGS = {"市": ("し",), "区": ("く",), "町": ("まち", "ちょう"), "村": ("むら", "そん")}
"""How the last sign of a municipality's name is read."""


class RegionQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Every region has public pages; who runs it stands at the foot of each."""
        return self.select_related("operated_by")


class Region(Record):
    """The tenant: one or several municipalities and the body they commission.

    ``accent`` is the region's own colour; lighter tints derive from it. The
    logo is a small PNG kept in the row, re-encoded on upload. With ``uses_gsi_tiles``
    the map's background comes from 国土地理院: visitors' browsers then ask its server.
    """

    slug = models.SlugField("アドレス", max_length=30, unique=True)
    name = models.CharField("圏域の名前", max_length=40)
    kana = models.CharField("ふりがな", max_length=80, blank=True)
    tagline = models.CharField("肩書き", max_length=40, default="在宅医療・介護連携")
    municipalities = models.ManyToManyField(
        Municipality, related_name="regions", verbose_name="市町村"
    )
    centre_name = models.CharField("センターの正式名", max_length=80, blank=True)
    nickname = models.CharField("愛称", max_length=40, blank=True)
    operated_by = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="regions",
        verbose_name="運営する団体",
        null=True,
        blank=True,
    )
    opened_on = models.DateField("開設日", null=True, blank=True)
    opened_precision = models.CharField(
        "開設日の詳しさ", max_length=10, choices=Precision.choices, default=Precision.YEAR
    )
    opened_note = models.CharField("開設について", max_length=120, blank=True)
    functions = models.TextField("センターの機能", blank=True)
    welcome = models.CharField("トップページの言葉", max_length=60, blank=True)
    about = models.TextField("紹介文", blank=True)
    contact_name = models.CharField("連絡先の名前", max_length=60)
    postal_code = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("所在地", max_length=120, blank=True)
    telephone = models.CharField("電話", max_length=20)
    fax = models.CharField("FAX", max_length=20, blank=True)
    office_hours = models.CharField("受付時間", max_length=60, blank=True)
    accent = models.CharField(
        "色",
        max_length=7,
        default="#115a36",
        validators=[
            RegexValidator(r"^#[0-9a-f]{6}$", "色は #115a36 のように書いてください。"),
            colour.readable_on_white,
        ],
    )
    uses_gsi_tiles = models.BooleanField("地図の背景に地理院タイルを使う", default=False)
    logo = models.BinaryField("ロゴ", null=True, blank=True, editable=False)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_known_opening_has_a_day",
                condition=Q(opened_precision=Precision.YEAR) | Q(opened_on__isnull=False),
                violation_error_message="開設日を書いてください。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def region(self) -> "Region":
        """A region is its own region, so that rules may ask any object."""
        return self

    @property
    def display_name(self) -> str:
        """The name people use: the 愛称 where there is one."""
        return self.nickname or self.name

    @property
    def function_list(self) -> list[str]:
        return self.functions.splitlines()

    @cached_property
    def readings(self) -> dict[str, str]:
        """Names of the region, its municipalities and 校下 with their readings, for ふりがな."""
        towns = [_read_aloud(town) for town in self.municipalities.all() if town.kana]
        districts = SchoolDistrict.objects.filter(municipality__regions=self).exclude(kana="")
        names = dict([*map(_without_ending, towns), *towns, *map(_read_aloud, districts)])
        return names | ({self.name: self.kana} if self.kana else {})

    @property
    def logo_url(self) -> str:
        """Address of the logo; the version makes a new logo a new address."""
        return f"/{self.slug}/logo.png?v={self.version}" if self.logo else ""

    @property
    def opened(self) -> str:
        """The opening as exactly as it is known, e.g. 平成29年10月."""
        if self.opened_on is None:
            return ""
        return describe(self.opened_on, self.opened_precision, FiscalYear.of(self.opened_on))


def _read_aloud(place: Municipality | SchoolDistrict) -> tuple[str, str]:
    return place.name, kata2hira(normalize("NFKC", place.kana))


def _without_ending(named: tuple[str, str]) -> tuple[str, str]:
    """金沢 of 金沢市, as it stands in names of places and bodies; the whole name for others."""
    name, kana = named
    for ending in ENDINGS.get(name[-1:], ()):
        if kana.endswith(ending):
            return name[:-1], kana.removesuffix(ending)
    return named


class RegionRecordQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Facts that stand on the public pages."""
        return self


class ContactPoint(Record):
    """Where people of one municipality turn to (相談先): its desk with telephone."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="contact_points")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name="市町村"
    )
    name = models.CharField("窓口", max_length=80)
    postal_code = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("所在地", max_length=120, blank=True)
    telephone = models.CharField("電話", max_length=20)
    telephone_note = models.CharField("電話の補足", max_length=30, blank=True)
    fax = models.CharField("FAX", max_length=20, blank=True)
    is_page_contact = models.BooleanField("事業のページの問い合わせ先", default=False)
    position = models.PositiveSmallIntegerField("順番", default=0)

    objects = RegionRecordQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class BrandDecision(Record):
    """How the 愛称 or the logo was chosen: the record of an open call (KZ-5)."""

    class Subject(models.TextChoices):
        NICKNAME = "nickname", "愛称"
        LOGO = "logo", "ロゴマーク"

    region = models.ForeignKey(Region, models.CASCADE, related_name="brand_decisions")
    subject = models.CharField("何を決めたか", max_length=10, choices=Subject.choices)
    decided_on = models.DateField("決定した日", null=True, blank=True)
    precision = models.CharField(
        "日の詳しさ", max_length=10, choices=Precision.choices, default=Precision.MONTH
    )
    process = models.TextField("決め方", blank=True)
    entries_count = models.PositiveIntegerField("応募数", null=True, blank=True)
    chosen = models.CharField("決まったもの", max_length=80, blank=True)
    meaning = models.TextField("意味", blank=True)

    objects = RegionRecordQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_decision_per_subject", fields=["region", "subject"])
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}の決定"

    @property
    def decided(self) -> str:
        """The day of the decision as exactly as it is known."""
        if self.decided_on is None:
            return ""
        return describe(self.decided_on, self.precision, FiscalYear.of(self.decided_on))
