"""What of a region's directory is handed out: published services, with what the region knows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from renkei.core.actors import ANONYMOUS
from renkei.directory.facts import Facts, effective_all
from renkei.directory.models import Ability, Filing, InformalService, Opening, Service
from renkei.organizations.models import Identifier, IdentifierSystem
from renkei.programme.models import Region

CARE_CODES = "kaigo-"


@dataclass(frozen=True)
class Entry:
    """A service at a place; all services of one place share its facts and abilities."""

    service: Service
    facts: Facts
    abilities: tuple[Ability, ...]
    openings: tuple[Opening, ...]
    numbers: dict[str, str]

    @property
    def is_care(self) -> bool:
        """Under the long-term care insurance; else it is medical."""
        return bool(self.service.kind.code.startswith(CARE_CODES))

    def number(self, system: IdentifierSystem) -> str:
        """The number an authority gave; of a care office that of the service."""
        return self.numbers.get(system, "")


def entries(region: Region) -> list[Entry]:
    """The listed services of the region's municipalities, by municipality, kind and name.

    Six queries, however many there are. The visitor's eyes decide: what strangers may
    not see is not in it.
    """
    found = list(
        Service.objects.visible_to(ANONYMOUS)
        .listed()
        .filter(facility__municipality__in=region.municipalities.all())
        .filter(facility__merged_into__isnull=True)
        .select_related("kind", "facility__municipality", "facility__organization")
        .prefetch_related("openings", "facility__identifiers")
        .order_by("facility__municipality__code", "kind__position", "facility__name", "pk")
    )
    facts = effective_all({service.facility for service in found}, region)
    abilities = _abilities(region)
    return [
        Entry(
            service,
            facts[service.facility_id],
            abilities.get(service.facility_id, ()),
            tuple(service.openings.all()),
            _numbers(service.facility.identifiers.all()),
        )
        for service in found
    ]


def _abilities(region: Region) -> dict[int, tuple[Ability, ...]]:
    known = Ability.objects.visible_to(ANONYMOUS).of(region).select_related("term")
    ordered = known.order_by("facility_id", "term__position", "pk")
    return {place: tuple(said) for place, said in groupby(ordered, lambda each: each.facility_id)}


def _numbers(identifiers: list[Identifier]) -> dict[str, str]:
    return {each.system: each.value for each in identifiers}


def informal_services(region: Region) -> list[InformalService]:
    """The published ones."""
    shown = InformalService.objects.visible_to(ANONYMOUS).of(region)
    return list(shown.select_related("kind").prefetch_related("municipalities"))


def filings(region: Region) -> list[Filing]:
    """届出 of the region's facilities, those that ended included."""
    known = Filing.objects.visible_to(ANONYMOUS).filter(
        row__facility__municipality__in=region.municipalities.all(),
        row__facility__merged_into__isnull=True,
    )
    return list(
        known.select_related("term", "publication", "row__facility__municipality").order_by(
            "row__facility__municipality__code", "row__facility__name", "row", "since", "pk"
        )
    )
