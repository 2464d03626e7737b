"""What an import must know of the country: municipalities, neighbours, bodies, kinds.

Read once and kept while files come in; every part is loaded when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from renkei.directory.imports.comparing import Neighbourhood, neighbourhoods
from renkei.directory.sources.rows import Place, Row
from renkei.geo.addresses import Gazetteer, Towns
from renkei.geo.models import Boundary, Municipality, TownPoint
from renkei.geo.settling import Settled, Surroundings, settle, surroundings
from renkei.vocabulary.models import Scheme, Term

UNKNOWN = Surroundings(Towns([]), [], None)


class Ground:
    """What is known around the places of an import.

    ``home`` are the municipalities of the region whose own list comes in; there are none
    for lists of the country, whose rows bear codes. ``closed`` are those whose places the
    region may not touch (``bounds``).
    """

    def __init__(
        self, home: Iterable[Municipality] = (), closed: Iterable[Municipality] = ()
    ) -> None:
        self.home, self.closed = list(home), list(closed)
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

    def resolved(self, row: Row) -> Row:
        """A row of the region's own list that bears no code, with that of its address."""
        if not self.home or row.place.municipality:
            return row
        code = self._named(row.place)
        place = replace(row.place, municipality=code, prefecture=code[:2])
        # The key begins with the code: two regions may both have a number 1.
        return replace(row, place=place, key=f"{code}{row.key}")

    def _named(self, place: Place) -> str:
        """The code of the municipality an address names: the region's first, else the only one.

        In the country a town or village is none: its name may be that of a part of a city.
        """
        if code := self.gazetteer.code_of(place.address, place.prefecture):
            return code
        codes = self.gazetteer.codes_of(place.address)
        home = [town.code for town in self.home if town.code in codes]
        cities = [code for code in codes if "市" in self.municipalities[code].name]
        return next((only for only in (home, cities) if len(only) == 1), [""])[0]

    def doubts(self, row: Row) -> Iterator[str]:
        """What is odd about where a row of the region's own list says it is."""
        municipality = self.municipality_of(row.place) if self.home else None
        if municipality is None:
            return
        taken = f"{municipality}のものとして読み込みます"
        named = self._written(row.place, row.place.address)
        if named and not named.overlaps(municipality):
            yield f"市区町村コードは{municipality}、住所は{named}です。{taken}"
        if town := row.raw.get("town", "").strip():
            # The parser set the town before the address.
            address = row.raw.get("address", "").removeprefix(town)
            one, other = self._written(row.place, town), self._written(row.place, address)
            if one and other and not one.overlaps(other):
                yield f"市町村の名前は{one}、住所は{other}です。{taken}"
        if not any(municipality.overlaps(home) for home in self.home):
            yield f"この圏域の外です（{municipality.prefecture}{municipality}）"

    def _written(self, place: Place, text: str) -> Municipality | None:
        """The municipality that a text about the place names, if any."""
        return self.municipalities.get(self._named(replace(place, address=text)))

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
