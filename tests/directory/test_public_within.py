"""A search within what is seen of the map: list and map in step, and nobody's door told."""

import pytest
from django.test import RequestFactory
from hypothesis import example, given
from hypothesis import strategies as st

from renkei.directory.asking import question_of
from renkei.geo.points import Point
from tests.clock import NOW
from tests.directory.public import opened, page

HERE = "139.90,35.90,140.10,36.10"
NORTH_OF_HERE = "139.90,36.10,140.10,36.30"


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def two(town):
    """A place in the city, and one about 22 km north of it."""
    town.place("東の会", "nursing")
    town.place("北の会", "nursing", north=20)
    return town


def found(client, town, **query) -> list[str]:
    rows = opened(client, town, "search/", **query).context["rows"]
    return [row.facts.name.value for row in rows]


def asked(text: str):
    return question_of(RequestFactory().get("/", {"q": "訪問看護", "within": text}))


def test_only_what_lies_in_the_box_is_found(client, two):
    assert found(client, two, q="訪問看護", within=HERE) == ["東の会"]
    assert found(client, two, q="訪問看護", within=NORTH_OF_HERE) == ["北の会"]


def test_the_box_takes_the_place_of_the_place_in_the_words(client, two):
    two.town("見本町", north=0)

    assert found(client, two, q="見本町 訪問看護") == ["東の会"]
    assert found(client, two, q="見本町 訪問看護", within=NORTH_OF_HERE) == ["北の会"]


def test_the_chips_say_that_the_box_counts_and_take_it_away(client, two):
    two.town("見本町", north=0)

    chips = opened(client, two, "search/", q="見本町 訪問看護", within=HERE).context["chips"]

    assert [(chip["name"], chip["value"]) for chip in chips] == [
        ("場所", "地図の範囲"),
        ("サービス", "訪問看護"),
    ]
    assert "within" not in chips[0]["url"]
    assert "within=139.90%2C35.90%2C140.10%2C36.10" in chips[1]["url"]


def test_the_map_begins_with_the_box_and_asks_in_step_with_the_list(client, two):
    text = page(client, two, "search/", q="訪問看護", within=HERE, view="map")

    assert f'data-within="{HERE}" data-found="地図の範囲で1件"' in text
    assert "within=139.90%2C35.90%2C140.10%2C36.10" in text.split("data-places=")[1].split('"')[1]


def test_what_is_sent_with_the_next_box_is_the_same_question(client, two):
    text = page(client, two, "search/", q="訪問看護", view="map", near="36.00,140.00")

    form = text.split("data-map-seek")[1].split("</form>")[0]
    assert '<input type="hidden" name="q" value="訪問看護">' in form
    assert '<input type="hidden" name="view" value="map">' in form
    assert "36.00" not in form


def box_of(text: str) -> str:
    return text.split('<form class="c-search"')[1].split("</form>")[0]


def test_new_words_and_more_conditions_are_asked_within_the_same_box(client, two):
    hidden = f'<input type="hidden" name="within" value="{NORTH_OF_HERE}">'
    text = page(client, two, "search/", q="訪問看護", within=NORTH_OF_HERE)
    assert hidden in box_of(text)
    assert "conditions/?q=%E8%A8%AA%E5%95%8F%E7%9C%8B%E8%AD%B7&amp;within=139.90%2C36.10" in text

    assert hidden in page(client, two, "search/conditions/", q="訪問看護", within=NORTH_OF_HERE)
    assert found(client, two, q="", add="訪問看護", within=NORTH_OF_HERE) == ["北の会"]


def test_new_words_and_more_conditions_are_asked_near_the_same_point(client, two):
    hidden = '<input type="hidden" name="near" value="36.20,140.00">'
    text = page(client, two, "search/", q="訪問看護", near="36.20,140.00")
    assert hidden in box_of(text)

    assert hidden in page(client, two, "search/conditions/", q="訪問看護", near="36.20,140.00")
    assert found(client, two, add="訪問看護", near="36.20,140.00") == ["北の会"]


def test_a_search_without_a_place_carries_none(client, two):
    assert 'type="hidden"' not in box_of(page(client, two, "search/", q="訪問看護"))


def chips(client, town, words: str) -> list[tuple[str, str]]:
    shown = opened(client, town, "search/", q=words, near="36.00,140.00").context["chips"]
    return [(chip["value"], chip["url"].partition("near")[1]) for chip in shown]


def test_where_one_is_is_a_chip_that_can_be_taken_away(client, two):
    assert chips(client, two, "訪問看護") == [("いまいる場所", ""), ("訪問看護", "near")]


def test_where_one_is_does_not_count_beside_a_place_in_the_words(client, two):
    two.town("見本町", north=0)

    assert chips(client, two, "見本町 訪問看護") == [("見本市見本町", "near"), ("訪問看護", "near")]


def test_where_nothing_is_seen_the_map_stays(client, two):
    text = page(client, two, "search/", q="訪問看護", within="139.90,36.30,140.10,36.40")

    assert "この範囲では見つかりませんでした。" in text
    assert "data-map " in text


def test_without_a_box_an_empty_list_has_no_map(client, two):
    assert "data-map " not in page(client, two, "search/", q="訪問介護")


@pytest.mark.parametrize("text", ["", "x", "1,2,3", "140,36,139,37", "nan,nan,nan,nan", "0,0,1,1"])
def test_an_odd_box_is_left_out(text):
    assert (asked(text).within, asked(text).within_words) == (None, "")


@given(
    st.floats(122, 151),
    st.floats(20, 43),
    st.floats(0.0001, 2),
    st.floats(0.0001, 2),
)
@example(139.99, 35.95, 0.01, 0.01)
def test_a_box_is_told_in_hundredths_of_a_degree_around_what_was_seen(west, south, across, up):
    box = asked(f"{west},{south},{west + across},{south + up}").within

    assert all(round(edge, 2) == edge for edge in box)
    assert box.holds(Point(south + 1e-6, west + 1e-6))
    assert box.holds(Point(south + up - 1e-6, west + across - 1e-6))
    assert box.east - box.west <= across + 0.02 + 1e-6
    assert box.east - box.west >= 0.01 - 1e-6


@given(
    st.floats(122, 151),
    st.floats(20, 43),
    st.floats(0.0001, 2),
    st.floats(0.0001, 2),
)
def test_a_box_that_was_told_is_read_as_the_same(west, south, across, up):
    once = asked(f"{west},{south},{west + across},{south + up}")

    assert asked(once.within_words).within == once.within


@pytest.mark.parametrize("count", [1, 3])
def test_a_box_costs_the_same_for_one_and_three(client, town, count, django_assert_num_queries):
    for number in range(count):
        town.place(f"東の会{number}", "nursing")
    page(client, town, "search/", q="訪問看護", within=HERE)

    with django_assert_num_queries(8):
        client.get(f"/{town.region.slug}/search/", {"q": "訪問看護", "within": HERE})
