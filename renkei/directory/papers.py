"""What a paper says of a place beyond its row: what it can, its room, its hours, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from renkei.core.wareki import short_day
from renkei.directory.listing import Able, Row, abilities_of
from renkei.directory.models import Evidence, Opening, Service, Vacancy
from renkei.directory.week import words_of
from renkei.programme.models import Region


@dataclass(frozen=True)
class Paper:
    """Each in words, empty where nothing is known. News of room is left out once it is stale."""

    abilities: str = ""
    rooms: str = ""
    hours: str = ""


def papers_of(rows: Sequence[Row], region: Region, at: datetime) -> dict[int, Paper]:
    """By primary key of the place; three queries however many they are."""
    places = [row.facility for row in rows]
    abilities = abilities_of(places, region)
    rooms: defaultdict[int, list[Vacancy]] = defaultdict(list)
    for told in Vacancy.objects.of(region).filter(facility__in=places).select_related("kind"):
        if told.is_fresh(at):
            rooms[told.facility_id].append(told)
    openings = _openings(rows)
    return {
        row.facility.pk: Paper(
            _abilities(abilities.get(row.facility.pk, [])),
            "。".join(_room(told) for told in rooms[row.facility.pk]),
            _hours(row, openings),
        )
        for row in rows
    }


def _openings(rows: Iterable[Row]) -> dict[int, list[Opening]]:
    services = [service for row in rows for service in row.facility.services.all()]
    found: dict[int, list[Opening]] = {}
    for one in Opening.objects.filter(service__in=services):
        found.setdefault(one.service_id, []).append(one)
    return found


def _abilities(abilities: Sequence[Able]) -> str:
    """What is invented says so, as in the demo."""
    words = "、".join(one.label for one in abilities)
    is_sample = any(one.evidence == Evidence.SAMPLE for one in abilities)
    return f"{words}（{Evidence.SAMPLE.label}）" if is_sample else words


def _room(told: Vacancy) -> str:
    words = f"{told.kind}：{told.get_state_display()}（{short_day(told.told_on)}現在）"
    return f"{words}　{told.note}" if told.note else words


def _hours(row: Row, openings: dict[int, list[Opening]]) -> str:
    """What the region wrote before what is published; none of a place that closed."""
    if row.facts.closed.value:
        return ""
    if row.facts.hours.value:
        return row.facts.hours.value
    services = row.facility.services.all()
    told = {service.kind.label: _week(service, openings) for service in services}
    known = {kind: words for kind, words in told.items() if words}
    if len(told) == 1:
        return "".join(known.values())
    return "\n".join(f"{kind}：{words}" for kind, words in known.items())


def _week(service: Service, openings: dict[int, list[Opening]]) -> str:
    """Hours of the week before mere days, then what was noted of them."""
    told = words_of(openings.get(service.pk, [])) or service.days.replace(",", "・")
    return "　".join(filter(None, (told, service.days_note)))
