"""What the search knows of a facility, and how many there are where."""

from __future__ import annotations

from typing import Any

from django.db import models

from renkei.geo.models import Municipality
from renkei.organizations.models import Facility


class Listing(models.Model):
    """A facility as the search sees it: where it lies, how fresh it is, until when it has room.

    Derived from the records and made anew by ``directory.search.index`` at any time. Its
    words are beside it: a column ``tokens`` on PostgreSQL, the table ``directory_words``
    on SQLite. ``cell`` is the part of the map it lies in, 0 without a point;
    ``room_until`` is when the last word of a free place grows old, and ``known`` what
    a hit says about itself: keys of its kinds, abilities and free places with their days.
    """

    facility = models.OneToOneField(
        Facility, models.CASCADE, primary_key=True, related_name="listing"
    )
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    cell = models.IntegerField("区画")
    latitude = models.FloatField("緯度", null=True)
    longitude = models.FloatField("経度", null=True)
    is_unlisted = models.BooleanField("公表一覧に無い", default=False)
    checked_on = models.DateField("確認した日", null=True)
    room_until = models.DateTimeField("空きの知らせの期限", null=True)
    known: models.JSONField[Any, Any] = models.JSONField("分かっていること", default=dict)

    class Meta:
        indexes = [
            # All that a search weighs, cell by cell: it reads no other row of the table.
            models.Index(
                name="listings_by_cell",
                fields=[
                    "cell",
                    "facility",
                    "latitude",
                    "longitude",
                    "municipality",
                    "is_unlisted",
                    "checked_on",
                    "room_until",
                ],
            )
        ]

    def __str__(self) -> str:
        return str(self.facility)


class StaleListing(models.Model):
    """A facility whose ``Listing`` is behind its records, or not there yet.

    Written in the transaction that changes the records, deleted in the one that writes the
    listing: a process that is killed between the two leaves the work to the next one.
    """

    facility = models.OneToOneField(
        Facility, models.CASCADE, primary_key=True, related_name="stale_listing"
    )

    def __str__(self) -> str:
        return str(self.facility)


class Tally(models.Model):
    """How many facilities of a municipality lie in one block of the grid (2.8 by 2.8 km).

    Counted from the listings by ``directory.search.tallies`` whenever they change, so that
    neither map nor search has to. Middle and box are those of the facilities, in degrees.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    row = models.IntegerField("行")
    column = models.IntegerField("列")
    total = models.IntegerField("件数")
    latitude = models.FloatField("緯度の平均")
    longitude = models.FloatField("経度の平均")
    west = models.FloatField("西の端")
    south = models.FloatField("南の端")
    east = models.FloatField("東の端")
    north = models.FloatField("北の端")

    class Meta:
        verbose_name_plural = "tallies"
        indexes = [models.Index(name="tallies_by_block", fields=["row", "column"])]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.total}"
