"""Which rows tell of one place: by number, else by name, address and telephone.

Certain: the same number; or the same name at the same address or telephone. Alike but not
certain: a ``Join`` for people to decide (``joining``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from renkei.core import bulk
from renkei.core.text import search_key
from renkei.directory.models import Join
from renkei.directory.sources.cells import digits
from renkei.geo.addresses import lot_key
from renkei.organizations.models import Facility, Identifier

# Below this two places are not worth a person's look; see ``likeness``.
WORTH_A_LOOK = 0.6
ALIKE_NAMES = 0.5
CONTAINED = 0.8
# So much two names share that one may be the other mistyped; see ``nearly_same``.
MISTYPED = 0.8
SHORTEST = 4

_LEGAL_FORM = re.compile(
    "^(?:医療法人|社会医療法人|特定医療法人|社会福祉法人|株式会社|有限会社|合同会社|合資会社|一般社団法人|"
    "公益社団法人|一般財団法人|公益財団法人|特定非営利活動法人|NPO法人|独立行政法人|国家公務員共済組合連合会)"
    r"[^\s]*\s+"
)
_BRACKETED_END = re.compile(r"[\s]*[(（][^()（）]*[)）]$")


def name_key(name: str) -> str:
    """A place's name for comparing: without the body in front and a service in brackets."""
    text = unicodedata.normalize("NFKC", name).strip()
    text = _BRACKETED_END.sub("", _LEGAL_FORM.sub("", text)) or text
    return search_key(text)


def alike(one: str, other: str) -> float:
    """How much two keys share, 0 to 1: pairs of characters in common (Dice).

    A name that stands within the other counts ``CONTAINED`` (小池病院 and 小池病院介護医療院).
    """
    share = _dice(one, other)
    short, long = sorted((one, other), key=len)
    return max(share, CONTAINED) if len(short) >= SHORTEST and short in long else share


def _dice(one: str, other: str) -> float:
    mine, theirs = _pairs(one), _pairs(other)
    if not mine or not theirs:
        return float(one == other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _pairs(text: str) -> set[str]:
    return {text[start : start + 2] for start in range(len(text) - 1)}


@dataclass(slots=True)
class Known:
    """What of a place is compared. A place not saved yet has its ``facility``."""

    name: str
    lot: str
    telephone: str
    pk: int | None = None
    facility: Facility | None = None

    @property
    def is_bare(self) -> bool:
        """Known by name alone, as places named in programmes are."""
        return not self.lot and not self.telephone


def known(name: str, address: str, telephone: str, municipality: str) -> Known:
    """The keys of a place in the municipality of this name."""
    lot = lot_key(address, municipality) if address else ""
    return Known(name_key(name), lot, digits(telephone))


def shared(one: Known, other: Known) -> tuple[bool, bool]:
    """Whether the two have the same address, and the same telephone."""
    same_lot = bool(one.lot and one.lot == other.lot)
    return same_lot, bool(one.telephone and one.telephone == other.telephone)


def likeness(one: Known, other: Known) -> tuple[float, list[str]]:
    """0 to 1, with the reasons people read: name counts half, address and telephone a quarter."""
    names = alike(one.name, other.name)
    same_lot, same_telephone = shared(one, other)
    reasons = ["名称が同じ"] if names == 1 else [f"名称が似ている（{names:.0%}）"]
    reasons += ["所在地が同じ"] * same_lot + ["電話が同じ"] * same_telephone
    score = names / 2 + same_lot / 4 + same_telephone / 4
    return (score if names >= ALIKE_NAMES else 0.0), reasons


def nearly_same(one: Known, other: Known) -> bool:
    """Same address, same telephone, and a name that may be the other's mistyped.

    Worth a look even of two numbers: one place may be published under both. A name that
    stands within the other (a home and its day care) is not mistyped.
    """
    if one.name in other.name or other.name in one.name:
        return False
    return all(shared(one, other)) and _dice(one.name, other.name) >= MISTYPED


class Pair(NamedTuple):
    """Two places that may be one: the one that was there first, and the other."""

    kept: Known
    other: Known
    score: float
    reasons: list[str]


@dataclass
class Neighbourhood:
    """The places of one municipality, asked by name, address and telephone."""

    by_name: defaultdict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_lot: defaultdict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_telephone: defaultdict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, place: Known) -> None:
        """From now on it is found."""
        self.by_name[place.name].append(place)
        if place.lot:
            self.by_lot[place.lot].append(place)
        if place.telephone:
            self.by_telephone[place.telephone].append(place)

    def same(self, place: Known) -> Known | None:
        """The one place that certainly is this one: same name, same address or telephone.

        One known by its name alone counts if the municipality has no other of that name.
        """
        namesakes = self.by_name.get(place.name, [])
        for other in namesakes:
            if any(shared(place, other)):
                return other
        if len(namesakes) == 1 and (namesakes[0].is_bare or place.is_bare):
            return namesakes[0]
        return None

    def alike(self, place: Known) -> Iterator[Pair]:
        """The place with each of those that may be it."""
        near = [
            *self.by_name.get(place.name, ()),
            *self.by_lot.get(place.lot, ()),
            *self.by_telephone.get(place.telephone, ()),
        ]
        for other in {id(found): found for found in near}.values():
            score, reasons = likeness(place, other)
            if score >= WORTH_A_LOOK:
                yield Pair(other, place, score, reasons)


def neighbourhoods(municipalities: dict[int, str]) -> dict[int, Neighbourhood]:
    """The places of these municipalities (key → name), from the database."""
    found = {key: Neighbourhood() for key in municipalities}
    rows = Facility.objects.standing().filter(municipality__in=municipalities)
    for pk, municipality, name, address, telephone in rows.values_list(
        "pk", "municipality_id", "name", "address", "telephone"
    ).iterator():
        place = known(name, address, telephone, municipalities[municipality])
        place.pk = pk
        found[municipality].add(place)
    return found


def pairs_within(neighbourhood: Neighbourhood) -> Iterator[Pair]:
    """All pairs of a municipality's places that may be one, each once."""
    before = Neighbourhood()
    places = (place for namesakes in neighbourhood.by_name.values() for place in namesakes)
    for place in sorted(places, key=lambda place: place.pk or 0):
        yield from before.alike(place)
        before.add(place)


def questions(pairs: Iterable[Pair], at: datetime) -> list[Join]:
    """What to ask people about the pairs; a place that was not kept has no key."""
    joins = [
        (
            nearly_same(one, other),
            Join(kept_id=one.pk, other_id=other.pk, score=round(score, 3), reasons=reasons),
        )
        for one, other, score, reasons in pairs
        if one.pk and other.pk
    ]
    for _, join in joins:
        join.stamp(at)
    nearly = [join for is_nearly, join in joins if is_nearly]
    uncertain = [join for is_nearly, join in joins if not is_nearly]
    return nearly + _without_conflict(uncertain)


def _without_conflict(joins: list[Join]) -> list[Join]:
    """Those of which no authority has numbered both: two numbers mean two places."""
    keys = {join.kept_id for join in joins} | {join.other_id for join in joins}
    systems: defaultdict[int, set[str]] = defaultdict(set)
    numbers = Identifier.objects.filter(facility__in=bulk.among(keys))
    for facility, system in numbers.values_list("facility_id", "system"):
        systems[facility].add(system)
    return [join for join in joins if not systems[join.kept_id] & systems[join.other_id]]
