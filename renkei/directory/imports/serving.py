"""Services at the places of a list: found or made, described, opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from renkei.core import bulk
from renkei.directory.imports.spots import Placed, Spot, take_over
from renkei.directory.models import Opening, Service
from renkei.directory.sources.rows import Problem, Row, Span

SERVICE_FIELDS = ("days", "days_note", "capacity")
STAMPS = ["updated_at", "version"]


class Serving:
    """One chunk of rows, whose places are known, on its way to services.

    ``kinds`` are the keys of the terms by their codes.
    """

    def __init__(self, kinds: Mapping[str, int], is_institution: bool, at: datetime) -> None:
        self.kinds, self.is_institution, self.at = kinds, is_institution, at

    def serve(self, spots: list[Spot], problems: list[Problem]) -> list[Placed]:
        offered = self._offered(spots)
        new: list[Service] = []
        altered: dict[int, Service] = {}
        pairs: list[tuple[Spot, Service]] = []
        for spot in spots:
            service = self._service(spot, offered[spot.facility.pk], new)  # type: ignore[union-attr]
            if service is None:
                problems.append(Problem(spot.row.line, "診療のサービスが見つかりません", True))
                continue
            self._describe(spot, service, altered)
            pairs.append((spot, service))
        bulk.insert(new)
        settled = {service.pk for service in new} | altered.keys()
        for service in _open([(service, spot.row, spot.old) for spot, service in pairs]):
            if service.pk not in settled:
                service.stamp(self.at)
                altered[service.pk] = service
        bulk.update(list(altered.values()), [*SERVICE_FIELDS, "number", "unlisted_on", *STAMPS])
        return [Placed(spot.row, service.facility_id, service.pk) for spot, service in pairs]

    def _offered(self, spots: list[Spot]) -> defaultdict[int, list[Service]]:
        found: defaultdict[int, list[Service]] = defaultdict(list)
        keys = {spot.facility.pk for spot in spots if spot.facility and not spot.is_new}
        for service in Service.objects.filter(facility__in=bulk.among(keys)).order_by("pk"):
            found[service.facility_id].append(service)
        return found

    def _service(self, spot: Spot, offered: list[Service], new: list[Service]) -> Service | None:
        row = spot.row
        if row.attaches:
            return offered[0] if offered else None
        kind = self.kinds[row.kind]
        for service in offered:
            if service.kind_id == kind and self._is_same(service, row):
                return service
        service = Service(facility=spot.facility, kind_id=kind, number=row.number)
        service.stamp(self.at)
        offered.append(service)
        new.append(service)
        return service

    def _is_same(self, service: Service, row: Row) -> bool:
        """Institutions have one service of a kind, whichever source numbers it."""
        if service.number == row.number:
            return True
        return self.is_institution and not (service.number and row.number)

    def _describe(self, spot: Spot, service: Service, altered: dict[int, Service]) -> None:
        if spot.row.attaches:
            return
        before = [getattr(service, field) for field in (*SERVICE_FIELDS, "number", "unlisted_on")]
        take_over(service, (*SERVICE_FIELDS, "number"), spot.row, spot.old)
        service.unlisted_on = None
        after = [getattr(service, field) for field in (*SERVICE_FIELDS, "number", "unlisted_on")]
        if service.pk and before != after:
            service.stamp(self.at)
            altered[service.pk] = service


def _open(rows: Iterable[tuple[Service, Row, Row | None]]) -> list[Service]:
    """Replace the spans each row had told of by those it tells of now.

    Returns the services whose week is another now.
    """
    timed = [
        (service, row.openings, old.openings if old else ())
        for service, row, old in rows
        if row.openings or (old and old.openings)
    ]
    if not timed:
        return []
    present: dict[tuple[int, Span], int] = {}
    for opening in Opening.objects.filter(service__in={service for service, _, _ in timed}):
        span = Span(opening.weekday, opening.starts_at, opening.ends_at, opening.department)
        present[opening.service_id, span] = opening.pk
    told = {(service.pk, span) for service, spans, _ in timed for span in spans}
    said = {(service.pk, span) for service, _, spans in timed for span in spans}
    gone = {key: pk for key, pk in present.items() if key in said - told}
    Opening.objects.filter(pk__in=gone.values()).delete()
    fresh = told - present.keys()
    Opening.objects.bulk_create(
        Opening(service_id=service, **span._asdict()) for service, span in sorted(fresh)
    )
    changed = {service for service, _ in [*gone, *fresh]}
    return list({service.pk: service for service, _, _ in timed if service.pk in changed}.values())
