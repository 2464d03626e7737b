"""Documents and their editions."""

import secrets
from typing import Self

from django.db import models
from django.db.models import Q

from renkei.core.models import Record, RecordQuerySet


class Kind(models.TextChoices):
    """What a document is for."""

    FILE = "file", "添付"
    PAPER = "paper", "協議会資料"
    REPORT = "report", "報告書"
    LEAFLET = "leaflet", "チラシ"


class DocumentQuerySet(RecordQuerySet):
    """Nobody sees a document by itself: its owner, a record of an upper app, has the rule."""


class Document(Record):
    """A paper or file with a title, in one or more editions (FHIR DocumentReference).

    It belongs to a record of an upper app, which says who may read it; by itself
    nobody may. ``region_slug`` is empty for the whole installation.
    """

    title = models.CharField("題名", max_length=200)
    kind = models.CharField("種類", max_length=20, choices=Kind.choices, default=Kind.FILE)
    region_slug = models.CharField("圏域", max_length=50, blank=True, db_index=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "文書"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    def latest(self) -> "Edition | None":
        """The newest edition; None before the first."""
        return Edition.objects.filter(document=self).order_by("-number").first()

    def latest_final(self) -> "Edition | None":
        """The newest edition that was declared final; None while all are drafts."""
        return Edition.objects.filter(document=self).final().order_by("-number").first()


def random_name(edition: "Edition", file_name: str) -> str:
    """Where the bytes lie: nothing of the sender's name reaches the disk."""
    token = secrets.token_hex(16)
    return f"{token[:2]}/{token}"


class EditionQuerySet(RecordQuerySet):
    """As documents."""

    def final(self) -> Self:
        return self.filter(finalised_at__isnull=False)


class Edition(Record):
    """One state of a document, never changed once made; a final one is never deleted.

    Triggers of the database refuse both. ``size`` is in bytes; ``frozen`` holds
    the data a generated edition was made of, so that it can be shown again as it was.
    """

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="editions", verbose_name="文書"
    )
    number = models.PositiveIntegerField("第何版")
    file_name = models.CharField("ファイル名", max_length=150)
    content_type = models.CharField("形式", max_length=100)
    size = models.PositiveBigIntegerField("大きさ")
    sha256 = models.CharField("照合値", max_length=64)
    file = models.FileField("ファイル", upload_to=random_name, max_length=100)
    frozen = models.JSONField("確定時の内容", null=True, blank=True)
    finalised_at = models.DateTimeField("確定", null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "版"
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="an_edition_has_a_number_of_its_own", fields=["document", "number"]
            ),
            models.CheckConstraint(name="editions_count_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="an_edition_is_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.document} 第{self.number}版"

    @property
    def is_final(self) -> bool:
        return self.finalised_at is not None
