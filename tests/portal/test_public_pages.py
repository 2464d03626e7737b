from datetime import date

import pytest

from renkei.programme.models import BrandDecision
from tests.clock import NOW
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import OrganizationFactory
from tests.programme.factories import ContactPointFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(db):
    return RegionFactory(
        slug="mihon",
        name="見本圏域",
        nickname="みほんネット",
        centre_name="見本連携支援センター",
        functions="相談\n研修",
        opened_on=date(2017, 10, 1),
        opened_precision="month",
        opened_note="見本館内",
        operated_by=OrganizationFactory(name="見本医師会"),
        fax="0297-00-8888",
        office_hours="平日 9時～17時",
        municipalities=[MunicipalityFactory(name="見本市")],
    )


def test_the_contact_page_tells_all_ways_to_reach_the_centre(client, centre):
    ContactPointFactory(region=centre, name="市の窓口", fax="0297-00-7777", address="見本町1")

    page = client.get("/mihon/contact/").content.decode()

    assert [
        word in page for word in ("0297-00-8888", "平日 9時～17時", "0297-00-7777", "見本町1")
    ] == [True] * 4


def test_the_about_page_tells_who_runs_the_centre_since_when_and_for_what(client, centre):
    page = client.get("/mihon/about/").content.decode()

    assert "見本連携支援センター" in page
    assert "平成29年10月" in page
    assert "見本館内" in page
    assert "見本医師会" in page
    assert "<li>研修</li>" in page


def test_the_about_page_tells_how_the_nickname_was_chosen(client, centre):
    BrandDecision.objects.create(
        region=centre,
        subject="nickname",
        chosen="みほんネット",
        process="公募した",
        meaning="見本の意",
        entries_count=23,
        decided_on=date(2017, 3, 1),
        created_at=NOW,
        updated_at=NOW,
    )

    page = client.get("/mihon/about/").content.decode()

    assert [word in page for word in ("公募した", "見本の意", "23件", "平成29年3月")] == [True] * 4


def test_a_decision_without_a_day_says_nothing_of_it():
    assert BrandDecision().decided == ""


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_the_texts_of_the_installation_end_with_a_telephone(client, centre, name):
    page = client.get(f"/mihon/{name}/").content.decode()

    assert 'href="tel:0297-00-1234"' in page


def test_the_accessibility_page_does_not_claim_what_was_not_tested(client, centre):
    page = client.get("/mihon/accessibility/").content.decode()

    assert "JIS X 8341-3:2016" in page
    assert "まだしていません" in page


@pytest.mark.parametrize("name", ["", "contact/", "about/", "accessibility/", "privacy/"])
def test_an_unknown_region_has_no_pages(client, db, name):
    assert client.get(f"/nowhere/{name}").status_code == 404
