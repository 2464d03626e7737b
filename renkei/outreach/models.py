"""Lectures and symposia for residents, and leaflets with the places that hold them."""

from __future__ import annotations

from django.db import models

from renkei.events.models import Family, Gathering
from renkei.geo.models import SchoolDistrict
from renkei.organizations.models import Facility
from renkei.programme.models import Activity


class Lecture(Gathering):
    """A lecture or symposium for residents (KZ-11, MR-10).

    A 出前講座 goes to one school district; the capacity is its planned number.
    While the district is still open (調整中) it stays empty.
    """

    school_district = models.ForeignKey(
        SchoolDistrict,
        models.PROTECT,
        related_name="lectures",
        verbose_name="校下",
        null=True,
        blank=True,
    )

    class Meta:  # the constraints stand on the table of the gathering
        pass

    @property
    def district(self) -> str:
        return self.school_district.called if self.school_district else ""

    def settle(self) -> None:
        """A lecture belongs to the family of lectures."""
        self.family = Family.LECTURE
        super().settle()


class Leaflet(Activity):
    """A leaflet (リーフレット): an edition with its print run and the places that hold it."""

    edition = models.CharField("版", max_length=40, blank=True)
    printed = models.PositiveIntegerField("印刷部数", null=True, blank=True)
    handed_out_at = models.CharField("配る機会", max_length=120, blank=True)
    note = models.CharField("補足", max_length=120, blank=True)

    @property
    def placed(self) -> int:
        """Copies placed so far; places without a number count 0."""
        return sum(place.count or 0 for place in self.places.all())

    def as_history(self) -> dict[str, str]:
        """The fields and the places, one a line."""
        return super().as_history() | {"設置場所": "\n".join(map(str, self.places.all()))}


class LeafletPlace(models.Model):
    """A place that holds a leaflet, and how many copies it was given."""

    leaflet = models.ForeignKey(Leaflet, models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField("順番")
    group = models.CharField("区分", max_length=40, blank=True)
    name = models.CharField("設置場所", max_length=80)
    facility = models.ForeignKey(
        Facility, models.PROTECT, related_name="+", verbose_name="施設", null=True, blank=True
    )
    count = models.PositiveIntegerField("部数", null=True, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        number = f" {self.count}部" if self.count is not None else ""
        return f"{self.group}：{self.name}{number}" if self.group else f"{self.name}{number}"
