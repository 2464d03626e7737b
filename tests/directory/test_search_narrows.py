"""Of many hits the best ones are looked for in a part: they are the same as among all."""

import random
from datetime import date
from math import cos, radians

import pytest

from renkei.directory.models import Listing, Service
from renkei.directory.search import asking, narrowing
from renkei.directory.search.question import METRES_PER_DEGREE, Question
from renkei.directory.search.searches import Search
from renkei.directory.search.surroundings import surroundings_of
from renkei.directory.search.understanding import understand
from renkei.geo.points import Point, distance_m
from tests.clock import NOW
from tests.directory.searching import LATITUDE, LONGITUDE, reindex
from tests.geo.factories import MunicipalityFactory

FEW = 40
HERE = Point(LATITUDE, LONGITUDE)
PAGE = slice(0, 5)
FRESH_SINCE = date(2016, 2, 18)
"""A year before NOW."""


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch) -> None:
    """As in a large city, where more are near than are counted."""
    monkeypatch.setattr(asking, "MOST", FEW)
    monkeypatch.setattr(narrowing, "MANY", 2)


def crowd(town, *, spread: float = 0.03, number: int = 100, kind: str = "nursing") -> None:
    dice = random.Random(7)  # noqa: S311 -- the same places every time
    towns = [town.city, town.village, MunicipalityFactory()]
    for each in range(number):
        facility = town.place(
            f"東の会{each}",
            kind,
            latitude=LATITUDE + dice.gauss(0, spread),
            longitude=LONGITUDE + dice.gauss(0, spread),
            municipality=dice.choice(towns),
            can=["dementia"] if dice.random() < 0.2 else [],
        )
        if dice.random() < 0.1:
            facility.services.update(unlisted_on=date(2016, 1, 1))
    reindex()


def question(town, words: str, near: Point | None = None) -> Question:
    around = surroundings_of(town.region)
    return Search(understand(words, around.lexicon), around, near, NOW).question


def by_hand(town, near: Point | None) -> list[int]:
    """All facilities in the order that the guide describes."""
    own = {town.city.pk, town.village.pk}

    def weight(one: Listing) -> float:
        is_fresh = one.checked_on is not None and one.checked_on >= FRESH_SINCE
        if near is None:
            return (one.municipality_id not in own) * 2 + (not is_fresh)
        north = (one.latitude - near.latitude) * METRES_PER_DEGREE
        east = (one.longitude - near.longitude) * METRES_PER_DEGREE
        east *= cos(radians(near.latitude))
        return (north**2 + east**2) * (0.81 if is_fresh else 1)

    listed = sorted(Listing.objects.all(), key=lambda one: (one.is_unlisted, weight(one), one.pk))
    return [one.pk for one in listed]


def keys(rows: list[asking.Row]) -> list[int]:
    return [row.facility_id for row in rows]


@pytest.mark.parametrize("near", [HERE, Point(LATITUDE + 0.031, LONGITUDE - 0.017), None])
@pytest.mark.parametrize("words", ["", "訪問看護", "東の会"])
def test_the_best_are_the_same_as_among_all(town, words, near):
    crowd(town)
    asked = question(town, words, near)

    for rest in (slice(0, 5), slice(5, 10), slice(30, 40)):
        rows, total = asking.ask(asked, rest)
        assert keys(rows) == by_hand(town, near)[rest]
        assert total == FEW


def test_the_best_of_one_municipality_are_the_same_as_among_all(town):
    crowd(town)
    asked = question(town, "見本市内")
    own = set(Listing.objects.filter(municipality=town.city).values_list("pk", flat=True))

    for rest in (slice(0, 5), slice(5, 10), slice(20, 30)):
        rows, total = asking.ask(asked, rest)
        best = [key for key in by_hand(town, asked.scope.origin) if key in own]
        assert keys(rows) == best[rest]
        assert total == min(len(own), FEW)


@pytest.mark.parametrize("near", [HERE, None], ids=["near", "region"])
def test_a_part_that_fills_the_page_is_all_that_is_asked(town, near, django_assert_num_queries):
    crowd(town)
    asked = question(town, "", near)

    with django_assert_num_queries(1):
        asking.ask(asked, PAGE)


def test_where_only_the_best_are_looked_for_those_in_the_municipality_are_counted(
    town, django_assert_num_queries
):
    crowd(town, number=30)
    town.find("見本市")

    with django_assert_num_queries(2):
        found = town.find("見本市", per_page=5)

    inside = Listing.objects.filter(municipality=town.city).count()
    assert (found.within.total, found.within.others) == (inside, 30 - inside)
    assert town.find("見本市").within == found.within
    assert town.find("見本市", page=9).within.total == 0


def test_where_too_few_are_in_the_part_all_are_asked(town, django_assert_num_queries):
    crowd(town, number=60, kind="day-care")
    crowd(town, number=6)
    near = question(town, "訪問看護", HERE)

    rows, total = asking.ask(near, PAGE)

    offering = Listing.objects.filter(facility__services__kind__label="訪問看護")
    wanted = set(offering.values_list("pk", flat=True))
    assert keys(rows) == [key for key in by_hand(town, HERE) if key in wanted][PAGE]
    assert total == 6


def test_a_small_circle_holds_no_part_that_is_large_enough(town):
    town.town("東町", north=0)
    crowd(town)
    asked = question(town, "東町")
    (middle, reach_m), *_ = asked.scope.circles

    rows, total = asking.ask(asked, slice(30, 35))

    assert narrowing.part_of(asked, 35, 1.0) is None
    assert keys(rows) == within(by_hand(town, middle), middle, reach_m)[30:35]
    assert total == FEW


def within(ordered: list[int], middle: Point, reach_m: float) -> list[int]:
    near = {
        one.pk
        for one in Listing.objects.all()
        if distance_m(middle, Point(one.latitude, one.longitude)) <= reach_m
    }
    return [key for key in ordered if key in near]


def test_a_region_of_many_municipalities_has_no_part_of_its_own(town):
    for _ in range(narrowing.MOST_MUNICIPALITIES):
        town.region.municipalities.add(MunicipalityFactory())
    crowd(town)
    asked = question(town, "訪問看護")

    rows, _ = asking.ask(asked, PAGE)

    assert narrowing.part_of(asked, PAGE.stop, 1.0) is None
    assert keys(rows) == by_hand(town, None)[PAGE]


def test_a_part_that_turns_out_too_small_is_not_enough(town):
    crowd(town, number=30, kind="day-care")
    crowd(town, number=3)
    part = narrowing.part_of(question(town, "訪問看護", HERE), PAGE.stop, 1.0)

    rows, _ = asking.ask(part.question, PAGE)

    assert 0 < len(rows) < 5
    assert not part.is_enough(rows, 5)


def test_what_is_no_longer_listed_fills_no_part(town):
    crowd(town)
    Service.objects.update(unlisted_on=date(2016, 1, 1))
    reindex()

    rows, _ = asking.ask(question(town, "", HERE), PAGE)

    assert keys(rows) == by_hand(town, HERE)[PAGE]


def test_a_page_beyond_the_last_says_how_many_there_are(town):
    crowd(town, number=10)

    assert asking.ask(question(town, "", HERE), slice(20, 25)) == ([], 10)
    assert asking.ask(question(town, "西の会", HERE), slice(0, 5)) == ([], 0)
