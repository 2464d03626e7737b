"""What is true of a facility for a region: its approved local values before published ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import timezone

from renkei.directory.models import Correction, Join, Source, SourceRow
from renkei.directory.models.link import BY_LINK
from renkei.organizations.models import Facility
from renkei.programme.models import Region

LOCAL = "圏域で確認"
FROM_FACILITY, FROM_READER = "事業所の回答", "ページを見た方の知らせ"
UNNAMED_SOURCE = "圏域の記録"
FIELDS = ("name", "kana", "address", "telephone", "fax", "website")
LOCAL_ONLY = ("closed", "hours")
NOT_EVERYWHERE = ("kana", "telephone", "fax", "website")
LABELS = {field: str(Correction.Field(field).label) for field in (*FIELDS, *LOCAL_ONLY)}


@dataclass(frozen=True)
class Fact:
    """One value with where it comes from and of which day.

    ``public_value`` is what the source says, whatever the region found;
    ``reason`` and ``by`` tell why and by whom a local value replaced it, ``told`` who said
    it where the region only confirmed it; no names, for it is public.
    """

    field: str
    label: str
    value: str
    source: str
    on: date | None
    is_local: bool = False
    public_value: str = ""
    reason: str = ""
    by: str = ""
    told: str = ""

    @property
    def how(self) -> str:
        """Where it comes from: ``事業所の回答を圏域で確認``, else the source."""
        return f"{self.told}を{self.source}" if self.told else self.source

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Facts:
    """The effective values of one facility.

    ``hours`` and ``closed`` (in words: since when, and how) exist only where the region
    wrote them.
    """

    facility: Facility
    name: Fact
    kana: Fact
    address: Fact
    telephone: Fact
    fax: Fact
    website: Fact
    closed: Fact
    hours: Fact

    def __iter__(self) -> Iterator[Fact]:
        """All facts, also the empty ones, in the order people read them."""
        return (getattr(self, field) for field in (*FIELDS, *LOCAL_ONLY))


class Origin(NamedTuple):
    """Where the published values of a facility come from, and of which day."""

    source: str
    on: date | None


class Told(NamedTuple):
    """That a row of a source tells of a facility, and what it says of the fields that not
    every source has."""

    facility: int
    row: int
    source: str
    on: date | None
    is_merged: bool
    said: tuple[str | None, ...]

    @property
    def origin(self) -> Origin:
        return Origin(str(Source(self.source).label), self.on)


def effective(facility: Facility, region: Region) -> Facts:
    """The facts of one facility as the region knows them (see ``effective_all``)."""
    return effective_all([facility], region)[facility.pk]


def effective_all(facilities: Iterable[Facility], region: Region) -> dict[int, Facts]:
    """The facts of many facilities by primary key.

    Two queries however many they are, three where some of them are two that were merged:
    the values of each of the two keep their own source.
    """
    places = list(facilities)
    keys = [place.pk for place in places]
    told = _told(keys)
    merges = _merges(told)
    moved = set[int]().union(*map(_rows_moved, merges))
    own = [row for row in told if row.row not in moved]
    origins = {row.facility: row.origin for row in own}
    said, filled = _said(own), _filled(merges, told)
    local = _local_values(keys, region)
    return {
        place.pk: _facts(
            place,
            origins.get(place.pk) or Origin(UNNAMED_SOURCE, timezone.localdate(place.updated_at)),
            said.get(place.pk, {}) | filled.get(place.pk, {}),
            local.get(place.pk, {}),
        )
        for place in places
    }


def _facts(
    place: Facility, origin: Origin, apart: dict[str, Origin], local: dict[str, Correction]
) -> Facts:
    found = {
        field: _fact(field, getattr(place, field, ""), apart.get(field, origin), local.get(field))
        for field in (*FIELDS, *LOCAL_ONLY)
    }
    return Facts(place, **found)


def _fact(field: str, published: str, origin: Origin, local: Correction | None) -> Fact:
    label = LABELS[field]
    if local is None or local.decided_at is None:
        return Fact(field, label, published, *origin, public_value=published)
    return Fact(
        field,
        label,
        local.value,
        LOCAL,
        timezone.localdate(local.decided_at),
        is_local=True,
        public_value=published,
        reason=local.reason,
        by=local.decided_by,
        told=_told_by(local),
    )


def _told_by(local: Correction) -> str:
    if local.proposed_by == local.decided_by:
        return ""
    return FROM_FACILITY if local.proposed_by == BY_LINK else FROM_READER


def _local_values(keys: list[int], region: Region) -> dict[int, dict[str, Correction]]:
    found: dict[int, dict[str, Correction]] = {}
    for one in Correction.objects.approved().filter(region=region, facility__in=keys):
        found.setdefault(one.facility_id, {})[one.field] = one
    return found


def _told(keys: list[int]) -> list[Told]:
    """The rows that tell of these facilities; the one published last names its facility."""
    merged = Join.objects.merged().filter(kept=OuterRef("facility"))
    rows = SourceRow.objects.filter(facility__in=keys).values_list(
        "facility_id",
        "pk",
        "publication__source",
        "publication__published_on",
        Exists(merged),
        *(f"raw__{field}" for field in NOT_EVERYWHERE),
    )
    told = [
        Told(facility, row, source, on, is_merged, tuple(said))
        for facility, row, source, on, is_merged, *said in rows
    ]
    return sorted(told, key=lambda row: (row.on or date.min, row.source))


def _said(told: list[Told]) -> dict[int, dict[str, Origin]]:
    """By facility, who said it last of the fields that not every source has: a list of the
    bureaus is newer than the telephone number, and has none."""
    found: dict[int, dict[str, Origin]] = {}
    for row in told:
        said = [field for field, value in zip(NOT_EVERYWHERE, row.said, strict=True) if value]
        found.setdefault(row.facility, {}).update(dict.fromkeys(said, row.origin))
    return found


def _merges(told: list[Told]) -> list[Join]:
    merged = {row.facility for row in told if row.is_merged}
    return list(Join.objects.merged().filter(kept__in=merged)) if merged else []


def _rows_moved(join: Join) -> set[int]:
    return set(join.moved.get(f"{SourceRow._meta.label}#facility", ()))


def _filled(merges: list[Join], told: list[Told]) -> dict[int, dict[str, Origin]]:
    """By facility the fields that a merge filled, with what tells of the place they are from."""
    found: dict[int, dict[str, Origin]] = {}
    for join in merges:
        moved = _rows_moved(join)
        origin = Origin(UNNAMED_SOURCE, timezone.localdate(join.updated_at))
        for row in told:
            if row.row in moved:
                origin = row.origin
        fields = join.moved.get(Join.FILLED, {})
        found.setdefault(join.kept_id, {}).update(dict.fromkeys(fields, origin))
    return found
