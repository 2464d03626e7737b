"""Very many rows are written at once, and are what Django would have written."""

import gc
from datetime import timedelta

import pytest

from renkei.core import bulk
from renkei.directory.models import Service, SourceRow
from renkei.organizations.models import Facility, Identifier, Organization
from tests.clock import NOW, TODAY
from tests.directory.factories import PublicationFactory
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory, OrganizationFactory
from tests.vocabulary.factories import TermFactory

pytestmark = pytest.mark.django_db

ODD = ["見本", "O'Brien", '"%s" {}\\', "😀", ""]


def bodies(*names):
    return [Organization(name=name, created_at=NOW, updated_at=NOW) for name in names]


def test_new_records_get_their_keys_and_are_read_as_they_were():
    records = bodies(*ODD)

    bulk.insert(records)

    kept = Organization.objects.order_by("pk")
    assert [record.pk for record in records] == [body.pk for body in kept]
    assert list(kept.values()) == [
        {field.attname: getattr(record, field.attname) for field in Organization._meta.fields}
        for record in records
    ]
    assert not any(record._state.adding for record in records)


def test_records_made_one_by_one_and_at_once_share_no_key():
    first = OrganizationFactory()
    records = bodies("甲", "乙")
    bulk.insert(records)
    last = OrganizationFactory()

    assert first.pk < records[0].pk < records[1].pk < last.pk


def test_numbers_points_days_and_moments_are_kept():
    place = Facility(
        municipality=MunicipalityFactory(),
        name="見本病院",
        latitude=36.5,
        longitude=136.25,
        point_basis="published",
    )
    place.stamp(NOW)
    bulk.insert([place])
    service = Service(facility=place, kind=TermFactory(), capacity=3, unlisted_on=TODAY)
    service.stamp(NOW)
    bulk.insert([service])

    kept = Service.objects.get()
    assert (kept.capacity, kept.unlisted_on, kept.created_at) == (3, TODAY, NOW)
    assert (kept.facility.latitude, kept.facility.longitude) == (36.5, 136.25)
    assert kept.facility.organization is None


def test_what_a_source_wrote_is_kept_whatever_it_is():
    publication = PublicationFactory()
    raws = [{text: text} for text in ODD]
    rows = [
        SourceRow(source="kaigo", key=str(number), digest="", raw=raw, publication=publication)
        for number, raw in enumerate(raws)
    ]

    bulk.insert(rows)

    assert list(SourceRow.objects.order_by("pk").values_list("raw", flat=True)) == raws


def test_rows_against_a_constraint_are_passed_over():
    one, other = FacilityFactory(), FacilityFactory()
    Identifier.objects.create(facility=one, system="care-office-number", value="1")

    bulk.insert_missing(
        Identifier,
        ["facility", "system", "value"],
        [(other.pk, "care-office-number", "1"), (other.pk, "care-office-number", "2")],
    )

    assert list(Identifier.objects.order_by("value").values_list("facility", "value")) == [
        (one.pk, "1"),
        (other.pk, "2"),
    ]


def test_only_the_named_fields_are_saved():
    body, untouched = OrganizationFactory(name="甲", kana="こう"), OrganizationFactory()
    body.name, body.kana, body.updated_at = "乙", "おつ", NOW + timedelta(days=1)

    bulk.update([body], ["name", "updated_at"])

    kept = Organization.objects.get(pk=body.pk)
    assert (kept.name, kept.kana, kept.updated_at) == ("乙", "こう", NOW + timedelta(days=1))
    assert Organization.objects.get(pk=untouched.pk).name == untouched.name


def test_nothing_is_done_for_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.insert([])
        bulk.update([], ["name"])


def test_thousands_are_asked_for_with_one_parameter(django_assert_num_queries):
    body = OrganizationFactory()

    with django_assert_num_queries(1) as asked:
        found = list(Organization.objects.filter(pk__in=bulk.among(range(body.pk + 40_000))))

    assert found == [body]
    assert len(asked) == 1


@pytest.mark.parametrize("text", ODD)
def test_texts_are_asked_for_whatever_they_are(text):
    body = OrganizationFactory(name=text)
    OrganizationFactory()

    assert list(Organization.objects.filter(name__in=bulk.among_texts([text, "無い"]))) == [body]


def test_among_none_there_is_nothing():
    OrganizationFactory()

    assert not Organization.objects.filter(pk__in=bulk.among([])).exists()
    assert not Organization.objects.filter(name__in=bulk.among_texts([])).exists()


def test_python_looks_for_garbage_as_before_afterwards():
    before = gc.get_threshold()

    with bulk.few_collections():
        meanwhile = gc.get_threshold()

    assert meanwhile[0] == 100 * before[0]
    assert gc.get_threshold() == before
