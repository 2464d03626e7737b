"""The council paper (協議会資料): what it consists of and its editions."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from renkei.core.actors import Actor
from renkei.core.fiscal import FiscalYear
from renkei.core.models import Record, RecordQuerySet
from renkei.council.models import Meeting
from renkei.documents.models import Document, Edition, EditionQuerySet
from renkei.programme.models import Region


class PaperQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """All may know of a public paper once it is final; the region's staff of every one."""
        final = Document.objects.filter(editions__finalised_at__isnull=False)
        published = Q(is_public=True, document__in=final)
        return self.filter(published | Q(region__in=actor.staff_region_ids))

    def of(self, region: Region) -> Self:
        return self.filter(region=region)

    def published(self) -> Self:
        """Public papers that have a final edition."""
        final = Document.objects.filter(editions__finalised_at__isnull=False)
        return self.filter(is_public=True, document__in=final)


class Paper(Record):
    """A paper for a meeting of a council, composed of sections that read the records.

    The paper itself is always the draft; ``document`` holds the final editions,
    which nothing overwrites. ``number`` is as printed on it (資料３).
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="papers")
    fiscal_year = models.PositiveSmallIntegerField("年度", db_index=True)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        related_name="council_papers",
        verbose_name="会議",
        null=True,
        blank=True,
    )
    number = models.CharField("資料番号", max_length=20, blank=True)
    title = models.CharField("題名", max_length=120)
    is_public = models.BooleanField("確定したら公開する", default=True)
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="paper", null=True, editable=False
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "-pk"]

    def __str__(self) -> str:
        return "　".join(filter(None, [self.number, self.title]))

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)

    @property
    def editions(self) -> EditionQuerySet:
        """The final editions, latest first."""
        finals = Edition.objects.final().filter(document=self.document_id)
        return finals.order_by("-number")


class PaperSection(models.Model):
    """One part of a paper: which source it reads, and what was decided about it.

    ``level`` is 1 for 1, 2 for （1）, 3 for ①, 4 for ア. An empty ``title`` takes the
    source's own. ``body`` is text somebody rewrote; it stays whatever the records
    say, until it is made from the records again.
    """

    class Level(models.IntegerChoices):
        PART = 1, "1"
        CHAPTER = 2, "（1）"
        POINT = 3, "①"
        ITEM = 4, "ア"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField("順番")
    level = models.PositiveSmallIntegerField("段", choices=Level.choices, default=Level.PART)
    title = models.CharField("見出し", max_length=120, blank=True)
    source = models.CharField("もと", max_length=30)
    parameters: models.JSONField[Any, Any] = models.JSONField("えらび方", default=dict, blank=True)
    is_included = models.BooleanField("資料に入れる", default=True)
    body = models.TextField("書き換えた文", blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_section_stands_on_one_of_four_levels", condition=Q(level__range=(1, 4))
            )
        ]

    def __str__(self) -> str:
        return self.title or self.source

    @property
    def region(self) -> Region:
        return self.paper.region

    @property
    def anchor(self) -> str:
        return f"s{self.pk}"
