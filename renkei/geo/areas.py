"""School districts and care areas: registered by name, drawn by their outline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.text import tidy
from renkei.geo.models import Boundary, CareArea, Municipality, SchoolDistrict
from renkei.geo.outlines import Outline, Polygons, box_of

Area = SchoolDistrict | CareArea
_ENDINGS = ("小学校下", "小学校区", "小学校", "校下", "圏域")


class NoName(DomainError):
    """区域の名前の列が見つかりません。"""

    def __init__(self, column: str, present: Iterable[str]) -> None:
        """Name the column that was looked for, and those there are."""
        super().__init__(
            f"区域の名前の列「{column}」が見つかりません。ある列：{'、'.join(present)}"
        )


@transaction.atomic
def load_area_outlines(
    *,
    kind: type[SchoolDistrict] | type[CareArea],
    municipality: Municipality,
    outlines: Iterable[Outline],
    name_column: str,
    source: str,
    by: Actor,
    at: datetime,
) -> int:
    """Set the outlines of school districts or care areas; new names are registered.

    An area made of several shapes gets all of them. Raises NoName when a shape lacks the
    column. Returns how many shapes there were.
    """
    shapes = list(outlines)
    areas: dict[str, Polygons] = {}
    for outline in shapes:
        name = short_name(outline.properties.get(name_column), municipality)
        if not name:
            raise NoName(name_column, outline.properties)
        areas.setdefault(name, []).extend(outline.polygons)
    for name, polygons in areas.items():
        draw(registered(kind, municipality, name, at), polygons, source, at)
    label = f"{municipality}の{kind._meta.get_field('name').verbose_name}の形 {len(shapes)}件"
    audit.record_plain(Verb.IMPORT, by=by, at=at, label=label)
    return len(shapes)


def short_name(name: Any, municipality: Municipality) -> str:
    """`焼津市立港小学校` names the district 港; "" where nothing is written."""
    short = tidy("" if name is None else str(name)).removeprefix(f"{municipality}立")
    for ending in _ENDINGS:
        short = short.removesuffix(ending) or short
    return short


def registered(
    kind: type[SchoolDistrict] | type[CareArea], municipality: Municipality, name: str, at: datetime
) -> Area:
    """The area of this name, registered now if it is new."""
    known = kind.objects.filter(municipality=municipality, name=name).first()
    if known is None:
        known = kind(municipality=municipality, name=name)
        known.stamp(at)
        known.save()
    return known


def draw(
    area: Municipality | Area, polygons: Polygons, source: str, at: datetime | None = None
) -> None:
    """Give the area this outline; with ``at``, a new version of the area itself.

    The search keeps what it read of districts until one of them has another version.
    """
    shape = {"rings": polygons, "source": source, **box_of(polygons)._asdict()}
    Boundary.objects.update_or_create(**outlined(area), defaults=shape)
    if at:
        area.stamp(at)
        area.save(update_fields=["updated_at", "version"])


def outlined(area: Municipality | Area) -> dict[str, Any]:
    """What names the area in a ``Boundary``."""
    fields = {
        Municipality: "municipality",
        SchoolDistrict: "school_district",
        CareArea: "care_area",
    }
    return {fields[type(area)]: area}
