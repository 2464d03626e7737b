"""The rows behind HSDS: plain values of public columns, with the region's approved ones.

Every column that leaves the installation by this way is named here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from renkei.core.actors import ANONYMOUS
from renkei.directory.models import (
    Ability,
    Correction,
    Filing,
    InformalService,
    Opening,
    Service,
    Vacancy,
)
from renkei.directory.models.knowledge import VACANCY_HOLDS_FOR
from renkei.openreferral.ids import Kind, public_id_of
from renkei.openreferral.mapping import Row
from renkei.organizations.models import Organization
from renkei.vocabulary.models import Scheme, Term

SCHEMES = (Scheme.SERVICE, Scheme.ABILITY, Scheme.FILING, Scheme.VACANCY, Scheme.INFORMAL)
ORGANIZATION = ("public_id", "name", "kana", "website", "corporate_number")
TERM = ("public_id", "scheme", "code", "label", "source", "is_confirmed")
SERVICE = (
    *("pk", "public_id", "updated_at", "number", "days", "days_note", "capacity"),
    *("website", "unlisted_on", "facility_id", "facility__merged_into_id"),
    *(f"kind__{name}" for name in TERM),
    *("facility__public_id", "facility__updated_at", "facility__name", "facility__kana"),
    *("facility__address", "facility__building", "facility__telephone", "facility__fax"),
    *("facility__website", "facility__latitude", "facility__longitude", "facility__point_basis"),
    *("facility__municipality__name", "facility__municipality__prefecture"),
    *(f"facility__organization__{name}" for name in ORGANIZATION),
)
INFORMAL = (
    *("pk", "public_id", "updated_at", "name", "provider", "description", "area", "days"),
    *(
        "deleted_at",
        "price",
        "how_to_apply",
        "who_may_use",
        "telephone",
        "fax",
        "website",
        "checked_on",
    ),
    *(f"kind__{name}" for name in TERM),
)
OPENING = ("pk", "service_id", "weekday", "starts_at", "ends_at", "manner", "department")
LOCAL = {
    Correction.Field.NAME: "facility__name",
    Correction.Field.KANA: "facility__kana",
    Correction.Field.ADDRESS: "facility__address",
    Correction.Field.TELEPHONE: "facility__telephone",
    Correction.Field.FAX: "facility__fax",
    Correction.Field.WEBSITE: "facility__website",
    Correction.Field.HOURS: "days",
}


def services(
    *, words: str = "", term: str = "", organization: str = "", since: datetime | None = None
) -> QuerySet[Any]:
    """Services of the insurances; the ids are public ids.

    Also those that a merge left behind, whose place is told by another: inactive, so that
    who knew them learns of it.
    """
    found = Service.objects.visible_to(ANONYMOUS)
    if words:
        named = Q(facility__name__icontains=words) | Q(facility__kana__icontains=words)
        found = found.filter(named | Q(kind__label__icontains=words))
    if term:
        able = Ability.objects.filter(facility=OuterRef("facility"), term__public_id=term)
        filed = Filing.objects.open().filter(
            row__facility=OuterRef("facility"), term__public_id=term
        )
        found = found.filter(Q(kind__public_id=term) | Exists(able) | Exists(filed))
    if organization:
        found = found.filter(facility__organization__public_id=organization)
    if since:
        found = found.filter(_changed(since))
    return found.order_by("pk")


def _changed(since: datetime) -> Q:
    """Touched itself, or its place was, or what regions know of the place."""
    filed = Filing.objects.filter(row__facility=OuterRef("facility"), changed_at__gte=since)
    touched = Q(updated_at__gte=since) | Q(facility__updated_at__gte=since) | Q(Exists(filed))
    for known in _knowledge():
        touched |= Q(Exists(known.filter(facility=OuterRef("facility"), updated_at__gte=since)))
    return touched


def _knowledge() -> tuple[QuerySet[Any], ...]:
    """What regions say of a place; a proposal is not yet said."""
    return Ability.objects.all(), Vacancy.objects.all(), Correction.objects.approved()


def informal_services(
    *, words: str = "", term: str = "", organization: str = "", since: datetime | None = None
) -> QuerySet[Any]:
    """Published informal services; none of them belongs to a body.

    With ``since`` also those that were taken out: who knew them learns of it. No word finds
    these, since what they were is told no more.
    """
    found = InformalService.objects.visible_to(ANONYMOUS)
    if since and not words:
        found = InformalService.objects.filter(is_public=True)
    if organization:
        return found.none()
    if words:
        found = found.filter(Q(name__icontains=words) | Q(description__icontains=words))
    if term:
        found = found.filter(kind__public_id=term)
    if since:
        found = found.filter(updated_at__gte=since)
    return found.order_by("pk")


def organizations(*, words: str = "", since: datetime | None = None) -> QuerySet[Any]:
    found = Organization.objects.visible_to(ANONYMOUS)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(kana__icontains=words))
    if since:
        found = found.filter(updated_at__gte=since)
    return found.order_by("pk")


def terms(*, words: str = "", scheme: Scheme | None = None) -> QuerySet[Any]:
    found = Term.objects.visible_to(ANONYMOUS).filter(scheme__in=[scheme] if scheme else SCHEMES)
    return found.filter(label__icontains=words) if words else found


def service_rows(found: QuerySet[Any]) -> list[Row]:
    """Services with approved local values laid over published ones, and when either changed.

    Seven queries, however long the list is. The keys come first: skipping to a late page
    of a joined list would join all that is skipped.
    """
    keys = list(found.values_list("pk", flat=True))
    rows: list[Row] = list(Service.objects.filter(pk__in=keys).order_by("pk").values(*SERVICE))
    places = {row["facility_id"] for row in rows}
    corrections = _approved(places)
    latest = _latest_knowledge(places)
    for row in rows:
        for field, value in corrections[row["facility_id"]].items():
            row[LOCAL[field]] = value
        moments = [row["updated_at"], row["facility__updated_at"]]
        row["last_modified"] = max(moments + latest[row["facility_id"]])
    return rows


def _approved(places: Iterable[int]) -> dict[int, dict[Correction.Field, str]]:
    """Of two regions that corrected the same field the later decision is told."""
    decided = Correction.objects.approved().filter(facility__in=places, field__in=LOCAL)
    found: dict[int, dict[Correction.Field, str]] = defaultdict(dict)
    for place, field, value in decided.order_by("decided_at").values_list(
        "facility_id", "field", "value"
    ):
        found[place][Correction.Field(field)] = value
    return found


def _latest_knowledge(places: Iterable[int]) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    for known in _knowledge():
        rows = known.filter(facility__in=places)
        for place, at in rows.values_list("facility_id", "updated_at"):
            found[place].append(at)
    filed = Filing.objects.at(places).values_list("row__facility_id", "changed_at")
    for place, at in filed:
        found[place].append(at)
    return found


def informal_rows(found: QuerySet[Any]) -> list[Row]:
    """Informal services with the names of their municipalities."""
    rows: list[Row] = list(found.values(*INFORMAL))
    links = InformalService.municipalities.through.objects.filter(
        informalservice__in=[row["pk"] for row in rows]
    ).order_by("municipality__code")
    areas = defaultdict(list)
    for pk, name in links.values_list("informalservice_id", "municipality__name"):
        areas[pk].append(name)
    for row in rows:
        row["municipalities"] = areas[row["pk"]]
    return rows


def openings(services: Iterable[int]) -> dict[int, list[Row]]:
    """The week of each service by its primary key."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in Opening.objects.filter(service__in=services).values(*OPENING):
        found[row["service_id"]].append(row)
    return found


