"""Who acts in the tests of the log."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import models

from renkei.core.models import Record

AT = datetime(2017, 3, 26, 4, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    """An actor without an account."""

    label: str = "見本 花子"
    public_id: str = "bcdfghjkmnpq"
    is_authenticated: bool = True
    is_operator: bool = False

    def has_role(self, region_id: int, *roles: str) -> bool:
        return False


HANAKO = Person()
OPERATOR = Person(label="見本 運用", public_id="wxzwxzwxzwxz", is_operator=True)


class Colour(models.TextChoices):
    RED = "red", "赤"
    BLUE = "blue", "青"


class Region(models.Model):
    """Stands for the region of programme, which audit does not know."""

    name = models.CharField("名称", max_length=20)
    slug = models.SlugField("識別名")

    class Meta:
        app_label = "sample"
        managed = False

    def __str__(self) -> str:
        return self.name


class Outing(Record):
    """A record with every sort of field; it has no table and is never saved."""

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="地域", null=True)
    title = models.CharField("題名", max_length=500)
    colour = models.CharField("色", max_length=10, choices=Colour.choices, blank=True)
    is_public = models.BooleanField("公開")
    held_on = models.DateField("開催日", null=True)
    opens_at = models.TimeField("開場", null=True)
    closes_at = models.DateTimeField("終了", null=True)
    extra = models.JSONField("その他", default=dict)
    seats = models.IntegerField("定員", null=True)
    places = models.IntegerField("定員", null=True)
    password = models.CharField("合言葉", max_length=10, blank=True)

    class Meta:
        app_label = "sample"
        managed = False

    def __str__(self) -> str:
        return self.title


def outing(title: str = "見本の会", **fields: object) -> Outing:
    return Outing(**{"public_id": "zzzzzzzzzzzz", "is_public": True, "title": title, **fields})


MIHON = Region(pk=1, name="見本市", slug="mihon")
