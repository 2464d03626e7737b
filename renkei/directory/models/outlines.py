"""Files of outlines of school districts and care areas, on their way in and back."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet
from renkei.geo.models import CareArea, Municipality, SchoolDistrict
from renkei.programme.models import Region


class AreaKind(models.TextChoices):
    """Which areas a file outlines; of one kind the areas of a municipality have one name each."""

    SCHOOL_DISTRICT = "school-district", "校下（小学校区）"
    CARE_AREA = "care-area", "日常生活圏域"

    @property
    def model(self) -> type[SchoolDistrict] | type[CareArea]:
        return SchoolDistrict if self == AreaKind.SCHOOL_DISTRICT else CareArea

    @property
    def short(self) -> str:
        """As it is said within a sentence."""
        return "校下" if self == AreaKind.SCHOOL_DISTRICT else "圏域"


class OutlineRunQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The staff of the region that sent the file."""
        return self.filter(region__in=actor.staff_region_ids)

    def taken_after(self, run: OutlineRun) -> Self:
        """Those that drew areas of the same kind and municipality since."""
        alike = self.filter(municipality=run.municipality_id, kind=run.kind)
        return alike.filter(state=OutlineRun.State.TAKEN, taken_at__gt=run.taken_at)


class OutlineRun(Record):
    """One file of outlines: tried out, then taken in, and taken back where it was wrong.

    ``shapes`` are what the file says, name and polygons (degrees) by area; ``problems`` the
    entries that were left out or need a look, number (from 1) and sentence. ``before`` is what
    taking it in replaced, so that it can be put back: for each area its key, whether it was
    registered only now, and the outline it had. ``column`` is where the names stand,
    ``submission`` the mark of the sheet it came with.
    """

    class State(models.TextChoices):
        DRY = "dry", "試し"
        TAKEN = "taken", "済み"
        UNDONE = "undone", "元に戻した"

    region = models.ForeignKey(Region, models.CASCADE, related_name="outline_runs")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField("区域の種類", max_length=20, choices=AreaKind.choices)
    file_name = models.CharField("ファイル名", max_length=200)
    digest = models.CharField("照合値", max_length=64)
    source = models.CharField("出典", max_length=120, blank=True)
    column = models.CharField("名前の列", max_length=60)
    state = models.CharField("状態", max_length=10, choices=State.choices, default=State.DRY)
    taken_at = models.DateTimeField("取り込んだ時", null=True)
    shapes: models.JSONField[Any, Any] = models.JSONField("形")
    problems: models.JSONField[Any, Any] = models.JSONField("知らせ", default=list)
    before: models.JSONField[Any, Any] = models.JSONField("前の形", default=list)
    submission = models.UUIDField("送信の印", null=True, unique=True, editable=False)

    objects = OutlineRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.municipality} {self.get_kind_display()} {self.file_name}"

    @property
    def area_kind(self) -> AreaKind:
        return AreaKind(self.kind)
