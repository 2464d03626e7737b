"""A facility tells from a phone, without account, that it is full; the coordinator approves."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from renkei.core import clock
from renkei.core.actors import SYSTEM
from renkei.directory import actions
from renkei.directory.models import Vacancy
from renkei.vocabulary.models import Scheme
from tests.accounts.factories import PASSWORD, MembershipFactory
from tests.directory.factories import ServiceFactory
from tests.directory.office import DirectoryDesk
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory


@pytest.fixture
def office(transactional_db) -> DirectoryDesk:
    town = MunicipalityFactory()
    region = RegionFactory(municipalities=[town])
    person = MembershipFactory(region=region, coordinator=True).user
    TermFactory(scheme=Scheme.VACANCY, code="visiting-nursing", label="見本の枠")
    place = FacilityFactory(municipality=town)
    ServiceFactory(facility=place, kind__code="kaigo-130")
    return DirectoryDesk(region, person, place, Client())


def test_tells_and_is_approved(office, phone: Page, desk: Page, axe):
    _, token = actions.send_link(
        region=office.region,
        facility=office.place,
        email="mihon@example.jp",
        by=SYSTEM,
        at=clock.now(),
    )
    phone.goto(office.url("facility-update", token=token))
    axe(phone)
    phone.get_by_role("group", name="見本の枠").get_by_text("満員").click()
    phone.get_by_role("button", name="この内容を送る").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("ありがとうございました")
    axe(phone)
    assert not Vacancy.objects.exists()

    desk.goto("/account/login/")
    desk.get_by_label("メールアドレス").fill(office.coordinator.email)
    desk.get_by_label("パスワード").first.fill(PASSWORD)
    desk.get_by_role("button", name="ログインする").first.click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("今日")
    desk.goto(office.url("corrections"))
    axe(desk)
    desk.get_by_role("button", name="採用する").click()

    expect(desk.get_by_role("status")).to_contain_text("採用しました")
    assert Vacancy.objects.get().state == Vacancy.State.FULL
