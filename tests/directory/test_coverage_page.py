"""The page of what is within reach, at the desk."""

import pytest
from django.test import Client

from tests.accounts.factories import MembershipFactory
from tests.directory.test_coverage import (  # noqa: F401
    SOUTH,
    able,
    city,
    region,
    towns,
    ventilator,
)

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

    assert "2か所のうち1か所：北町" in words
    assert "△ 1／2" in words


def test_the_radius_can_be_chosen(desk, region, towns, ventilator):  # noqa: F811
    able(region, ventilator, SOUTH)

    assert "○ 2／2" in page(desk, region, km=16)
    assert "○ 2／2" not in page(desk, region, km="far")


def test_where_nobody_can_do_it_the_page_says_so(desk, region, towns, ventilator):  # noqa: F811
    assert "できる事業所の記録がありません。" in page(desk, region)


def test_without_towns_it_says_what_is_needed(desk, region):  # noqa: F811
    assert "町の位置が、まだ取り込まれていません。" in page(desk, region)
