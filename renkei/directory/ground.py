"""What an import must know of the country: municipalities, neighbours, bodies, kinds.

Read once and kept while files come in; every part is loaded when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from renkei.directory.comparing import Neighbourhood, neighbourhoods
from renkei.directory.sources.rows import Place
from renkei.geo.addresses import Gazetteer, Towns
from renkei.geo.models import Boundary, Municipality, TownPoint
from renkei.geo.settling import Settled, Surroundings, settle, surroundings
from renkei.vocabulary.models import Scheme, Term

UNKNOWN = Surroundings(Towns([]), [], None)


class Ground:
    """What is known around the places of an import."""

    def __init__(self) -> None:
        self._surroundings: dict[int, Surroundings] = {}
        self._neighbourhoods: dict[int, Neighbourhood] = {}

    def forget(self) -> None:
        """After a chunk that was not kept: its places are not there."""
        self._neighbourhoods.clear()

    @cached_property
    def municipalities(self) -> dict[str, Municipality]:
        return {municipality.code: municipality for municipality in Municipality.objects.all()}

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer((code, place.name) for code, place in self.municipalities.items())

    @cached_property
    def kinds(self) -> dict[str, int]:
        """Keys of the kinds of services by their code."""
        return dict(Term.objects.of(Scheme.SERVICE).values_list("code", "pk"))

    @cached_property
    def _drawn(self) -> frozenset[int]:
        """Municipalities whose towns or outline were loaded."""
        towns = TownPoint.objects.order_by().values_list("municipality", flat=True).distinct()
        outlines = Boundary.objects.filter(municipality__isnull=False)
        return frozenset(towns) | frozenset(outlines.values_list("municipality", flat=True))

    def municipality_of(self, place: Place) -> Municipality | None:
        """By the code; where none is written or known, by the address."""
        if found := self.municipalities.get(place.municipality):
            return found
        code = self.gazetteer.code_of(place.address, place.prefecture)
        return self.municipalities.get(code)

    def settled(self, place: Place, municipality: Municipality) -> Settled:
        """The point of a place: published, estimated or none."""
        known = UNKNOWN
        if municipality.pk in self._drawn:
            if municipality.pk not in self._surroundings:
                self._surroundings[municipality.pk] = surroundings(municipality.pk)
            known = self._surroundings[municipality.pk]
        return settle(municipality, known, place.address, place.point)

    def prepare(self, municipalities: Iterable[Municipality]) -> None:
        """Load the places of those municipalities that were not asked for yet."""
        missing = {
            municipality.pk: municipality.name
            for municipality in municipalities
            if municipality.pk not in self._neighbourhoods
        }
        if missing:
            self._neighbourhoods |= neighbourhoods(missing)

    def neighbours(self, municipality: Municipality) -> Neighbourhood:
        """The places of a municipality that was prepared."""
        return self._neighbourhoods[municipality.pk]
