"""What every activity shares, and the undertaking, its plainest kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from renkei.audit.history import snapshot
from renkei.core.actors import Actor
from renkei.core.dates import Precision, describe
from renkei.core.fiscal import FiscalYear
from renkei.core.models import Record, RecordQuerySet
from renkei.geo.models import Municipality
from renkei.programme.models.region import Region
from renkei.programme.models.tags import Item, Scene, Step


def named(things: Iterable[models.Model]) -> str:
    """Several things as one phrase of the history."""
    return "、".join(map(str, things))


class ActivityQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """All may know what is published; the region's staff know all, deleted ones too."""
        published = Q(is_public=True, deleted_at__isnull=True)
        return self.filter(published | Q(region__in=actor.staff_region_ids))

    def kept(self) -> Self:
        """Without the deleted ones, which only wait for an undo."""
        return self.filter(deleted_at__isnull=True)

    def published(self) -> Self:
        return self.kept().filter(is_public=True)

    def of(self, region: Region) -> Self:
        return self.filter(region=region)

    def in_year(self, year: FiscalYear) -> Self:
        return self.filter(fiscal_year=int(year))

    def of_item(self, item: Item) -> Self:
        return self.filter(item=item)

    def going_ahead(self) -> Self:
        """Without the cancelled ones."""
        return self.filter(cancelled_at__isnull=True)


class Activity(Record):
    """A piece of the programme's work, recorded once.

    It knows its region, fiscal year, day as exactly as it is known, and the three
    tags item × PDCA step × scene, so that every report comes from one entry.
    ``fiscal_year`` follows the day (``settle``) and is typed only where no day is
    known. Deleting keeps the row for an undo; cancelling keeps it with its reason.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="圏域")
    title = models.CharField("名称", max_length=120)
    fiscal_year = models.PositiveSmallIntegerField("年度", db_index=True)
    starts_on = models.DateField("日", null=True, blank=True)
    ends_on = models.DateField("最後の日", null=True, blank=True)
    precision = models.CharField(
        "日の詳しさ", max_length=10, choices=Precision.choices, default=Precision.DAY
    )
    item = models.CharField("項目", max_length=2, choices=Item.choices)
    step = models.CharField("PDCAの段階", max_length=10, choices=Step.choices)
    scene = models.CharField("場面", max_length=10, choices=Scene.choices, default=Scene.ALL)
    municipalities = models.ManyToManyField(
        Municipality, related_name="+", verbose_name="対象の市町村", blank=True
    )
    summary = models.TextField("概要", blank=True)
    is_public = models.BooleanField("公開", default=True)
    cancelled_at = models.DateTimeField("中止した時", null=True, blank=True, editable=False)
    cancelled_because = models.CharField("中止の理由", max_length=200, blank=True, editable=False)
    deleted_at = models.DateTimeField("削除した時", null=True, blank=True, editable=False)
    submission = models.UUIDField("送信の印", null=True, unique=True, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="最後の日は、最初の日より後にしてください。",
            ),
            models.CheckConstraint(
                name="%(class)s_with_a_known_day_has_one",
                condition=Q(precision__in=[Precision.YEAR, Precision.ONGOING])
                | Q(starts_on__isnull=False),
                violation_error_message="日を書いてください。",
            ),
            models.CheckConstraint(
                name="%(class)s_is_cancelled_for_a_reason",
                condition=Q(cancelled_at__isnull=True, cancelled_because="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_because="")),
                violation_error_message="中止の理由を書いてください。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)

    @property
    def when(self) -> str:
        """The day as exactly as it is known, in words."""
        return describe(self.starts_on, self.precision, self.fiscal_year)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    def is_over(self, today: date) -> bool:
        """Whether its last known day has passed."""
        last = self.ends_on or self.starts_on
        return last is not None and last < today

    def settle(self) -> None:
        """Derive what follows from what was typed: year and usual step."""
        if self.starts_on is not None:
            self.fiscal_year = int(FiscalYear.of(self.starts_on))
        if not self.step:
            self.step = Item(self.item).usual_step

    def as_history(self) -> dict[str, str]:
        """The state in words, label → text, for the history."""
        return snapshot(self) | {"対象の市町村": named(self.municipalities.all())}


class Undertaking(Activity):
    """A 取組: what a region sets out to do, or does, under an item in a year.

    ``kind`` says where it stands: in the table of items (plan), under the year's
    concrete work, or among the centre's preparations.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", "事業項目の一覧に載せる取組"
        WORK = "work", "年度の具体的な取組"
        PREPARATION = "preparation", "センター開設までの取組"

    kind = models.CharField("種類", max_length=12, choices=Kind.choices, default=Kind.WORK)
    note = models.CharField("補足", max_length=200, blank=True)
    link_label = models.CharField("リンクの名前", max_length=80, blank=True)
    link_url = models.URLField("リンク先", blank=True)
    position = models.PositiveSmallIntegerField("順番", default=0)

    class Meta(Activity.Meta):
        ordering = ["fiscal_year", "position", "pk"]

    def settle(self) -> None:
        """An undertaking runs through its year; it has no day of its own."""
        if not self.precision or self.starts_on is None:
            self.precision = Precision.ONGOING
        super().settle()
