"""The words of one region, read from its records: places, terms and the everyday table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from renkei.directory.search import called
from renkei.directory.search.synonyms import from_synonyms, particles, synonyms
from renkei.directory.search.words import Lexicon, Meaning, Place, Word
from renkei.geo.models import Boundary, Municipality, SchoolDistrict, TownPoint
from renkei.geo.points import Point
from renkei.vocabulary.models import Scheme, Term

PLACE_M, DISTRICT_M, TOWN_M = 10_000, 5_000, 3_000
"""How far around a municipality's centre, a school district and a town a search looks."""

ASKED = (Scheme.SERVICE, Scheme.ABILITY, Scheme.FILING, Scheme.INFORMAL, Scheme.VACANCY)


def lexicon_of(own: Set[int], middles: Mapping[int, Point]) -> Lexicon:
    """The words of a region with these municipalities.

    ``middles`` says of every municipality in reach where the middle of its facilities is.
    """
    terms, table = _terms(), synonyms()
    municipalities, towns = [*_municipalities(own, middles)], [*_towns(own)]
    return Lexicon.of(
        [
            *municipalities,
            *_districts(own, middles, towns),
            *towns,
            *called.stations(towns, municipalities),
            *called.from_terms(terms),
            *from_synonyms(table, terms),
            *called.distances(),
        ],
        particles(table),
    )


def _terms() -> list[Word]:
    rows = Term.objects.in_use().filter(scheme__in=ASKED)
    return [
        Word(
            pk,
            label,
            is_service=scheme == Scheme.SERVICE,
            code=code,
            is_filing=scheme == Scheme.FILING,
            is_help=scheme == Scheme.INFORMAL,
            is_room=scheme == Scheme.VACANCY,
        )
        for pk, label, scheme, code in rows.values_list("pk", "label", "scheme", "code")
    ]


def _municipalities(own: Set[int], middles: Mapping[int, Point]) -> Iterator[tuple[str, Meaning]]:
    """The region's and those within reach; of two with one name the region's comes first."""
    known = Municipality.objects.filter(pk__in=own | middles.keys())
    for one in sorted(known, key=lambda one: one.pk not in own):
        place = Place(one.name, middles.get(one.pk), PLACE_M, one.pk, is_whole=True)
        yield from called.from_municipality(one.name, one.kana, place)


def _districts(
    own: Set[int], middles: Mapping[int, Point], towns: Iterable[tuple[str, Meaning]]
) -> Iterator[tuple[str, Meaning]]:
    """School districts; for one whose outline is not loaded stands the town of its name
    (瓢箪町 for 瓢箪校下), or else its municipality."""
    known = {(place.municipality, name): place for name, town in towns for place in town.places}
    rows = SchoolDistrict.objects.filter(municipality__in=own)
    for one in rows.select_related("boundary", "municipality"):
        boundary: Boundary | None = getattr(one, "boundary", None)
        key = one.municipality_id
        if boundary:
            place = Place(one.called, boundary.box.middle, DISTRICT_M, key)
        elif town := _of_its_name(one.name, key, known):
            place = Place(one.called, town.point, DISTRICT_M, key, around=town.label)
        else:
            name = one.municipality.name
            place = Place(one.called, middles.get(key), PLACE_M, key, around=name)
        yield from called.from_district(one.name, place)


def _of_its_name(
    district: str, municipality: int, towns: Mapping[tuple[int, str], Place]
) -> Place | None:
    bare = called.without_district(district)
    return next(
        (
            towns[municipality, name]
            for name in (bare, f"{bare}町")
            if (municipality, name) in towns
        ),
        None,
    )


def _towns(own: Set[int]) -> Iterator[tuple[str, Meaning]]:
    """Towns by their name without 丁目; the first of several is the centre."""
    rows = TownPoint.objects.filter(municipality__in=own).order_by("municipality", "name")
    columns = ("municipality_id", "municipality__name", "name", "latitude", "longitude")
    seen: set[tuple[int, str]] = set()
    for key, municipality, town, latitude, longitude in rows.values_list(*columns):
        name = called.without_block(town)
        if len(name) > 1 and (key, name) not in seen:
            seen.add((key, name))
            plain = called.without_rank(name)
            place = Place(f"{municipality}{plain}", Point(latitude, longitude), TOWN_M, key)
            for said in dict.fromkeys((plain, name)):
                yield called.from_town(said, place)
