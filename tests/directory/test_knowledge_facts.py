"""What is true of a facility for a region."""

import pytest

from renkei.directory.facts import LOCAL, UNNAMED_SOURCE, effective, effective_all
from renkei.directory.models import Source
from renkei.directory.models.link import BY_LINK
from tests.clock import TODAY, YESTERDAY
from tests.directory.factories import CorrectionFactory, PublicationFactory, SourceRowFactory
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory


def test_a_published_value_names_its_source_and_day(db):
    row = SourceRowFactory(facility__telephone="0297-00-1111")

    fact = effective(row.facility, RegionFactory()).telephone

    assert (fact.value, fact.source, fact.on) == ("0297-00-1111", Source.KAIGO.label, TODAY)
    assert not fact.is_local


def test_of_several_sources_the_newest_is_named(db):
    place = FacilityFactory()
    older = PublicationFactory(source=Source.NAVII, published_on=YESTERDAY)
    undated = PublicationFactory(source=Source.OWN, published_on=None)
    for publication in (older, PublicationFactory(), undated):
        SourceRowFactory(facility=place, source=publication.source, publication=publication)

    assert effective(place, RegionFactory()).name.source == Source.KAIGO.label


def test_what_the_newest_source_does_not_say_is_of_the_one_that_does(db):
    place = FacilityFactory(telephone="0297-00-1111")
    older = PublicationFactory(source=Source.NAVII, published_on=YESTERDAY)
    newer = PublicationFactory(source=Source.KOUSEIKYOKU, published_on=TODAY)
    says = {"name": "見本", "telephone": "0297-00-1111"}
    SourceRowFactory(facility=place, source=older.source, publication=older, raw=says)
    SourceRowFactory(
        facility=place,
        source=newer.source,
        publication=newer,
        raw={"name": "見本", "telephone": ""},
    )

    facts = effective(place, RegionFactory())

    assert (facts.name.source, facts.name.on) == (Source.KOUSEIKYOKU.label, TODAY)
    assert (facts.telephone.source, facts.telephone.on) == (Source.NAVII.label, YESTERDAY)


def test_a_place_without_any_source_is_of_the_regions_own_records(db):
    fact = effective(FacilityFactory(), RegionFactory()).name

    assert (fact.source, fact.on) == (UNNAMED_SOURCE, TODAY)


def test_an_approved_correction_wins_and_keeps_what_was_published(db):
    correction = CorrectionFactory(approved=True, facility__telephone="0297-00-1111")

    fact = effective(correction.facility, correction.region).telephone

    assert (str(fact), fact.public_value) == ("0297-00-9999", "0297-00-1111")
    assert (fact.source, fact.on, fact.by, fact.is_local) == (LOCAL, TODAY, "見本の人", True)


@pytest.mark.parametrize(
    ("proposed_by", "how"),
    [
        (BY_LINK, "事業所の回答を圏域で確認"),
        ("見本 よみこ", "ページを見た方の知らせを圏域で確認"),
        ("見本の人", "圏域で確認"),
    ],
)
def test_a_local_value_tells_who_said_it_and_names_nobody(db, proposed_by, how):
    correction = CorrectionFactory(approved=True, proposed_by=proposed_by)

    assert effective(correction.facility, correction.region).telephone.how == how


def test_a_waiting_correction_changes_nothing(db):
    correction = CorrectionFactory(facility__telephone="0297-00-1111")

    assert effective(correction.facility, correction.region).telephone.value == "0297-00-1111"


def test_another_region_sees_the_published_value(db):
    correction = CorrectionFactory(approved=True, facility__telephone="0297-00-1111")

    assert effective(correction.facility, RegionFactory()).telephone.value == "0297-00-1111"


def test_hours_exist_only_where_the_region_wrote_them(db):
    correction = CorrectionFactory(approved=True, field="hours", value="見本の時間")

    facts = effective(correction.facility, correction.region)

    assert facts.hours.value == "見本の時間"
    assert [fact.field for fact in facts][-1] == "hours"
    assert effective(correction.facility, RegionFactory()).hours.value == ""


def test_many_facilities_cost_two_queries(db, django_assert_num_queries):
    region = RegionFactory()
    places = [CorrectionFactory(approved=True, region=region).facility for _ in range(3)]

    with django_assert_num_queries(2):
        found = effective_all(places, region)

    assert [found[place.pk].telephone.value for place in places] == ["0297-00-9999"] * 3
