from django.test import RequestFactory

from renkei.core.context import frame
from renkei.core.converters import PublicId, Year
from renkei.core.fiscal import FiscalYear
from tests.accounts.factories import MembershipFactory
from tests.programme.factories import RegionFactory
from tests.programme.office import office as office


def labels(context) -> list[str]:
    return [entry["label"] for group in context["navigation"] for entry in group]


def test_what_a_role_may_not_use_is_absent(office):
    page = office.get("visits/")

    assert "訪問" in labels(page.context)
    request = RequestFactory().get("/mihon/")
    request.region = office.region
    request.user = MembershipFactory(region=office.region, professional=True).user
    assert "訪問" not in labels(frame(request))


def test_the_present_place_is_marked_also_below_it(office):
    entries = [
        entry for group in office.get("visits/new/").context["navigation"] for entry in group
    ]

    assert [entry["label"] for entry in entries if entry["is_current"]] == ["訪問"]


def test_outside_a_region_there_is_no_navigation(db):
    request = RequestFactory().get("/")
    request.user = MembershipFactory().user

    context = frame(request)

    assert (context["navigation"], context["public_navigation"]) == ([], [])


def test_a_visitor_of_a_region_has_the_public_places_only(db):
    request = RequestFactory().get("/mihon/events/?ruby=1")
    request.region = RegionFactory(slug="mihon")

    context = frame(request)

    assert context["navigation"] == []
    assert [place["label"] for place in context["public_navigation"] if place["is_current"]]
    assert context["furigana"]


def test_addresses_carry_ids_and_years():
    assert PublicId().to_url(PublicId().to_python("bcdfghjkmnpq")) == "bcdfghjkmnpq"
    assert Year().to_python("2016") == FiscalYear(2016)
    assert Year().to_url(FiscalYear(2016)) == Year().to_url(2016) == "2016"
