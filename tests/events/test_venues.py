from tests.programme.factories import RegionFactory
from tests.programme.office import MEETINGS, TRAININGS


def test_a_known_venue_brings_its_address(office):
    MEETINGS.factory(region=office.region, venue="見本公民館", venue_address="見本市1-1")

    assert office.record(TRAININGS, venue="見本公民館").venue_address == "見本市1-1"


def test_an_address_that_was_typed_stays(office):
    MEETINGS.factory(region=office.region, venue="見本公民館", venue_address="見本市1-1")

    record = office.record(TRAININGS, venue="見本公民館", venue_address="見本市2-2")

    assert record.venue_address == "見本市2-2"


def test_venues_of_other_regions_are_unknown(office):
    MEETINGS.factory(region=RegionFactory(), venue="見本公民館", venue_address="見本市1-1")

    assert office.record(TRAININGS, venue="見本公民館").venue_address == ""
