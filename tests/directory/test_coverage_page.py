"""The page of what is within reach, at the desk."""

import pytest
from django.test import Client

from renkei.geo.models import SchoolDistrict, TownPoint
from renkei.vocabulary.models import Scheme
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW, TODAY
from tests.directory.test_coverage import (  # noqa: F401
    SOUTH,
    able,
    city,
    outline,
    region,
    towns,
    ventilator,
)
from tests.geo.factories import MunicipalityFactory
from tests.vocabulary.factories import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(region):  # noqa: F811
    client = Client()
    client.force_login(MembershipFactory(coordinator=True, region=region).user)
    return client


def page(client, region, **asked):  # noqa: F811
    return client.get(f"/{region.slug}/desk/resources/coverage/", asked).content.decode()


def test_the_page_tells_what_is_missing_and_where(desk, region, towns, ventilator):  # noqa: F811
    able(region, ventilator, SOUTH)

    words = page(desk, region)

    assert "2か所のうち1か所：北町</p>" in words
    assert "△ 1／2" in words


def test_the_page_tells_how_many_towns_are_in_no_district(desk, region, city, towns, ventilator):  # noqa: F811
    south = SchoolDistrict.objects.create(
        municipality=city, name="見本南", created_at=NOW, updated_at=NOW
    )
    outline(SOUTH - 0.01, SOUTH + 0.01, school_district=south)
    outline(SOUTH - 0.1, SOUTH + 0.2, municipality=city)
    region.municipalities.add(MunicipalityFactory(name="奥町"))
    able(region, ventilator, SOUTH)

    words = page(desk, region)

    counted = "2の町のうち1は、取り込まれたどの校下の形にも入らないため、市町村ごとに数えています。"
    assert counted in words
    assert "町の位置が取り込まれていない奥町は、数えていません。" in words
    assert "<p>見本市のほかの町　全域</p>" in words
    assert words.index("c-coverage__area--none") < words.index("c-coverage__area--all")


def test_the_radius_can_be_chosen(desk, region, towns, ventilator):  # noqa: F811
    able(region, ventilator, SOUTH)

    assert "○ 2／2" in page(desk, region, km=16)
    assert "○ 2／2" not in page(desk, region, km="far")


def test_where_nobody_can_do_it_the_page_says_so(desk, region, towns, ventilator):  # noqa: F811
    assert "できる事業所の記録がありません。" in page(desk, region)


def test_without_towns_it_says_what_is_needed(desk, region):  # noqa: F811
    assert "町の位置が、まだ取り込まれていません。" in page(desk, region)


def test_the_chosen_ability_is_drawn_and_stays_when_the_radius_changes(
    desk,
    region,  # noqa: F811
    towns,  # noqa: F811
    ventilator,  # noqa: F811
):
    other = TermFactory(scheme=Scheme.ABILITY, code="tube feeding", label="胃ろう")
    able(region, ventilator, SOUTH)

    words = page(desk, region, what=other.code)

    assert "胃ろうが5km以内にある町</h2>" in words
    assert '<option value="tube feeding" selected>胃ろう</option>' in words
    assert 'href="?km=16&amp;what=tube+feeding"' in words
    assert "見本市は2のうち0の町に届きます。" in words


def test_the_page_names_who_is_drawn_and_who_cannot_be(desk, region, towns, ventilator):  # noqa: F811
    near, nowhere = able(region, ventilator, SOUTH), able(region, ventilator)
    far = able(region, ventilator, SOUTH + 1)

    words = page(desk, region)

    assert "できる事業所 3件" in words
    for ability in (near, nowhere, far):
        assert ability.facility.name in words
    assert words.count("、地点不明）") == 1
    assert "地図の外にある事業所1件は描いていません。" in words


def test_a_long_list_of_towns_is_folded_away(desk, region, city, towns, ventilator):  # noqa: F811
    for number in range(14):
        TownPoint.objects.create(
            municipality=city, name=f"{number}町", key=f"{number}", latitude=36.2, longitude=140
        )
    able(region, ventilator, SOUTH)

    words = page(desk, region)

    assert "<summary>ほか3</summary>" in words
    assert '<span class="only-print">、' in words
    assert "、ほか3</p>" in words


def test_without_abilities_there_is_no_map(desk, region, towns):  # noqa: F811
    assert '<svg class="c-coverage__map"' not in page(desk, region)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_many_as_for_one(
    desk,
    region,  # noqa: F811
    towns,  # noqa: F811
    ventilator,  # noqa: F811
    count,
    django_assert_num_queries,
):
    for _ in range(count):
        able(region, ventilator, SOUTH)
    page(desk, region)

    with django_assert_num_queries(12):
        page(desk, region)


def test_the_table_is_there_as_a_file(desk, region, towns, ventilator, settings):  # noqa: F811
    settings.CLOCK = NOW.isoformat()
    able(region, ventilator, SOUTH)

    answer = desk.get(f"/{region.slug}/desk/resources/coverage/table.csv", {"km": "3"})

    disposition = f'attachment; filename="coverage-3km-{TODAY}.csv"'
    assert answer.headers["Content-Disposition"] == disposition
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "できること,できる事業所,区域,届き方,届く町,町,届かない町",
        "人工呼吸器,1,見本市,△,1,2,北町",
    ]


def test_only_who_may_record_is_led_to_the_shapes(desk, region, towns, ventilator):  # noqa: F811
    member = Client()
    member.force_login(MembershipFactory(council_member=True, region=region).user)

    assert "区域の形を取り込む" in page(desk, region)
    assert "区域の形を取り込む" not in page(member, region)
    assert "直線5km以内に" in page(member, region)
