import pytest
from django.test import Client

from tests.accounts.factories import MembershipFactory, UserFactory
from tests.programme.factories import RegionFactory
from tests.programme.office import KINDS, VISITS, of_every_kind

PUBLIC_KINDS = [kind for kind in KINDS if kind is not VISITS]
VERBS = ["", "edit", "copy", "cancel", "delete", "restore"]


def as_(region, role: str) -> Client:
    client = Client()
    if role == "operator":
        client.force_login(UserFactory(operator=True))
    elif role != "anonymous":
        client.force_login(MembershipFactory(region=region, role=role).user)
    return client


@of_every_kind
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", ["coordinator", "officer"])
def test_coordinator_and_officer_may(office, kind, verb, role):
    record = kind.factory(region=office.region)
    client = as_(office.region, role)

    response = client.get(f"/mihon/desk/{office.at(kind, record, verb)}")

    assert response.status_code in (200, 302)
    assert "login" not in response.headers.get("Location", "")


@pytest.mark.parametrize("kind", PUBLIC_KINDS, ids=str)
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", ["professional", "council-member", "operator"])
def test_others_read_why_not_where_they_know_of_the_record(office, kind, verb, role):
    record = kind.factory(region=office.region)
    client = as_(office.region, role)

    response = client.post(f"/mihon/desk/{office.at(kind, record, verb)}", {"because": "x"})

    assert response.status_code == 403
    assert "コーディネーターと行政の担当者" in response.content.decode()


@of_every_kind
@pytest.mark.parametrize("role", ["professional", "council-member", "operator"])
def test_what_others_may_not_know_of_does_not_exist_for_them(office, kind, role):
    record = kind.factory(region=office.region, internal=True)

    response = as_(office.region, role).get(f"/mihon/desk/{office.at(kind, record)}")

    assert response.status_code == 404


@of_every_kind
def test_staff_of_another_region_know_only_what_is_published(office, kind):
    stranger = as_(RegionFactory(slug="yoso"), "coordinator")
    published = kind.factory(region=office.region)
    deleted = kind.factory(region=office.region, deleted=True)

    known = 404 if kind is VISITS else 403
    assert stranger.get(f"/mihon/desk/{office.at(kind, published)}").status_code == known
    assert stranger.get(f"/mihon/desk/{office.at(kind, deleted)}").status_code == 404


@of_every_kind
@pytest.mark.parametrize("address", ["", "new/"])
def test_a_visitor_signs_in_first(db, kind, address):
    RegionFactory(slug="mihon")

    response = Client().get(f"/mihon/desk/{kind.folder}/{address}")

    assert response.status_code == 302
    assert response.url.startswith("/account/login/?next=/mihon/desk/")


@of_every_kind
def test_a_list_is_for_staff(office, kind):
    assert as_(office.region, "professional").get(f"/mihon/desk/{kind.folder}/").status_code == 403
