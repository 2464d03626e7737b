"""Facilities as rows of a public list: what they are, where, what they can, how it is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from django.db.models import Prefetch
from jaconv import kata2hira

from renkei.directory.facts import Facts, effective_all
from renkei.directory.models import Ability, Evidence, Service
from renkei.directory.search import Hit, Tag
from renkei.geo.addresses import split
from renkei.organizations.models import Facility
from renkei.programme.models import Region

STALE_AFTER = timedelta(days=365)
TAGS_SHOWN = 3

Moment = tuple[date, str]
"""The day on which something was checked, and how or by whom."""


class Known(Protocol):
    """Something said of a facility, on what evidence, and the day it was checked."""

    @property
    def evidence(self) -> str: ...
    @property
    def checked_on(self) -> date: ...


class Able(NamedTuple):
    """What a facility can, in words, on what evidence, and the day it was checked."""

    label: str
    evidence: str
    checked_on: date


@dataclass(frozen=True)
class Checked:
    """How and on which day something of the facility was last checked.

    ``is_sample`` tells that what it can is invented, as in the demo.
    """

    how: str
    on: date | None
    is_stale: bool
    is_sample: bool = False


@dataclass(frozen=True)
class Row:
    """One facility in a list. ``distance_m`` None where no point is known.

    ``filings`` say which 届出 answer what was asked for, ``lacks`` what of it is not known.
    """

    number: int
    facility: Facility
    facts: Facts
    kinds: tuple[str, ...]
    tags: tuple[Tag, ...]
    checked: Checked
    distance_m: float | None = None
    filings: Sequence[str] = ()
    lacks: Sequence[str] = ()

    @property
    def area(self) -> str:
        """The town in the words of its address; the municipality where none is published."""
        return town_of(self.facts.address.value, self.facility.municipality.name)

    @property
    def address(self) -> str:
        return whole(self.facts.address.value, self.facility.municipality.name)

    @property
    def reading(self) -> str:
        """The name in hiragana, however the source writes it."""
        return kata2hira(self.facts.kana.value)

    @property
    def distance(self) -> str:
        return metres(self.distance_m)

    @property
    def has_point(self) -> bool:
        return self.facility.latitude is not None


def metres(distance_m: float | None) -> str:
    """``350m`` or ``1.2km``; nothing where the distance is unknown."""
    if distance_m is None:
        return ""
    if distance_m < 950:
        return f"{max(50, round(distance_m / 50) * 50)}m"
    return f"{distance_m / 1000:.1f}km"


def town_of(address: str, municipality: str) -> str:
    """Municipality and town without the number of the house: ``守谷市中央``.

    An address from the prefecture on names its municipality itself.
    """
    if municipality not in address and (named := split(address)).prefecture:
        return named.municipality + _without_number(named.town)
    return municipality + _without_number(address.rpartition(municipality)[2])


def _without_number(town: str) -> str:
    number = next((i for i, letter in enumerate(town) if letter.isdigit()), len(town))
    return town[:number].strip()


def whole(address: str, municipality: str) -> str:
    """The address with its municipality, which some sources leave out."""
    is_whole = not address or municipality in address or split(address).prefecture
    return address if is_whole else municipality + address


def known(keys: Iterable[int]) -> list[Facility]:
    """The facilities with what a list shows of them, in the order of ``keys``."""
    order = list(keys)
    services = Prefetch("services", Service.objects.listed().select_related("kind"))
    found = (
        Facility.objects.filter(pk__in=order)
        .select_related("municipality")
        .prefetch_related(services)
    )
    return sorted(found, key=lambda place: order.index(place.pk))


def rows(
    facilities: Sequence[Facility],
    *,
    region: Region,
    today: date,
    first: int = 1,
    hits: Iterable[Hit] = (),
) -> list[Row]:
    """Rows numbered from ``first``, with what a search told of them; a number of queries
    that does not grow with them."""
    told = {hit.facility_id: hit for hit in hits}
    facts = effective_all(facilities, region)
    abilities = abilities_of(facilities, region)
    return [
        _row(
            number,
            place,
            facts[place.pk],
            abilities.get(place.pk, []),
            told.get(place.pk, Hit(place.pk, None)),
            today,
        )
        for number, place in enumerate(facilities, start=first)
    ]


def _row(
    number: int,
    place: Facility,
    facts: Facts,
    abilities: Sequence[Able],
    hit: Hit,
    today: date,
) -> Row:
    return Row(
        number=number,
        facility=place,
        facts=facts,
        kinds=_kinds(place),
        tags=_tags(abilities, hit.tags),
        checked=checked(facts, abilities, today),
        distance_m=hit.distance_m,
        filings=hit.filings,
        lacks=hit.lacks,
    )


def checked(
    facts: Facts, abilities: Iterable[Known], today: date, told: Iterable[Moment] = ()
) -> Checked:
    """The newest of what the source published, what the region found and what was ``told``."""
    said = list(abilities)
    is_sample = any(one.evidence == Evidence.SAMPLE for one in said)
    moments = [
        (one.checked_on, str(Evidence(one.evidence).label))
        for one in said
        if one.evidence != Evidence.SAMPLE
    ]
    moments += [(fact.on, fact.source) for fact in facts if fact.on]
    moments += told
    if not moments:
        return Checked(facts.telephone.source, None, is_stale=True, is_sample=is_sample)
    on, how = max(moments)
    return Checked(how, on, is_stale=today - on > STALE_AFTER, is_sample=is_sample)


def abilities_of(facilities: Iterable[Facility], region: Region) -> dict[int, list[Able]]:
    """What the region says of these facilities, by their primary key, in one query."""
    found: dict[int, list[Able]] = {}
    keys = [place.pk for place in facilities]
    said = Ability.objects.of(region).filter(facility__in=keys)
    for key, *able in said.values_list("facility_id", "term__label", "evidence", "checked_on"):
        found.setdefault(key, []).append(Able(*able))
    return found


def _kinds(place: Facility) -> tuple[str, ...]:
    return tuple(dict.fromkeys(service.kind.label for service in place.services.all()))


def _tags(abilities: Iterable[Able], told: Sequence[Tag]) -> tuple[Tag, ...]:
    """What the search told, else what it can; at most three that nobody asked for."""
    known = [tag.label for tag in told]
    more = [Tag(one.label) for one in abilities if one.label not in known]
    return (*told, *more[: max(0, TAGS_SHOWN - len(told))])
