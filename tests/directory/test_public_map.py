import json

import pytest

from renkei.directory.mapping import POINTS_AT_MOST, read_box
from renkei.directory.models import Service
from renkei.geo.models import Boundary
from renkei.organizations.models import Facility
from tests.clock import NOW
from tests.directory.public import opened

BOX = "139.9,35.9,140.1,36.1"
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


def test_many_places_are_counted_by_cell(client, town):
    crowd(town, POINTS_AT_MOST + 1)

    found = features(client, town, box=BOX)

    assert sum(one["properties"]["total"] for one in found) == POINTS_AT_MOST + 1
    assert len(found) < 30


def test_the_first_view_of_many_thousand_places_is_light(client, town):
    crowd(town, 20_000)

    answer = opened_without_index(client, town, box="139.0,35.0,141.0,37.0")

    assert len(answer.content) < 70_000
    assert sum(one["properties"]["total"] for one in answer.json()["features"]) == 20_000


def test_only_what_fits_the_search_is_drawn(client, town):
    town.place("東の会", "nursing")
    town.place("西の会", "day-care", north=1)

    found = features(client, town, box=BOX, q="訪問看護")

    assert [one["properties"]["name"] for one in found] == ["東の会"]


@pytest.mark.parametrize(
    "text", ["", "x", "1,2,3", "140,36,139,37", "nan,nan,nan,nan", "0,0,1,1", "inf,1,2,3"]
)
def test_an_odd_box_is_all_of_japan(text):
    assert read_box(text) == (122.0, 20.0, 154.0, 46.0)


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


def crowd(town, count: int) -> None:
    Facility.objects.bulk_create(
        Facility(
            name=f"見本{number}",
            public_id=f"{number:012d}".translate(str.maketrans("01", "ab")),
            municipality=town.city,
            latitude=35.9 + (number % 200) / 1000,
            longitude=139.9 + (number // 200 % 200) / 1000,
            point_basis="published",
            created_at=NOW,
            updated_at=NOW,
        )
        for number in range(count)
    )
    assert not Service.objects.exists()


def opened_without_index(client, town, **query):
    return client.get(f"/{town.region.slug}/map.json", query)
