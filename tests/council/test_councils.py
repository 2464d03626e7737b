import pytest
from django.test import Client

from renkei.audit.history import history_of
from renkei.council import actions
from renkei.council.models import Council
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW
from tests.council.factories import CouncilFactory, MeetingFactory
from tests.programme.factories import RegionFactory
from tests.programme.office import MEETINGS


def test_a_council_is_added_and_can_be_chosen(office):
    response = office.post("councils/new/", {"name": "見本協議会", "purpose": "方針を決める"})

    assert response.url == "/mihon/desk/councils/"
    council = Council.objects.get()
    assert office.record(MEETINGS, council=council.pk, number="2").council == council
    assert history_of(council)[0].changes["名称"] == ["", "見本協議会"]


def test_a_new_name_follows_to_its_meetings(office):
    council = CouncilFactory(region=office.region, name="前の名前")
    meeting = MeetingFactory(region=office.region, council=council, number=3)

    office.post(f"councils/{council.public_id}/edit/", {"name": "新しい名前"})

    assert "新しい名前　第3回" in office.page(office.at(MEETINGS, meeting))
    assert history_of(council)[0].changes == {"名称": ["前の名前", "新しい名前"]}


def test_the_page_shows_the_present_name(office):
    council = CouncilFactory(region=office.region, name="見本協議会", purpose="方針を決める")

    assert office.sheet(f"councils/{council.public_id}/edit/") == {
        "name": ["見本協議会"],
        "purpose": ["方針を決める"],
    }
    assert "協議会を加える" in office.page("councils/new/")


@pytest.mark.parametrize("address", ["new/", "{}/edit/"])
def test_two_councils_of_a_region_cannot_share_a_name(office, address):
    CouncilFactory(region=office.region, name="見本協議会")
    other = CouncilFactory(region=office.region, name="別の会")

    response = office.post(f"councils/{address.format(other.public_id)}", {"name": "見本協議会"})

    assert response.status_code == 422
    assert response.context["form"].errors == {"name": ["同じ名前の協議会がもうあります。"]}
    assert Council.objects.count() == 2


def test_councils_of_two_regions_may_share_a_name(office):
    CouncilFactory(region=RegionFactory(), name="見本協議会")

    assert office.post("councils/new/", {"name": "見本協議会"}).status_code == 302


def test_a_name_is_asked_for(office):
    assert office.post("councils/new/", {"name": " "}).status_code == 422


def test_the_list_counts_the_meetings_that_took_place(office):
    council = CouncilFactory(region=office.region)
    CouncilFactory(region=RegionFactory(), name="よその会")
    MeetingFactory(region=office.region, council=council)
    MeetingFactory(region=office.region, council=council, cancelled=True)
    MeetingFactory(region=office.region, council=council, deleted=True)

    page = office.page("councils/")

    assert ">1回<" in page
    assert "よその会" not in page


def test_an_empty_list_says_what_it_is_good_for(office):
    assert "協議会は、まだありません" in office.page("councils/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_three_rows_as_for_one(
    office, rows, django_assert_max_num_queries
):
    CouncilFactory.create_batch(rows, region=office.region)
    office.page("councils/")

    with django_assert_max_num_queries(6):
        office.page("councils/")


def test_a_council_of_another_region_is_not_found(office):
    council = CouncilFactory()

    assert office.get(f"councils/{council.public_id}/edit/").status_code == 404


@pytest.mark.parametrize("address", ["", "new/", "{}/edit/"])
def test_councils_are_kept_by_staff(office, address):
    council = CouncilFactory(region=office.region)
    client = Client()
    client.force_login(MembershipFactory(region=office.region, professional=True).user)

    response = client.get(f"/mihon/desk/councils/{address.format(council.public_id)}")

    assert response.status_code == 403


def test_the_order_is_that_of_opening(office):
    for name in ("先の会", "後の会"):
        actions.open_council(region=office.region, name=name, purpose="", by=office.person, at=NOW)

    assert [council.name for council in Council.objects.all()] == ["先の会", "後の会"]
