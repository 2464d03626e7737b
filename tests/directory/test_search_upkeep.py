"""``manage.py index_facilities``: what the search is behind with is made up for."""

from io import StringIO

import pytest
from django.core.management import call_command

from renkei.directory.models import Listing, StaleListing, Tally
from renkei.directory.search import index, storing, tallies
from renkei.organizations.models import Facility
from tests.directory.searching import reindex


def indexed() -> str:
    out = StringIO()
    call_command("index_facilities", stdout=out)
    return out.getvalue()


def mark_all() -> None:
    index.mark(Facility.objects.values_list("pk", flat=True))


def test_an_emptied_index_is_made_anew(town, monkeypatch):
    monkeypatch.setattr(index, "BATCH", 2)
    town.place("東の会", "nursing")
    town.place("東の会（旧）", merged_into=town.place("西の会"))
    reindex()
    mark_all()
    Listing.objects.all().delete()

    assert indexed() == "施設 3 件を、検索に入れています …\n"
    assert town.names("東の会") == ["東の会"]
    assert not StaleListing.objects.exists()


def test_a_place_that_was_marked_is_indexed(town):
    town.place("東の会")
    reindex()
    index.mark([town.place("西の会").pk])

    assert indexed() == "施設 1 件を、検索に入れています …\n"
    assert town.names("西の会") == ["西の会"]


def test_places_that_were_not_counted_are(town):
    town.place("東の会")
    reindex()
    Tally.objects.all().delete()

    assert indexed() == ""
    assert Tally.objects.get().total == 1


def test_a_process_killed_before_it_counted_leaves_its_place_marked(town, monkeypatch):
    town.place("東の会")
    reindex()
    new = town.place("西の会", north=5)
    index.mark([new.pk])

    with monkeypatch.context() as killed:
        killed.setattr(tallies, "_counted", killed_here)
        with pytest.raises(KeyboardInterrupt):
            index.catch_up()

    assert not Listing.objects.filter(pk=new.pk).exists()
    assert StaleListing.objects.get().pk == new.pk
    index.catch_up()
    assert sorted(Tally.objects.values_list("total", flat=True)) == [1, 1]


def killed_here(keys):
    raise KeyboardInterrupt


def test_numbers_left_wrong_while_the_index_was_made_anew_are_put_right(town):
    town.place("東の会")
    reindex()
    Tally.objects.update(total=7)

    indexed()

    assert Tally.objects.get().total == 1


def test_nothing_is_said_where_nothing_is_behind(town):
    assert indexed() == ""


def test_an_index_that_is_not_tidied_to_the_end_answers_all_the_same(town, monkeypatch):
    monkeypatch.setattr(storing, "MOST_MERGES", 0)
    town.place("東の会", "nursing")
    index.rebuild()

    assert town.names("訪問看護") == ["東の会"]
