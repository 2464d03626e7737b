"""Everything that is known of one facility, put together for its page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Max, Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from jaconv import kata2hira

from renkei.core.actors import Actor
from renkei.directory.directions import directions
from renkei.directory.facts import Fact, effective
from renkei.directory.filing_kinds import filing_kinds
from renkei.directory.listing import Moment, checked, whole
from renkei.directory.models import (
    Ability,
    Correction,
    Filing,
    Note,
    Opening,
    Publication,
    Service,
    SourceRow,
    Vacancy,
)
from renkei.directory.policies import may_correct_note
from renkei.directory.qr import qr_code
from renkei.directory.week import Span, Today, heads_of, today_of, week_of
from renkei.organizations.models import Facility
from renkei.programme.models import Region

NEIGHBOURS_SHOWN = 10


@dataclass(frozen=True)
class Offer:
    """A service of the facility with its week, and the editions that tell of it.

    ``edition`` is the newest; ``left`` of a service that is listed no more the last one of
    the list it left. None where no row of a source tells of it.
    """

    service: Service
    edition: Publication | None
    left: Publication | None
    week: list[Span]
    today: Today | None
    departments: tuple[str, ...]


def facility_or_404(public_id: str) -> Facility:
    """The place of this public id, also one that was merged into another."""
    places = Facility.objects.select_related("municipality", "merged_into")
    place: Facility | None = places.filter(public_id=public_id).first()
    if place is None:
        raise Http404
    return place


def of(place: Facility, region: Region, *, actor: Actor, at: datetime) -> dict[str, Any]:
    """What the page shows; notes only to those who may see them."""
    facts = effective(place, region)
    today = timezone.localdate(at)
    abilities = list(Ability.objects.of(region).filter(facility=place).select_related("term"))
    vacancies = _vacancies(place, region, at)
    filings = filings_of(place)
    address = whole(facts.address.value, place.municipality.name)
    return {
        "place": place,
        "facts": facts,
        "address": address,
        "directions": directions(place, facts.name.value, address),
        "known": [_read(fact) for fact in facts if fact.value or fact.is_local],
        "abilities": abilities,
        "vacancies": vacancies,
        "offers": _offers(place, today),
        "filings": filings,
        "week_heads": heads_of(today),
        "notes": _notes(place, region, actor),
        "neighbours": _neighbours(place),
        "checked": checked(facts, abilities, today, _told(vacancies, filings)),
        "url": url_of(place, region),
        "qr": qr_code(url_of(place, region)),
        "identifiers": place.identifiers.all(),
    }


def _read(fact: Fact) -> Fact:
    """As it is shown: a reading in hiragana, however the source writes it."""
    if fact.field != Correction.Field.KANA:
        return fact
    return replace(fact, value=kata2hira(fact.value), public_value=kata2hira(fact.public_value))


def _told(vacancies: list[dict[str, Any]], filings: Filings) -> list[Moment]:
    """When the place told of its room, and the editions its filings stand in."""
    standing = [*(filing for filing, _ in filings.known), *filings.others]
    return [
        *((one["told_on"], one["vacancy"].told_by) for one in vacancies),
        *((filing.seen_on, str(filing.publication)) for filing in standing),
    ]


def url_of(place: Facility, region: Region) -> str:
    """The whole address of the page, for paper and for passing on."""
    path = reverse("directory:service", args=[region.slug, place.public_id])
    return f"{settings.SITE_URL}{path}"


def _notes(place: Facility, region: Region, actor: Actor) -> list[tuple[Note, bool]]:
    """Each with whether this person may correct it."""
    seen = Note.objects.visible_to(actor).of(region).filter(facility=place)
    return [(note, may_correct_note(actor, note)) for note in seen]


@dataclass(frozen=True)
class Filings:
    """届出 of a facility: those of our list with what they mean, all others, those that ended."""

    known: list[tuple[Filing, str]]
    others: list[Filing]
    ended: list[Filing]

    def __bool__(self) -> bool:
        return bool(self.known or self.others or self.ended)

    @property
    def are_confirmed(self) -> bool:
        """Whether what they mean was held against a primary text."""
        return all(filing.term.is_confirmed for filing, _ in self.known if filing.term)


def filings_of(place: Facility) -> Filings:
    """What the editions brought in tell of it (one query)."""
    found = Filing.objects.at([place]).select_related("term", "publication")
    kinds = filing_kinds()
    known, others, ended = [], [], []
    for filing in found:
        kind = kinds.get(filing.term.code) if filing.term else None
        if filing.until is not None:
            ended.append(filing)
        elif kind is not None:
            known.append((filing, kind.plain))
        else:
            others.append(filing)
    return Filings(known, others, ended)


def _vacancies(place: Facility, region: Region, at: datetime) -> list[dict[str, Any]]:
    told = Vacancy.objects.of(region).filter(facility=place).select_related("kind")
    return [
        {
            "vacancy": one,
            "is_fresh": one.is_fresh(at),
            "tone": "success" if one.state == Vacancy.State.ROOM else "",
            "told_on": timezone.localdate(one.told_at),
        }
        for one in told
    ]


def _offers(place: Facility, today: date) -> list[Offer]:
    services = place.services.select_related("kind").prefetch_related("openings")
    editions = _editions(place)
    return [
        _offer(service, editions[service.pk], list(service.openings.all()), today)
        for service in services
    ]


def _editions(place: Facility) -> defaultdict[int, list[Publication]]:
    """By service the editions that tell of it, the oldest first (one query)."""
    found: defaultdict[int, list[Publication]] = defaultdict(list)
    told = SourceRow.objects.filter(service__facility=place).order_by(
        "publication__published_on", "publication"
    )
    for row in told.select_related("publication").defer("raw"):
        found[row.service_id or 0].append(row.publication)
    return found


def _left(editions: list[Publication]) -> Publication | None:
    """Of a service told by several lists: the last edition of one that has a newer one by now."""
    newest = Publication.objects.filter(source__in={one.source for one in editions})
    days = dict(newest.order_by().values_list("source").annotate(Max("published_on")))
    behind = [one for one in editions if one.published_on != days[one.source]]
    return next(reversed(behind or editions), None)


def _offer(
    service: Service, editions: list[Publication], openings: list[Opening], today: date
) -> Offer:
    edition, left = next(reversed(editions), None), None
    if service.unlisted_on:
        left = _left(editions)
    departments = tuple(dict.fromkeys(one.department for one in openings if one.department))
    return Offer(service, edition, left, week_of(openings), today_of(openings, today), departments)


def _neighbours(place: Facility) -> list[Facility]:
    """Others at the same address, or with the same telephone."""
    same = Q()
    if place.address:
        same |= Q(address=place.address, municipality=place.municipality)
    if place.telephone:
        same |= Q(telephone=place.telephone, municipality=place.municipality)
    if not same:
        return []
    return list(Facility.objects.standing().filter(same).exclude(pk=place.pk)[:NEIGHBOURS_SHOWN])
