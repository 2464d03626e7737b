"""Two places that may be one: decided by a person, and reversible."""

import pytest

from renkei.core.actors import ANONYMOUS
from renkei.directory import actions, joining
from renkei.directory.imports import comparing
from renkei.directory.models import Ability, Join
from renkei.organizations.models import Facility, Identifier, IdentifierSystem
from tests.clock import NOW
from tests.directory.factories import AbilityFactory, JoinFactory
from tests.organizations.factories import FacilityFactory


@pytest.fixture
def join(desk):
    other = FacilityFactory(municipality=desk.place.municipality, address="見本町1-1")
    return JoinFactory(kept=desk.place, other=other)


def test_both_sides_are_shown(desk, join):
    Identifier.objects.create(facility=join.other, system=IdentifierSystem.CARE, value="08A0000001")

    page = desk.get("joins").content.decode()

    assert join.kept.name in page
    assert "見本町1-1" in page
    assert "08A0000001" in page
    assert "見本の理由" in page


def test_the_same_become_one_and_can_be_taken_apart(desk, join):
    ability = AbilityFactory(region=desk.region, facility=join.other)

    answer = desk.post("join-same", join=join)

    assert not Facility.objects.standing().filter(pk=join.other_id).exists()
    assert Ability.objects.get().facility == join.kept
    desk.undo(answer)
    join.refresh_from_db()
    assert join.state == Join.State.OPEN
    assert Ability.objects.get(pk=ability.pk).facility == join.other
    assert Facility.objects.standing().filter(pk=join.other_id).exists()


def test_which_of_the_two_stays_can_be_chosen_and_undone(desk, join):
    mine = AbilityFactory(region=desk.region, facility=join.kept)
    first, second = join.kept, join.other

    answer = desk.post("join-same", {"keeps": second.public_id}, join=join)

    assert list(Facility.objects.standing().filter(pk__in=[first.pk, second.pk])) == [second]
    assert Ability.objects.get(pk=mine.pk).facility == second
    desk.undo(answer)
    join.refresh_from_db()
    assert (join.kept, join.other, join.moved) == (first, second, {})
    assert Ability.objects.get(pk=mine.pk).facility == first
    assert Facility.objects.standing().filter(pk__in=[first.pk, second.pk]).count() == 2


def test_the_one_that_was_there_first_is_chosen_beforehand(desk, join):
    page = desk.get("joins").content.decode()

    assert f'value="{join.kept.public_id}" checked>' in page
    assert f'value="{join.other.public_id}">' in page


def test_different_ones_are_not_asked_about_again_unless_taken_back(desk, join):
    answer = desk.post("join-apart", join=join)
    assert not Join.objects.undecided().exists()

    desk.undo(answer)

    assert [pair for pair, _ in desk.get("joins").context["rows"]] == [join]


def test_a_decision_that_was_made_meanwhile_is_told(desk, join):
    joining.merge(join=join, by=ANONYMOUS, at=NOW)

    page = desk.client.post(desk.url("join-apart", join=join), follow=True)

    assert joining.AlreadyDecided.__doc__ in page.content.decode()


def test_opening_an_open_question_changes_nothing(join):
    actions.undecide(join=join, by=ANONYMOUS, at=NOW, region="")

    join.refresh_from_db()
    assert join.version == 1


def test_pairs_of_other_regions_are_not_found(desk):
    foreign = JoinFactory()

    assert desk.get("joins").context["rows"] == []
    assert desk.post("join-same", join=foreign).status_code == 404
    assert desk.post("join-undo", join=foreign).status_code == 404


