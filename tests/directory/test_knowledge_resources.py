"""The list of the region's facilities at the desk."""

from datetime import timedelta

import pytest

from renkei.core import clock
from renkei.directory.models import Service
from renkei.organizations.models import Identifier, IdentifierSystem
from renkei.vocabulary.models import Scheme
from tests.clock import NOW
from tests.directory.factories import AbilityFactory, CorrectionFactory, VacancyFactory
from tests.organizations.factories import FacilityFactory
from tests.vocabulary.factories import TermFactory


def listed(desk, **query):
    return [place for place, _ in desk.client.get(desk.url("resources"), query).context["rows"]]


@pytest.fixture
def other(desk):
    return FacilityFactory(municipality=desk.place.municipality, name="ほかの見本")


def offer(place, **more):
    kind = TermFactory(scheme=Scheme.SERVICE)
    return Service.objects.create(facility=place, kind=kind, created_at=NOW, updated_at=NOW, **more)


def test_only_places_of_the_region_are_listed(desk):
    FacilityFactory()

    assert listed(desk) == [desk.place]


def test_the_list_shows_what_the_region_knows(desk):
    CorrectionFactory(
        approved=True, region=desk.region, facility=desk.place, field="name", value="新しい見本"
    )

    assert listed(desk)[0].shown_name == "新しい見本"
    assert listed(desk, q="新しい") == [desk.place]
    assert listed(desk, q=desk.place.name) == [desk.place]


@pytest.mark.parametrize(
    "words",
    [
        "ほか",
        "ほかの 見本",
        "0297-00-2222",
        "0297002222",
        "００２２２２",
        "0297（00）2222",
        "08A0000001",
    ],
)
def test_a_place_is_found_by_parts_of_its_name_telephone_and_number(desk, other, words):
    other.telephone = "0297-00-2222"
    other.save()
    Identifier.objects.create(facility=other, system=IdentifierSystem.CARE, value="08A0000001")

    assert listed(desk, q=words) == [other]


@pytest.mark.parametrize("words", ["髙橋", "高橋", "渡邊", "渡辺", "髙橋 渡邉"])
def test_old_and_new_characters_are_the_same(desk, other, words):
    other.name = "渡邊髙橋医院"
    other.save()

    assert listed(desk, q=words) == [other]


@pytest.mark.parametrize("words", ["0297-00-3333", "0297003333"])
def test_a_number_is_found_without_the_hyphens_of_either_side(desk, other, words):
    other.fax = "029700-3333"
    other.save()

    assert listed(desk, q=words) == [other]


def test_signs_are_text(desk):
    assert listed(desk, q="%") == []
    assert listed(desk, q="_") == []


def test_by_municipality_kind_and_ability(desk, other):
    service = offer(other)
    ability = AbilityFactory(region=desk.region, facility=other)

    assert listed(desk, kind=service.kind.pk) == [other]
    assert listed(desk, ability=ability.term.pk) == [other]
    assert set(listed(desk, town=desk.place.municipality.pk)) == {desk.place, other}


def test_a_service_gone_from_the_source_no_longer_counts(desk):
    service = offer(desk.place, unlisted_on=clock.today())

    assert listed(desk, kind=service.kind.pk) == []


def test_by_freshness(desk, other):
    AbilityFactory(region=desk.region, facility=other, checked_on=clock.today())
    VacancyFactory(region=desk.region, facility=other, told_at=clock.now())
    VacancyFactory(
        region=desk.region, facility=desk.place, told_at=clock.now() - timedelta(days=15)
    )
    CorrectionFactory(region=desk.region, facility=desk.place)

    assert listed(desk, freshness="waiting") == [desk.place]
    assert listed(desk, freshness="unchecked") == [desk.place]
    assert listed(desk, freshness="old-vacancy") == [desk.place]
    assert listed(desk, freshness="vacancy") == [other]


def test_kinds_of_service_stand_once_beside_the_place(desk):
    service = offer(desk.place)
    Service.objects.create(
        facility=desk.place, kind=service.kind, number="2", created_at=NOW, updated_at=NOW
    )

    page = desk.get("resources")

    assert page.context["rows"] == [(desk.place, [service.kind.label])]
    assert service.kind.label in desk.get("resource", facility=desk.place).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(desk, django_assert_max_num_queries, count):
    for _ in range(count):
        offer(FacilityFactory(municipality=desk.place.municipality))

    with django_assert_max_num_queries(10):
        desk.get("resources")


def test_nothing_found_says_how_to_go_on(desk):
    page = desk.client.get(desk.url("resources"), {"q": "どこにもない"}).content.decode()
    assert "条件に合う施設・事業所はありません" in page

    desk.place.delete()

    assert "まだ読み込まれていません" in desk.get("resources").content.decode()
