"""「重なりをさがす」 asks about all places of the region that may be one."""

import pytest

from renkei.audit.models import AuditEvent
from renkei.core.actors import SYSTEM
from renkei.directory import actions, joining
from renkei.directory.models import Join
from renkei.organizations.models import Identifier, IdentifierSystem
from tests.clock import NOW
from tests.directory.factories import JoinFactory
from tests.organizations.factories import FacilityFactory

HOME = {"address": "見本町1-1", "telephone": "0297-00-3333"}


@pytest.fixture
def pair(desk):
    """A hospital and its care home at one address, of which nobody was asked."""
    town = desk.place.municipality
    names = ("小池見本病院", "小池見本病院介護医療院")
    return [FacilityFactory(name=name, municipality=town, **HOME) for name in names]


def look(desk):
    return actions.look_for_joins(region=desk.region, by=SYSTEM, at=NOW)


def test_a_pair_nobody_was_asked_about_is_found_once(desk, pair):
    first = desk.client.post(desk.url("joins-look"), follow=True).content.decode()
    second = desk.client.post(desk.url("joins-look"), follow=True).content.decode()

    join = Join.objects.get()
    assert [join.kept, join.other] == pair
    assert join.reasons[1:] == ["所在地が同じ", "電話が同じ"]
    assert "新しく1組見つかりました" in first
    assert "新しい重なりはありません" in second
    assert AuditEvent.objects.latest("pk").object_label == "重なりをさがした：1件"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("state", Join.State.values)
def test_a_pair_that_was_asked_about_is_left_alone(desk, pair, state, turned):
    kept, other = pair[::-1] if turned else pair
    JoinFactory(kept=kept, other=other, state=state)

    assert look(desk) == 0
    assert Join.objects.get().state == state


def test_merged_places_are_not_asked_about(desk, pair):
    join = JoinFactory(kept=pair[0], other=pair[1])
    joining.merge(join=join, by=SYSTEM, at=NOW)

    assert look(desk) == 0


def test_two_numbers_of_one_authority_mean_two_places(desk, pair):
    for number, place in enumerate(pair):
        Identifier.objects.create(
            facility=place, system=IdentifierSystem.CARE, value=f"08A000000{number}"
        )

    assert look(desk) == 0


def test_other_municipalities_are_left_to_their_region(desk):
    for name in ("小池見本病院", "小池見本病院介護医療院"):
        FacilityFactory(name=name, **HOME)

    assert look(desk) == 0
