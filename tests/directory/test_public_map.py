import json

import pytest

from renkei.directory.asking import JAPAN, read_box
from renkei.directory.mapping import POINTS_AT_MOST
from renkei.directory.models import Service
from renkei.directory.search.found import MOST
from renkei.geo.models import Boundary
from renkei.geo.points import Point
from renkei.organizations.models import Facility
from tests.clock import NOW
from tests.directory.public import opened

BOX = "139.9,35.9,140.1,36.1"
WIDE = "139,35,141,37"
SQUARE = [[[139.9, 35.9], [140.1, 35.9], [140.1, 35.90001], [140.1, 36.1], [139.9, 35.9]]]


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


def features(client, town, **query) -> list[dict]:
    answer = opened(client, town, "map.json", **query)
    assert answer["Content-Type"] == "application/geo+json"
    return json.loads(answer.content)["features"]


def test_a_few_places_are_points_with_name_and_address(client, town):
    place = town.place("東の会")

    found = features(client, town, box=BOX)

    assert found == [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [139.998, 36.0]},
            "properties": {
                "id": place.public_id,
                "name": "東の会",
                "url": f"/{town.region.slug}/services/{place.public_id}/",
            },
        }
    ]


def test_places_outside_of_the_box_are_not_sent(client, town):
    town.place("東の会", north=50)

    assert features(client, town, box=BOX) == []


def test_a_place_merged_into_another_is_not_drawn(client, town):
    kept = town.place("東の会")
    town.place("東の会（旧）", merged_into=kept)

    assert len(features(client, town, box=BOX)) == 1


@pytest.mark.parametrize("box", [BOX, WIDE], ids=["near", "far"])
@pytest.mark.parametrize("words", ["", "見本"], ids=["all", "words"])
def test_many_places_are_counted_by_square(client, town, box, words):
    crowd(town, POINTS_AT_MOST + 1)

    found = features(client, town, box=box, q=words)

    assert sum(one["properties"]["total"] for one in found) == POINTS_AT_MOST + 1
    assert len(found) < 30
    assert all(inside(one, "139.9,35.9,140.1,36.1") for one in found)


def test_a_square_is_drawn_in_the_middle_of_its_places(client, town):
    crowd(town, POINTS_AT_MOST, latitude=36.01, longitude=140.01)
    crowd(town, POINTS_AT_MOST, latitude=36.03, longitude=140.03)

    (one,) = features(client, town, box="122,20,154,46")

    assert one["geometry"]["coordinates"] == [140.02, 36.02]


def test_a_change_is_on_the_map_at_once(client, town):
    crowd(town, POINTS_AT_MOST + 1)
    before = features(client, town, box=WIDE)
    Facility.objects.filter(name__endswith="0").update(latitude=36.5, longitude=140.5)

    after = features(client, town, box=WIDE)

    assert [one["properties"]["total"] for one in before] == [100, 51]
    assert [one["properties"]["total"] for one in after] == [90, 45, 16]


def test_the_first_view_of_many_thousand_places_is_light(
    client, town, django_assert_max_num_queries
):
    crowd(town, 3_000)
    opened(client, town, "map.json")

    with django_assert_max_num_queries(6):
        answer = client.get(f"/{town.region.slug}/map.json", {"box": "139.0,35.0,141.0,37.0"})

    assert len(answer.content) < 70_000
    assert sum(one["properties"]["total"] for one in answer.json()["features"]) == 3_000


def test_more_than_are_counted_in_a_list_are_drawn(client, town):
    crowd(town, MOST + 1)

    found = features(client, town, box=WIDE, q="見本")

    assert sum(one["properties"]["total"] for one in found) == MOST + 1


def test_only_what_fits_the_search_is_drawn(client, town):
    town.place("東の会", "nursing")
    town.place("西の会", "day-care", north=1)

    found = features(client, town, box=BOX, q="訪問看護")

    assert [one["properties"]["name"] for one in found] == ["東の会"]


@pytest.mark.parametrize(
    "text", ["", "x", "1,2,3", "140,36,139,37", "nan,nan,nan,nan", "0,0,1,1", "inf,1,2,3"]
)
def test_an_odd_box_is_all_of_japan(client, town, text):
    assert read_box(text) in (None, JAPAN)
    town.place("東の会")

    assert len(features(client, town, box=text)) == 1


def test_around_a_box_that_was_searched_the_place_in_the_words_does_not_count(client, town):
    town.town("見本町", north=0)
    town.place("東の会", "nursing", north=50)
    seen = "139.9,36.4,140.1,36.6"

    near = features(client, town, box=seen, q="見本町 訪問看護")
    there = features(client, town, box=seen, q="見本町 訪問看護", within="139.9,35.9,140.1,36.1")

    assert [len(near), len(there)] == [0, 1]


def test_outlines_are_thinned_for_a_background(client, town):
    Boundary.objects.create(
        municipality=town.city, rings=[SQUARE], west=139.9, south=35.9, east=140.1, north=36.1
    )

    answer = opened(client, town, "outlines.json").json()

    (outline,) = answer["features"]
    assert outline["properties"]["name"] == "見本市"
    assert outline["geometry"]["coordinates"] == [
        [[[139.9, 35.9], [140.1, 35.9], [140.1, 36.1], [139.9, 35.9]]]
    ]


@pytest.mark.parametrize("words", ["訪問看護 ぬるぽ", "手本町"], ids=["unknown", "farther"])
def test_what_a_looser_search_finds_is_drawn(client, town, words):
    place = town.place("東の会", "nursing")
    place.municipality = town.village
    place.save()

    found = features(client, town, box=BOX, q=words)

    assert [one["properties"]["name"] for one in found] == ["東の会"]


def test_words_that_find_nothing_draw_nothing(client, town):
    town.place("東の会", "nursing")

    assert features(client, town, box=BOX, q="訪問介護") == []


def crowd(town, count: int, **more) -> None:
    start = Facility.objects.count()
    Facility.objects.bulk_create(
        Facility(
            **{
                "name": f"見本{number}",
                "public_id": f"{number:012d}".translate(str.maketrans("01", "ab")),
                "municipality": town.city,
                "latitude": 35.9 + (number % 200) / 1000,
                "longitude": 139.9 + (number // 200 % 200) / 1000,
                "point_basis": "published",
                "created_at": NOW,
                "updated_at": NOW,
                **more,
            }
        )
        for number in range(start, start + count)
    )
    assert not Service.objects.exists()


def inside(feature: dict, box: str) -> bool:
    return read_box(box).holds(Point(*reversed(feature["geometry"]["coordinates"])))
