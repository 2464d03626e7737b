"""Whole objects of HSDS: a row with all that belongs to it, for one or for a page of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple, Self

from renkei.directory.models.informal import STAYS_FRESH_FOR
from renkei.openreferral import mapping, rows
from renkei.openreferral.mapping import Json, Row

Said = dict[int, list[tuple[Row, str]]]


class Around(NamedTuple):
    """What belongs to the rows of services: their weeks, and what their places can do, filed
    and have."""

    openings: dict[int, list[Row]]
    abilities: Said
    filings: Said
    vacancies: Said

    @classmethod
    def of(cls, found: list[Row], at: datetime) -> Self:
        """Four queries, however many rows there are."""
        places = {row["facility_id"] for row in found}
        return cls(
            rows.openings(row["pk"] for row in found),
            rows.abilities(places),
            rows.filings(places),
            rows.vacancies(places, at),
        )


def services(found: list[Row], at: datetime) -> list[Json]:
    """Services with their places, weeks and terms."""
    around = Around.of(found, at)
    return [_service(row, around) for row in found]


def _service(row: Row, around: Around) -> Json:
    told = mapping.service(row)
    held = _service_at_location(row, around)
    del held["service"]
    kind = mapping.attribute(told["id"], "service", rows.kind_of(row))
    return told | {
        "phones": held["location"].get("phones", []),
        "schedules": held["schedules"],
        "attributes": [kind],
        "service_at_locations": [held],
    }


def services_at_locations(found: list[Row], at: datetime) -> list[Json]:
    """Services at their places with weeks, abilities and room."""
    around = Around.of(found, at)
    return [_service_at_location(row, around) for row in found]


def _service_at_location(row: Row, around: Around) -> Json:
    told = mapping.service_at_location(row)
    spans = around.openings[row["pk"]]
    place = row["facility_id"]
    said = around.abilities[place] + around.filings[place] + around.vacancies[place]
    return told | {
        "location": mapping.location_in_full(row),
        "schedules": [mapping.schedule(told["id"], span) for span in spans]
        or mapping.schedule_in_words(told["id"], row["days"]),
        "attributes": [
            mapping.attribute(told["id"], "service_at_location", term, value)
            for term, value in said
        ],
    }


def informal_services(found: list[Row], today: date) -> list[Json]:
    """Informal services, listed: without their parts."""
    return [
        mapping.withdrawn(row)
        if row["deleted_at"]
        else mapping.informal_service(row, is_stale=row["checked_on"] <= today - STAYS_FRESH_FOR)
        for row in found
    ]


def informal_services_in_full(found: list[Row], today: date) -> list[Json]:
    """Informal services with telephone, area, days and kind."""
    listed = informal_services(found, today)
    return [
        told if row["deleted_at"] else told | _parts(told["id"], row)
        for told, row in zip(listed, found, strict=True)
    ]


def _parts(whole: str, row: Row) -> Json:
    return {
        "phones": mapping.phones(whole, voice=row["telephone"], fax=row["fax"]),
        "schedules": mapping.schedule_in_words(whole, row["days"]),
        "service_areas": mapping.service_areas(whole, row["municipalities"], row["area"]),
        "attributes": [mapping.attribute(whole, "service", rows.kind_of(row))],
    }
