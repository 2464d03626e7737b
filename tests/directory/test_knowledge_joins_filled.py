"""What a merged place says: its own values, and where it has none those of the other."""

from datetime import timedelta

import pytest

from renkei.core.actors import ANONYMOUS
from renkei.directory import actions, joining, search
from renkei.directory.facts import UNNAMED_SOURCE, effective, effective_all
from renkei.directory.models import Join, Source
from renkei.organizations.models import Facility, PointBasis
from tests.clock import NOW, TODAY, YESTERDAY
from tests.directory.factories import (
    AbilityFactory,
    JoinFactory,
    PublicationFactory,
    SourceRowFactory,
)
from tests.organizations.factories import FacilityFactory, OrganizationFactory

LATER = NOW + timedelta(days=1)


@pytest.fixture
def join(desk):
    """A hospital without anything but its name, and its 介護医療院 with everything."""
    town = desk.place.municipality
    hospital = FacilityFactory(name="見本敬愛病院", municipality=town)
    home = FacilityFactory(
        name="見本敬愛病院 介護医療院",
        kana="みほんけいあいびょういんかいごいりょういん",
        municipality=town,
        organization=OrganizationFactory(name="見本会"),
        address="見本町1-1",
        building="2階",
        telephone="076-222-1301",
        fax="076-222-1302",
        website="https://mihon.example/",
        latitude=35.9,
        longitude=140.0,
        point_basis=PointBasis.PUBLISHED,
    )
    hospitals = PublicationFactory(source=Source.KOUSEIKYOKU, published_on=YESTERDAY)
    SourceRowFactory(facility=hospital, source=Source.KOUSEIKYOKU, publication=hospitals)
    SourceRowFactory(facility=home)
    return JoinFactory(kept=hospital, other=home)


def merge(join):
    return joining.merge(join=join, by=ANONYMOUS, at=LATER)


def take_apart(join):
    return joining.take_apart(join=join, by=ANONYMOUS, at=LATER)


def said(facility):
    names = [*joining.SAID, *joining.POINT, "building", "kana"]
    return Facility.objects.values_list(*names).get(pk=facility.pk)


def test_what_the_kept_one_does_not_say_comes_from_the_other_until_they_are_taken_apart(join):
    nothing, everything = said(join.kept), said(join.other)

    merged = merge(join)

    assert said(join.kept) == (*everything[:-1], "")  # the reading is that of another name
    take_apart(merged)
    assert (said(join.kept), said(join.other)) == (nothing, everything)


def test_what_the_kept_one_says_itself_stays(join):
    Facility.objects.filter(pk=join.kept_id).update(
        telephone="076-222-0000", address="見本町9-9", name=join.other.name
    )

    merge(join)

    kept = Facility.objects.get(pk=join.kept_id)
    assert (kept.telephone, kept.address, kept.building) == ("076-222-0000", "見本町9-9", "")
    assert (kept.fax, kept.kana) == ("076-222-1302", join.other.kana)


def test_its_page_and_the_search_know_the_telephone(
    desk, join, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        desk.post("join-same", join=join)

    assert "076-222-1301" in client.get(desk.url("service", facility=join.kept)).content.decode()
    found = search.find("076-222-1301", region=desk.region, near=None, page=1, per_page=9, at=NOW)
    assert [hit.facility_id for hit in found.hits] == [join.kept_id]


def test_a_value_that_changed_meanwhile_stays_and_a_point_goes_only_as_a_whole(join):
    merged = merge(join)
    Facility.objects.filter(pk=join.kept_id).update(telephone="076-222-9999", latitude=35.8)

    take_apart(merged)

    kept = Facility.objects.get(pk=join.kept_id)
    assert (kept.telephone, kept.latitude, kept.longitude) == ("076-222-9999", 35.8, 140.0)
    assert (kept.fax, kept.organization) == ("", None)


def test_a_filled_value_names_the_source_it_is_from_and_the_name_its_own(desk, join):
    merge(join)

    facts = effective(Facility.objects.get(pk=join.kept_id), desk.region)

    assert (facts.telephone.source, facts.telephone.on) == (Source.KAIGO.label, TODAY)
    assert (facts.name.source, facts.name.on) == (Source.KOUSEIKYOKU.label, YESTERDAY)


def test_a_value_filled_from_a_place_without_a_source_is_of_the_regions_own_records(desk, join):
    join.other.source_rows.all().delete()

    merge(join)

    facts = effective(Facility.objects.get(pk=join.kept_id), desk.region)
    assert facts.telephone.source == UNNAMED_SOURCE


@pytest.mark.parametrize("count", [1, 3])
def test_merged_places_cost_one_query_more(desk, join, count, django_assert_num_queries):
    merge(join)
    for _ in range(count - 1):
        other = SourceRowFactory(facility__municipality=desk.place.municipality).facility
        merge(JoinFactory(kept=SourceRowFactory().facility, other=other))
    places = list(Facility.objects.standing())

    with django_assert_num_queries(3):
        effective_all(places, desk.region)


def test_a_place_that_was_merged_is_no_longer_compared_with_a_third(desk, join):
    third = FacilityFactory(municipality=join.kept.municipality)
    AbilityFactory(region=desk.region, facility=third)
    open_one = JoinFactory(kept=join.other, other=third)
    reverse = JoinFactory(kept=third, other=join.other)
    merge(join)

    assert not Join.objects.undecided().exists()
    for pair in (open_one, reverse):
        with pytest.raises(joining.AlreadyDecided):
            merge(pair)
    actions.undecide(join=join, by=ANONYMOUS, at=LATER, region="")
    assert set(Join.objects.undecided()) == {join, open_one, reverse}
