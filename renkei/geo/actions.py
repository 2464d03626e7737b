"""Bringing in the list of municipalities; keeping the list of school districts."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.db.models import ProtectedError

from renkei.audit import actions as audit
from renkei.audit.history import diff, snapshot
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import DomainError, RecordChanged
from renkei.geo.models import Municipality, SchoolDistrict

MUNICIPALITIES = Path(__file__).parent / "data" / "municipalities.csv"


class Row(NamedTuple):
    """One municipality as the list names it; ``code`` without check digit."""

    code: str
    prefecture: str
    name: str
    kana: str


def read_municipalities(path: Path = MUNICIPALITIES) -> Iterator[Row]:
    """The rows of the list. Source: Japan Post, see docs/data-sources.md."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Row(**row)


@transaction.atomic
def load_municipalities(*, by: Actor, at: datetime, path: Path = MUNICIPALITIES) -> int:
    """Add municipalities that are missing and rename those the list now calls otherwise.

    A municipality the list no longer has stays, because records point to it.
    Returns how many rows changed; 0 the second time, and then nothing is written down.
    """
    known = {row.code: row for row in Municipality.objects.all()}
    new, renamed = [], []
    for row in read_municipalities(path):
        municipality = known.get(row.code)
        if municipality is None:
            new.append(_stamped(Municipality(**row._asdict()), at))
        elif _differs(municipality, row):
            municipality.prefecture, municipality.name, municipality.kana = row[1:]
            renamed.append(_stamped(municipality, at))
    Municipality.objects.bulk_create(new, batch_size=500)
    Municipality.objects.bulk_update(
        renamed, ["prefecture", "name", "kana", "updated_at", "version"]
    )
    changed = len(new) + len(renamed)
    if changed:
        audit.record_plain(Verb.IMPORT, by=by, at=at, label=f"市区町村 {changed}件")
    return changed


def _stamped(municipality: Municipality, at: datetime) -> Municipality:
    municipality.stamp(at)
    return municipality


def _differs(known: Municipality, row: Row) -> bool:
    return (known.prefecture, known.name, known.kana) != row[1:]


@transaction.atomic
def add_school_district(
    *, municipality: Municipality, name: str, kana: str, by: Actor, at: datetime, region: str = ""
) -> SchoolDistrict:
    """The school district of this name in the municipality, registered now if it is new.

    The history of ``region`` (a slug) tells it, where a region registers it.
    """
    district = SchoolDistrict.objects.filter(municipality=municipality, name=name).first()
    if district is None:
        district = SchoolDistrict(municipality=municipality, name=name, kana=kana)
        district.stamp(at)
        district.save()
        audit.record(Verb.CREATE, district, by=by, at=at, region=region)
    return district


class DistrictInUse(DomainError):
    """この校下を使っている記録があるため、外せません。名前の間違いは「直す」で直せます。"""


@transaction.atomic
def change_school_district(
    *,
    district: SchoolDistrict,
    by: Actor,
    at: datetime,
    version: int | None = None,
    region: str = "",
) -> SchoolDistrict:
    """Keep another name or reading; every record that names the district follows.

    The history of ``region`` (a slug) tells it. Raises RecordChanged when it is no longer
    at ``version``.
    """
    current = SchoolDistrict.objects.select_for_update().get(pk=district.pk)
    if version is not None and current.version != version:
        raise RecordChanged(current)
    district.version = current.version
    district.stamp(at)
    district.save()
    changes = diff(snapshot(current), snapshot(district))
    audit.record(Verb.UPDATE, district, by=by, at=at, region=region, changes=changes)
    return district


@transaction.atomic
def remove_school_district(
    *, district: SchoolDistrict, by: Actor, at: datetime, region: str = ""
) -> None:
    """Take a district that nothing names out of the list. Raises DistrictInUse."""
    gone = diff(snapshot(district), {})
    audit.record(Verb.DELETE, district, by=by, at=at, region=region, changes=gone)
    try:
        district.delete()
    except ProtectedError as why:
        raise DistrictInUse from why
