"""What stands below a gathering, line by line: days, agenda, lecturers, who came."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from renkei.core.wareki import clock, clock_range, wareki
from renkei.events.models.gathering import Gathering
from renkei.vocabulary.models import Term


class Occasion(models.Model):
    """One day of a gathering with its times (a series has several).

    Times are local; ``reception_at`` is when the doors open. With a precision of
    month only, ``on`` is the first of the month.
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="occasions")
    on = models.DateField("日")
    reception_at = models.TimeField("受付", null=True, blank=True)
    starts_at = models.TimeField("開始", null=True, blank=True)
    ends_at = models.TimeField("終了", null=True, blank=True)

    class Meta:
        ordering = ["on", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="occasion_ends_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="終わりの時刻を、始まりより後にしてください。",
            )
        ]

    def __str__(self) -> str:
        reception = f"（受付{clock(self.reception_at)}）" if self.reception_at else ""
        return " ".join(filter(None, [wareki(self.on), self.times])) + reception

    @property
    def times(self) -> str:
        """``13時30分～15時45分``, as far as it is known."""
        return clock_range(self.starts_at, self.ends_at) if self.starts_at else ""


class AgendaItem(models.Model):
    """One point of a meeting's agenda or of a programme, in order.

    ``label`` names a point that stands in a row of its own (講演, シンポジウム).
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="agenda_items")
    position = models.PositiveSmallIntegerField("順番")
    starts_at = models.TimeField("開始", null=True, blank=True)
    label = models.CharField("見出し", max_length=20, blank=True)
    text = models.CharField("内容", max_length=200)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="agenda_items_are_in_order", fields=["gathering", "position"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.text}" if self.label else self.text


class Lecturer(models.Model):
    """Who speaks at a gathering: name as published, honorific, affiliation and topic."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="lecturers")
    position = models.PositiveSmallIntegerField("順番")
    name = models.CharField("氏名", max_length=60)
    honorific = models.CharField("敬称", max_length=10, blank=True)
    affiliation = models.CharField("所属", max_length=120, blank=True)
    topic = models.CharField("演題", max_length=120, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.introduced}「{self.topic}」" if self.topic else self.introduced

    @property
    def introduced(self) -> str:
        """Name, honorific and affiliation: 見本太郎先生（見本病院）."""
        affiliation = f"（{self.affiliation}）" if self.affiliation else ""
        return f"{self.addressed}{affiliation}"

    @property
    def addressed(self) -> str:
        """The name with its honorific, spaced as the name is."""
        gap = "　" if "　" in self.name and self.honorific else ""
        return f"{self.name}{gap}{self.honorific}"


class AttendanceCount(models.Model):
    """How many of one profession or body came; ``count`` is empty where only they are named."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="attendance_counts")
    position = models.PositiveSmallIntegerField("順番")
    profession = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name="職種", null=True, blank=True
    )
    label = models.CharField("職種・団体", max_length=60)
    count = models.PositiveIntegerField("人数", null=True, blank=True)
    bodies = models.CharField("団体", max_length=120, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        number = f" {self.count}名" if self.count is not None else ""
        bodies = f"（{self.bodies}）" if self.bodies else ""
        return f"{self.label}{number}{bodies}"