def test_who_may_know_of_a_pair(desk, join):
    JoinFactory()

    assert list(Join.objects.visible_to(desk.coordinator)) == [join]
    assert list(Join.objects.visible_to(ANONYMOUS)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(desk, django_assert_max_num_queries, count):
    for _ in range(count):
        JoinFactory(kept=FacilityFactory(municipality=desk.place.municipality))

    with django_assert_max_num_queries(10):
        desk.get("joins")


def test_the_desk_page_of_a_merged_place_leads_to_the_kept_one(desk, join):
    desk.post("join-same", join=join)

    answer = desk.get("resource", facility=join.other)

    assert answer["Location"] == desk.url("resource", facility=join.kept)
    assert desk.get("resource-vacancy", facility=join.other).status_code == 404


def test_what_was_decided_is_listed_with_who_and_when_and_can_be_taken_back_later(desk, join):
    apart = JoinFactory(kept=desk.place)
    JoinFactory(kept=desk.place)
    desk.post("join-same", join=join)
    desk.post("join-apart", join=apart)

    page = desk.get("joins-decided")

    who = desk.coordinator.name
    assert page.context["rows"] == [(apart, who), (join, who)]
    undo = desk.url("join-undo", join=join)
    assert undo in page.content.decode()
    desk.client.post(undo)
    assert [pair for pair, _ in desk.get("joins-decided").context["rows"]] == [apart]
    assert Facility.objects.standing().filter(pk=join.other_id).exists()


def test_the_open_list_leads_to_what_was_decided(desk, join):
    assert desk.url("joins-decided") not in desk.get("joins").content.decode()
    desk.post("join-apart", join=join)

    assert desk.url("joins-decided") in desk.get("joins").content.decode()


def test_decisions_of_other_regions_are_not_listed(desk):
    JoinFactory(state=Join.State.APART)

    page = desk.get("joins-decided")

    assert page.context["rows"] == []
    assert "まだありません" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_what_was_decided_costs_the_same_for_one_and_three(desk, django_assert_num_queries, count):
    for _ in range(count):
        JoinFactory(kept=desk.place, state=Join.State.APART)
    desk.get("joins-decided")

    with django_assert_num_queries(7):
        desk.get("joins-decided")


def test_what_was_decided_comes_twenty_a_page(desk):
    for _ in range(21):
        JoinFactory(kept=desk.place, state=Join.State.APART)

    second = desk.client.get(desk.url("joins-decided"), {"page": 2})

    assert len(second.context["rows"]) == 1


def test_what_was_merged_further_is_taken_apart_from_the_outside_in(desk, join):
    ability = AbilityFactory(region=desk.region, facility=join.other)
    outer = JoinFactory(kept=FacilityFactory(municipality=desk.place.municipality), other=join.kept)
    for pair in (join, outer):
        desk.post("join-same", join=pair)

    page = desk.client.post(desk.url("join-undo", join=join), follow=True)

    assert joining.MergedFurther.__doc__ in page.content.decode()
    for pair in (outer, join):
        desk.post("join-undo", join=pair)
    assert Ability.objects.get(pk=ability.pk).facility == join.other


def test_the_same_are_joined_once(join):
    joining.merge(join=join, by=ANONYMOUS, at=NOW)

    with pytest.raises(joining.AlreadyDecided):
        joining.merge(join=join, by=ANONYMOUS, at=NOW)


def test_what_was_not_joined_cannot_be_taken_apart(join):
    with pytest.raises(joining.NotMerged):
        joining.take_apart(join=join, by=ANONYMOUS, at=NOW)


def test_what_the_kept_one_has_already_stays_behind(desk, join):
    mine = AbilityFactory(region=desk.region, facility=join.kept)
    like = AbilityFactory(region=desk.region, facility=join.other, term=mine.term)
    other = AbilityFactory(region=desk.region, facility=join.other)

    joining.merge(join=join, by=ANONYMOUS, at=NOW)

    there = dict(Ability.objects.values_list("pk", "facility"))
    assert there == {mine.pk: join.kept_id, like.pk: join.other_id, other.pk: join.kept_id}


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("森", "森", 1), ("森", "林", 0), ("森", "森林", 0), ("森林", "森林", 1), ("森林", "林業", 0)],
)
def test_the_shortest_names_are_alike_only_when_they_are_the_same(one, other, share):
    assert comparing.alike(one, other) == share
