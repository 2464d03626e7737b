import pytest

from renkei.audit.history import history_of
from renkei.programme.models import ContactPoint
from tests.accounts.factories import MembershipFactory
from tests.programme.factories import ContactPointFactory, RegionFactory
from tests.programme.settings.conftest import signed_in
from tests.programme.sheets import sheet_of

pytestmark = pytest.mark.django_db
NEW = "/mihon/desk/settings/contacts/new/"


@pytest.fixture
def desk_of_east(region, towns):
    return ContactPointFactory(
        region=region, municipality=towns[0], name="東の窓口", fax="0297-00-1"
    )


def url(contact, verb: str) -> str:
    return f"/mihon/desk/settings/contacts/{contact.public_id}/{verb}/"


def test_a_new_desk_comes_last_and_shows_on_the_public_page(
    coordinator, client, towns, desk_of_east
):
    typed = {"municipality": towns[1].pk, "name": "西の窓口", "telephone": "0297000022"}

    coordinator.post(NEW, typed)

    page = client.get("/mihon/").content.decode()
    assert page.index("東の窓口") < page.index("西の窓口")
    assert ContactPoint.objects.get(name="西の窓口").position == 1


def test_a_desk_belongs_to_a_municipality_of_the_region(coordinator, region):
    stranger = ContactPointFactory().municipality
    typed = {"municipality": stranger.pk, "name": "よその窓口", "telephone": "0297-00-0022"}

    answer = coordinator.post(NEW, typed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["municipality"]


def test_a_desk_can_be_changed(coordinator, desk_of_east):
    typed = sheet_of(coordinator.get(url(desk_of_east, "edit")))

    coordinator.post(url(desk_of_east, "edit"), {**typed, "fax": "", "telephone_note": "代表"})

    assert history_of(desk_of_east).get().changes == {
        "電話の補足": ["", "代表"],
        "FAX": ["0297-00-1", ""],
    }


def test_the_second_of_two_writers_is_told(coordinator, desk_of_east):
    typed = sheet_of(coordinator.get(url(desk_of_east, "edit"))) | {"fax": ""}
    coordinator.post(url(desk_of_east, "edit"), {**typed, "name": "先の名前"})

    answer = coordinator.post(url(desk_of_east, "edit"), {**typed, "name": "あとの名前"})

    assert answer.status_code == 422
    assert "先の名前" in answer.content.decode()


def test_a_removed_desk_is_gone_and_can_be_brought_back_as_it_was(
    coordinator, desk_of_east, client
):
    page = coordinator.post(url(desk_of_east, "remove"), follow=True).content.decode()
    assert "東の窓口" not in client.get("/mihon/").content.decode()

    start = page.index("/mihon/desk/settings/contacts/restore/")
    undo = page[start : page.index('"', start)]
    coordinator.post(undo)

    back = ContactPoint.objects.get()
    assert (back.public_id, back.name, back.fax) == (
        desk_of_east.public_id,
        "東の窓口",
        "0297-00-1",
    )


def test_bringing_back_twice_makes_one_desk(coordinator, desk_of_east):
    page = coordinator.post(url(desk_of_east, "remove"), follow=True).content.decode()
    start = page.index("/mihon/desk/settings/contacts/restore/")
    undo = page[start : page.index('"', start)]
    coordinator.post(undo)

    answer = coordinator.post(undo, follow=True)

    assert "もう元に戻っています" in answer.content.decode()
    assert ContactPoint.objects.count() == 1


def test_nobody_can_make_up_what_to_bring_back(coordinator, region):
    assert coordinator.post("/mihon/desk/settings/contacts/restore/made-up/").status_code == 404


def test_a_desk_of_another_region_stays_out_of_reach(desk_of_east):
    other = RegionFactory(slug="tonari")
    person = MembershipFactory(coordinator=True, region=other).user

    assert signed_in(person).post(url(desk_of_east, "remove")).status_code == 403
    assert ContactPoint.objects.exists()