def abilities(places: Iterable[int]) -> dict[int, list[tuple[Row, str]]]:
    """What each place can do, with evidence and day."""
    found: dict[int, list[tuple[Row, str]]] = defaultdict(list)
    for each in Ability.objects.filter(facility__in=places).select_related("term"):
        told = f"{each.get_evidence_display()} {each.checked_on.isoformat()}"
        found[each.facility_id].append((_term(each.term), told))
    return found


def filings(places: Iterable[int]) -> dict[int, list[tuple[Row, str]]]:
    """What each place filed with the bureau, since when, and in which edition that is told."""
    found: dict[int, list[tuple[Row, str]]] = defaultdict(list)
    known = Filing.objects.open().coded().filter(row__facility__in=places)
    columns = ("row__facility_id", "since", "is_since_told", "publication__label")
    for each in known.values(*columns, *(f"term__{name}" for name in TERM)):
        term = {name: each[f"term__{name}"] for name in TERM}
        begun = f"{each['since'].isoformat()}から" if each["is_since_told"] else ""
        told = f"{begun}（届出受理名簿 {each['publication__label']}）"
        found[each["row__facility_id"]].append((term, told))
    return found


def vacancies(places: Iterable[int], at: datetime) -> dict[int, list[tuple[Row, str]]]:
    """Where there is room, with the day it was told; what has grown old is left out."""
    found: dict[int, list[tuple[Row, str]]] = defaultdict(list)
    told = Vacancy.objects.filter(facility__in=places, told_at__gte=at - VACANCY_HOLDS_FOR)
    for each in told.select_related("kind"):
        state = f"{each.get_state_display()} {timezone.localdate(each.told_at).isoformat()}"
        found[each.facility_id].append((_term(each.kind), state))
    return found


def _term(record: Model) -> Row:
    return {name: getattr(record, name) for name in TERM}


def kind_of(row: Row) -> Row:
    """The term within a row of a service."""
    return {name: row[f"kind__{name}"] for name in TERM}


def named(kind: Kind, uuid: UUID) -> str:
    """The public id in a UUID of this kind; a value that no record has when it is another."""
    return public_id_of(kind, uuid) or "-"
