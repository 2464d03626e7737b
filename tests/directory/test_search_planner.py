"""Both ways to plan a search, what it costs, and hostile words."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.core.text import search_key
from renkei.directory.search import asking, sql
from renkei.directory.search.found import MOST, Found
from renkei.directory.search.grid import CELL_HEIGHT, CELL_WIDTH
from renkei.directory.search.question import Question
from renkei.directory.search.searches import Search
from renkei.directory.search.surroundings import surroundings_of
from renkei.directory.search.understanding import understand
from renkei.geo.points import Point, box_around, distance_m
from renkei.organizations.models import Facility
from tests.clock import NOW
from tests.directory.searching import LATITUDE, LONGITUDE, reindex


def many(town, number=120):
    dice = random.Random(5)  # noqa: S311 -- the same places every time
    for each in range(number):
        town.place(
            f"{dice.choice('東西南北')}の{dice.choice(['会', '苑', '歯科'])}{each}",
            dice.choice(["nursing", "day-care", "dentist"]),
            can=dice.choice([(), ["ventilator"], ["dementia", "ventilator"]]),
            latitude=LATITUDE + dice.uniform(-0.3, 0.3),
            longitude=LONGITUDE + dice.uniform(-0.3, 0.3),
        )
    reindex()


def question(town, words, near) -> Question:
    around = surroundings_of(town.region)
    return Search(understand(words, around.lexicon), around, near, NOW).question


def ids(asked: Question) -> set[int]:
    rows, _ = asking.ask(asked, slice(0, MOST))
    return {row.facility_id for row in rows}


@pytest.mark.parametrize("words", ["歯科", "東の", "訪問看護 人工呼吸器", "苑 デイ 認知症"])
@pytest.mark.parametrize("near", [Point(LATITUDE, LONGITUDE), None], ids=["near", "region"])
def test_words_and_rows_give_the_same_facilities(town, words, near):
    many(town)
    asked = question(town, words, near)

    in_reach = ids(Question(asked.scope, (), NOW))
    each = [ids(Question(asked.scope, (need,), NOW)) for need in asked.needs]

    assert ids(asked) == in_reach.intersection(*each)
    assert ids(asked)


def test_a_box_and_a_plain_comparison_give_the_same_facilities(town):
    many(town)
    here = Point(LATITUDE, LONGITUDE)
    box = box_around(here, 20_000)
    wanted = {
        facility.pk
        for facility in Facility.objects.all()
        if box.holds(there := Point(facility.latitude, facility.longitude))
        and distance_m(here, there) <= 20_000
        and "西の" in search_key(facility.name)
    }

    assert {hit.facility_id for hit in town.find("西の", near=here, per_page=200).hits} == wanted


def test_distances_are_those_of_the_sphere(town):
    many(town, 20)
    here = Point(LATITUDE, LONGITUDE)
    places = {place.pk: place for place in Facility.objects.all()}

    for hit in town.find("", near=here).hits:
        there = Point(places[hit.facility_id].latitude, places[hit.facility_id].longitude)
        assert hit.distance_m == pytest.approx(distance_m(here, there), rel=0.002, abs=1)


def test_a_region_of_many_cells_is_searched_to_its_last_one(town):
    """PostgreSQL is asked in parts there."""
    for row in range(12):
        for column in range(12):
            town.place(
                f"歯科{row}-{column}",
                "dentist",
                latitude=LATITUDE + (row - 6) * CELL_HEIGHT,
                longitude=LONGITUDE + (column - 6) * CELL_WIDTH,
            )
    reindex()

    assert len(question(town, "歯科", None).scope.cells) > sql.MANY_CELLS
    assert town.find("歯科").total == 144
    assert asking.count(question(town, "歯科", None)) == 144


@pytest.mark.parametrize("number", [1, 30, 90])
@pytest.mark.parametrize("words", ["見本市", "見本市内", ""])
def test_a_search_asks_two_questions(town, number, words, django_assert_num_queries):
    many(town, number)
    town.find(words)

    with django_assert_num_queries(2):
        town.find(words)


def test_a_search_that_finds_nothing_asks_a_bounded_number(town, django_assert_max_num_queries):
    many(town, 5)

    with django_assert_max_num_queries(35):
        town.find("見本市 訪問介護 往診 土曜 ない名前 べつの名前")


def test_a_great_number_is_not_counted_out():
    assert Found((), MOST).total_label == "1,000件以上"
    assert Found((), 1000).total_label == "1000件"


HOSTILE = [
    '"',
    "'",
    '" OR "1"="1',
    "'; DROP TABLE directory_listing; --",
    "%",
    "_",
    "*",
    "歯科*",
    "NEAR(歯科, 2)",
    "歯科 AND NOT 訪問",
    "tokens:歯科",
    "{tokens}: 歯科",
    "^歯科",
    "-歯科",
    "(((((",
    "\\",
    "\x00歯科\x00",
    "歯科 & !訪問 | x:*",
    "' <-> '",
    "\ud800",
    "<script>alert(1)</script>",
    "🦷👩‍⚕️",
    "𠮷野家",
    "‮歯科",
]


@pytest.mark.parametrize("words", HOSTILE, ids=map(ascii, HOSTILE))
def test_hostile_words_are_text(town, words):
    town.place("東の会", "nursing")
    town.place("西歯科", "dentist")
    reindex()

    found = town.find(words)

    assert found.total in (0, 1, 2)
    assert Facility.objects.count() == 2


def test_ten_megabytes_are_cut(town):
    town.place("東の会", "nursing")
    reindex()

    assert town.find("東の会 " * 3_000_000).total == 1
    assert town.find("あ" * 10_000_000).total == 0


@given(words=st.text(max_size=40), page=st.integers(-3, 10**9))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_words_are_answered(town, words, page):
    if not Facility.objects.exists():
        town.place("東の会", "nursing")
        reindex()

    found = town.find(words, page=page)

    assert 0 <= found.total <= MOST
