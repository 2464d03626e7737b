"""Rows become places: found or made, filled, numbered, compared, and given their services.

A row may set what is empty, and change what it had said itself; it never touches what
another source or the region said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from renkei.core import bulk
from renkei.core.text import search_key
from renkei.directory.imports.comparing import Known, Pair, known, questions
from renkei.directory.imports.ground import Ground
from renkei.directory.imports.serving import Serving
from renkei.directory.imports.spots import Placed, Spot, take_over
from renkei.directory.models import Correction, Join, SourceRow
from renkei.directory.sources.rows import Place, Problem, Row
from renkei.geo.settling import Settled
from renkei.organizations.models import (
    Facility,
    Identifier,
    Organization,
    PointBasis,
)

UNKNOWN_TOWN = "市町村が分かりません。所在地を市町村の名前から書いてください"
PLACE_FIELDS = ("name", "kana", "address", "building", "telephone", "fax", "website")
SAVED_FIELDS = [*PLACE_FIELDS, "organization", "latitude", "longitude", "point_basis"]
STAMPS = ["updated_at", "version"]

Number = tuple[str, str]
Earlier = Mapping[str, tuple[SourceRow, Row | None]]


class Placing:
    """One chunk of rows on its way to places and services."""

    def __init__(self, ground: Ground, is_institution: bool, at: datetime) -> None:
        self.ground, self.is_institution, self.at = ground, is_institution, at
        self.rows: tuple[list[SourceRow], list[SourceRow]] = ([], [])
        self.touched: list[int] = []
        self._new: list[Known] = []
        self._pairs: list[Pair] = []
        self._altered: dict[int, Facility] = {}
        self._moved: set[int] = set()  # by an address the region found

    def place(self, rows: list[Row], earlier: Earlier, problems: list[Problem]) -> list[Placed]:
        """Make or find everything; rows that belong nowhere become problems."""
        spots = list(self._spots(rows, earlier, problems))
        self.ground.prepare(
            {s.municipality.pk: s.municipality for s in spots if s.municipality}.values()
        )
        numbers = self._numbered(spots)
        for spot in spots:
            self._find(spot, numbers, problems)
        spots = [spot for spot in spots if spot.pk or spot.facility]
        self._load(spots)
        bodies = self._bodies(spots)
        for spot in spots:
            self._fill(spot, bodies)
        self._save_places()
        self._number(spots, numbers)
        serving = Serving(self.ground.kinds, self.is_institution, self.at)
        placed = serving.serve(spots, problems)
        self._compare()
        self.touched = list(dict.fromkeys(found.facility for found in placed))
        return placed

    # ------------------------------------------------------------ where

    def _spots(self, rows: list[Row], earlier: Earlier, problems: list[Problem]) -> Iterator[Spot]:
        for row in rows:
            source_row, old = earlier.get(row.key, (None, None))
            spot = Spot(row, None, old, source_row.facility_id if source_row else None)
            if not row.attaches:
                spot.municipality = self.ground.municipality_of(row.place)
                if spot.municipality is None:
                    problems.append(Problem(row.line, UNKNOWN_TOWN, True))
                    continue
                spot.settled = self.ground.settled(row.place, spot.municipality)
                if spot.settled.refusal:
                    problems.append(Problem(row.line, _refused(spot.settled)))
            yield spot

    def _numbered(self, spots: list[Spot]) -> dict[Number, int | Spot]:
        """The places that bear one of the chunk's numbers."""
        wanted = [number for spot in spots for number in spot.row.numbers]
        values = bulk.among_texts({value for _, value in wanted})
        found = Identifier.objects.filter(value__in=values)
        rows = found.values_list("system", "value", "facility_id")
        return {(system, value): facility for system, value, facility in rows}

    def _find(self, spot: Spot, numbers: dict[Number, int | Spot], problems: list[Problem]) -> None:
        if not spot.pk:
            self._find_by_number(spot, numbers)
        if spot.row.attaches and not (spot.pk or spot.facility):
            problems.append(
                Problem(spot.row.line, "施設票に無いIDです。施設票を先に取り込んでください", True)
            )
            return
        if not (spot.pk or spot.facility):
            self._find_by_name(spot)
        for number in spot.row.numbers:
            numbers.setdefault(number, spot)

    def _find_by_number(self, spot: Spot, numbers: dict[Number, int | Spot]) -> None:
        for number in spot.row.numbers:
            found = numbers.get(number)
            if isinstance(found, Spot):
                spot.pk, spot.facility = found.pk, found.facility
            elif found:
                spot.pk, spot.by_number = found, True
            if found:
                return

    def _find_by_name(self, spot: Spot) -> None:
        """The place of this name and address or telephone, else a new one."""
        assert spot.municipality is not None  # noqa: S101 -- rows without one were left out
        place = spot.row.place
        mine = known(place.name, place.address, place.telephone, spot.municipality.name)
        neighbours = self.ground.neighbours(spot.municipality)
        if other := neighbours.same(mine):
            spot.pk, spot.facility = other.pk, other.facility
            return
        self._pairs += neighbours.alike(mine)
        neighbours.add(mine)
        self._new.append(mine)
        mine.facility = Facility(municipality=spot.municipality, name=place.name)
        spot.facility, spot.is_new = mine.facility, True

    def _load(self, spots: list[Spot]) -> None:
        keys = bulk.among({spot.pk for spot in spots if spot.pk})
        moved = Correction.objects.approved().filter(facility__in=keys, moved_from__isnull=False)
        self._moved = set(moved.values_list("facility", flat=True))
        found = {place.pk: place for place in Facility.objects.filter(pk__in=keys)}
        for spot in spots:
            if spot.pk:
                spot.facility = found[spot.pk]

    # ------------------------------------------------------------ what

    def _bodies(self, spots: list[Spot]) -> dict[tuple[str, str], int]:
        """Keys of the bodies the rows name, made where they are new; (number, name) → key."""
        wanted = {_body(spot.row) for spot in spots if spot.row.organization}
        found = self._known_bodies(wanted)
        fresh: dict[tuple[str, str], Organization] = {}
        for number, name in sorted(wanted):
            key = (number, "") if number else ("", name)
            if key not in found and key not in fresh:
                fresh[key] = Organization(name=name, corporate_number=number)
                fresh[key].stamp(self.at)
        bulk.insert(list(fresh.values()))
        found |= {key: body.pk for key, body in fresh.items()}
        return {(n, name): found[(n, "") if n else ("", name)] for n, name in wanted}

    def _known_bodies(self, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
        numbers = bulk.among_texts(number for number, _ in wanted if number)
        names = bulk.among_texts(name for number, name in wanted if not number)
        rows = Organization.objects.filter(
            Q(corporate_number__in=numbers) | Q(corporate_number="", name__in=names)
        ).values_list("corporate_number", "name", "pk")
        return {(number, "") if number else ("", name): pk for number, name, pk in rows}

    def _fill(self, spot: Spot, bodies: dict[tuple[str, str], int]) -> None:
        facility, row = spot.facility, spot.row
        assert facility is not None  # noqa: S101 -- found or made above
        if row.attaches:
            return
        before, former = _state(facility), facility.name
        take_over(facility, PLACE_FIELDS, row.place, spot.old.place if spot.old else None)
        if self.is_institution and spot.by_number and not spot.old:
            facility.name = row.place.name
        _settle_reading(facility, row.place, former)
        self._fill_body(spot, facility, bodies)
        if facility.pk not in self._moved:
            _set_point(facility, spot)
        if not facility._state.adding and _state(facility) != before:
            self._altered[facility.pk] = facility

    def _fill_body(
        self, spot: Spot, facility: Facility, bodies: dict[tuple[str, str], int]
    ) -> None:
        row, old = spot.row, spot.old
        said_otherwise = old is not None and _body(old) != _body(row)
        if row.organization and (facility.organization_id is None or said_otherwise):
            facility.organization_id = bodies[_body(row)]

    def _save_places(self) -> None:
        new = [place.facility for place in self._new if place.facility]
        for facility in new:
            facility.stamp(self.at)
        bulk.insert(new)
        for place in self._new:
            place.pk = place.facility.pk if place.facility else None
            place.facility = None
        for facility in self._altered.values():
            facility.stamp(self.at)
        bulk.update(list(self._altered.values()), [*SAVED_FIELDS, *STAMPS])

    def _number(self, spots: list[Spot], numbers: dict[Number, int | Spot]) -> None:
        """Give the places their numbers; a number another place bears stays there."""
        fresh = {
            number: spot.facility.pk
            for spot in spots
            for number in spot.row.numbers
            if spot.facility and isinstance(numbers[number], Spot)
        }
        rows = [(facility, *number) for number, facility in fresh.items()]
        bulk.insert_missing(Identifier, ["facility", "system", "value"], rows)

    # ------------------------------------------------------------ joins

    def _compare(self) -> None:
        """Ask people about those that may be one place."""
        Join.objects.bulk_create(questions(self._pairs, self.at), ignore_conflicts=True)


def _refused(settled: Settled) -> str:
    if settled.is_estimated:
        return f"{settled.refusal}。町丁目の中心で補いました（推定）"
    return f"{settled.refusal}。地点なしで読み込みました"


def _body(row: Row) -> tuple[str, str]:
    return row.corporate_number, row.organization


def _state(facility: Facility) -> list[Any]:
    return [getattr(facility, name) for name in (*SAVED_FIELDS[:-4], "organization_id")] + [
        facility.latitude,
        facility.longitude,
        facility.point_basis,
    ]


def _settle_reading(facility: Facility, said: Place, former: str) -> None:
    """A reading belongs to the name it was published with.

    A hospital's care service (○○病院デイケア) is read otherwise than the hospital, whose
    name comes from a list without readings.
    """
    is_its_name = search_key(facility.name) == search_key(said.name)
    was_another = search_key(former) != search_key(facility.name)
    if is_its_name and was_another:
        facility.kana = said.kana
    elif not is_its_name and facility.kana == said.kana:
        facility.kana = ""


def _set_point(facility: Facility, spot: Spot) -> None:
    """A published point goes before an estimated one; one the region found is never touched."""
    settled = spot.settled
    if settled is None or settled.point is None or facility.point_basis == PointBasis.LOCAL:
        return
    is_better = not facility.point_basis or (
        facility.point_basis == PointBasis.ESTIMATED and not settled.is_estimated
    )
    was_own = spot.old is not None and spot.old.place.point == (
        facility.latitude,
        facility.longitude,
    )
    if is_better or was_own:
        facility.latitude, facility.longitude = settled.point
        facility.point_basis = (
            PointBasis.ESTIMATED if settled.is_estimated else PointBasis.PUBLISHED
        )
