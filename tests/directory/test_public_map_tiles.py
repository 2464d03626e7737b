"""The background map of 国土地理院: only where the region chose it, only on its map."""

import pytest
from django.test import Client

from renkei.audit import actions as audit
from renkei.core.actors import SYSTEM
from tests.clock import NOW
from tests.directory.public import opened
from tests.programme.factories import RegionFactory

HOST = "https://cyberjapandata.gsi.go.jp"


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def with_tiles(town):
    town.region.uses_gsi_tiles = True
    town.region.save()
    town.place("東の会", "nursing")
    return town


def policy(answer) -> dict[str, list[str]]:
    """The content security policy: sources by directive."""
    parts = [part.split() for part in answer["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in parts}


def test_without_the_choice_nothing_names_another_host(client, town):
    town.place("東の会", "nursing")

    answer = opened(client, town, "search/", q="訪問看護", view="map")

    assert "data-places" in answer.content.decode()
    assert "gsi.go.jp" not in answer.content.decode()
    assert policy(answer)["default-src"] == ["'self'"]
    assert policy(answer)["img-src"] == ["'self'", "data:"]
    assert "connect-src" not in policy(answer)


def test_with_it_the_map_is_told_where_the_tiles_are_and_whom_to_name(client, with_tiles):
    text = opened(client, with_tiles, "search/", q="訪問看護").content.decode()

    assert f'data-tiles="{HOST}/xyz/pale/{{z}}/{{x}}/{{y}}.png"' in text
    assert "国土地理院（地理院タイル）" in text


def test_the_page_with_the_map_may_fetch_them(client, with_tiles):
    allowed = policy(opened(client, with_tiles, "search/", q="訪問看護"))

    assert allowed["img-src"] == ["'self'", "data:", HOST]
    assert allowed["connect-src"] == ["'self'", HOST]
    assert allowed["default-src"] == ["'self'"]


@pytest.mark.parametrize("path", ["", "search/", "helps/", "open-data/"])
def test_no_other_page_of_the_region_may(client, with_tiles, path):
    assert HOST not in opened(client, with_tiles, path)["Content-Security-Policy"]


def test_another_region_may_not(client, with_tiles):
    other = RegionFactory()

    answer = client.get(f"/{other.slug}/search/", {"q": "訪問看護"})

    assert HOST not in answer["Content-Security-Policy"]


def test_a_remembered_page_may_as_well(with_tiles, settings):
    settings.REMEMBER_PAGES = True
    audit.record("create", with_tiles.region, by=SYSTEM, at=NOW)
    stranger = Client()

    policies = [policy(opened(stranger, with_tiles, "search/", q="訪問看護")) for _ in range(2)]

    assert policies[0] == policies[1]
    assert HOST in policies[1]["img-src"]


@pytest.mark.parametrize(("uses", "told"), [(True, True), (False, False)])
def test_the_page_on_privacy_tells_of_it(client, town, uses, told):
    type(town.region).objects.update(uses_gsi_tiles=uses)

    text = opened(client, town, "privacy/").content.decode()

    assert ("国土地理院に伝わります" in text) is told
    assert ("すべてこのサーバーから送ります" in text) is not told
