"""The handouts (資料) of a gathering."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet
from renkei.documents.models import Document, Edition
from renkei.events.models.gathering import Gathering


class HandoutQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Public handouts are for all, the others for the region's staff."""
        known = Q(is_public=True) | Q(gathering__region__in=actor.staff_region_ids)
        return self.kept().filter(known)

    def kept(self) -> Self:
        """Without the removed ones, which only wait for an undo."""
        return self.filter(removed_at__isnull=True)

    def published(self) -> Self:
        return self.kept().filter(is_public=True)

    def with_files(self) -> Self:
        """With their documents and editions, in two queries."""
        return self.select_related("document").prefetch_related("document__editions")


class Handout(Record):
    """A handout (資料) of a gathering: a document, handed out publicly or only to staff."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="handouts")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="文書")
    is_public = models.BooleanField("公開", default=False)
    removed_at = models.DateTimeField("外した時", null=True, blank=True, editable=False)

    objects = HandoutQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def edition(self) -> Edition:
        """The newest edition of its document, the one to hand out."""
        newest: Edition = self.document.editions.all()[0]
        return newest

    @property
    def file_kind(self) -> str:
        """How people call the kind of its file: PDF, DOCX …"""
        return self.edition.file_name.rpartition(".")[2].upper()
