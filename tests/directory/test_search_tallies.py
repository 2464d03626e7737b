"""How many facilities lie where, in step with the listings."""

import pytest

from renkei.directory.models import Tally
from renkei.directory.search import index, surroundings, tallies
from renkei.directory.search.grid import NOWHERE, TALLIED, block_of, cell_of, cells_in
from renkei.geo.points import Box, Point
from renkei.organizations.models import Facility
from tests.directory.searching import LATITUDE, LONGITUDE, reindex


def totals(town) -> list[int]:
    return list(Tally.objects.order_by("row", "column").values_list("total", flat=True))


def test_places_are_counted_by_block(town):
    for north in (0.1, 0.2, 5):
        town.place("東の会", north=north)
    town.place("場所の無い会", latitude=None, longitude=None, point_basis="")
    reindex()

    assert totals(town) == [2, 1]
    first = Tally.objects.earliest("row")
    assert first.latitude == pytest.approx(LATITUDE + 0.0015)
    assert (first.south, first.north) == (LATITUDE + 0.001, LATITUDE + 0.002)
    assert (first.west, first.east) == (LONGITUDE, LONGITUDE)
    block = block_of(Point(LATITUDE + 0.001, LONGITUDE), TALLIED)
    assert (first.row, first.column) == (block.row, block.column)


def test_places_of_two_municipalities_are_counted_apart(town):
    town.place("東の会")
    town.place("西の会", municipality=town.village)
    reindex()

    assert totals(town) == [1, 1]


def test_a_place_that_moves_to_another_municipality_is_counted_there(town):
    place = town.place("東の会")
    reindex()
    Facility.objects.filter(pk=place.pk).update(municipality=town.village)
    index.refresh([place.pk])

    assert Tally.objects.get().municipality == town.village


def test_a_place_merged_into_another_is_counted_no_more(town):
    kept, other = town.place("東の会"), town.place("東の会（旧）")
    reindex()
    Facility.objects.filter(pk=other.pk).update(merged_into=kept)
    index.refresh([other.pk])

    assert totals(town) == [1]


def test_what_has_not_moved_is_not_written_again(town):
    town.place("東の会")
    reindex()
    before = list(Tally.objects.values_list("pk", flat=True))
    Facility.objects.update(name="西の会")
    reindex()

    assert list(Tally.objects.values_list("pk", flat=True)) == before


def test_many_municipalities_are_counted_in_batches(town, monkeypatch):
    monkeypatch.setattr(tallies, "BATCH", 1)
    town.place("東の会")
    town.place("西の会", municipality=town.village)
    reindex()

    assert totals(town) == [1, 1]
    assert not tallies.recount([town.city.pk, town.village.pk])


def test_another_process_learns_of_a_place_that_moved(town):
    place = town.place("東の会", "nursing")
    reindex()
    assert town.names("訪問看護") == ["東の会"]
    kept = surroundings._kept.copy()  # noqa: SLF001 -- what the other process keeps in memory
    Facility.objects.filter(pk=place.pk).update(latitude=LATITUDE + 1)
    index.refresh([place.pk])
    surroundings._kept.update(kept)  # noqa: SLF001

    assert town.names("訪問看護") == ["東の会"]


@pytest.mark.parametrize("across", [1, 2, 4, 8, 16])
@pytest.mark.parametrize("latitude", [24.0, 33.6, 35.399999999999999, 36.0, 45.5])
def test_blocks_of_every_size_agree_about_their_cell(latitude, across):
    point = Point(latitude, 139.75)

    assert block_of(point, across).cell == cell_of(point)
    assert cells_in(Box(point.longitude, latitude, point.longitude, latitude)) == {cell_of(point)}


def test_without_a_point_there_is_no_cell():
    assert cell_of(None) == NOWHERE
