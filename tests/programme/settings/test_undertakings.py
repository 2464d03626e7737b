import pytest

from renkei.programme.models import Item, Undertaking
from tests.accounts.factories import MembershipFactory
from tests.programme.factories import UndertakingFactory
from tests.programme.settings.conftest import signed_in
from tests.programme.sheets import sheet_of

pytestmark = pytest.mark.django_db
LIST = "/mihon/desk/undertakings/"


def record(browser, **typed):
    sheet = sheet_of(browser.get(f"{LIST}new/"))
    return browser.post(f"{LIST}new/", {**sheet, "title": "見本の取組", "item": "u", **typed})


def url(undertaking, verb: str = "") -> str:
    return f"{LIST}{undertaking.public_id}/" + (f"{verb}/" if verb else "")


def test_an_undertaking_runs_through_its_year_and_shows_on_the_public_page(
    coordinator, client, region
):
    record(coordinator, fiscal_year="2016")

    assert Undertaking.objects.get().when == "平成28年度を通して"
    assert "見本の取組" in client.get("/mihon/programme/2016/").content.decode()


def test_a_link_may_have_a_name_before_it_has_an_address(coordinator, region):
    record(coordinator, link_label="見本のページ", position="")

    assert Undertaking.objects.get().link_label == "見本のページ"
    assert Undertaking.objects.get().position == 0


def test_a_title_is_needed(coordinator, region):
    assert list(record(coordinator, title="").context["form"].errors) == ["title"]


def test_an_undertaking_can_be_changed(coordinator, region):
    kept = UndertakingFactory(region=region)

    sheet = sheet_of(coordinator.get(url(kept, "edit")))
    coordinator.post(url(kept, "edit"), {**sheet, "note": "補う文"})

    kept.refresh_from_db()
    assert kept.note == "補う文"
    assert "補う文" in coordinator.get(url(kept)).content.decode()


def test_a_copy_goes_to_the_present_year(coordinator, region):
    old = UndertakingFactory(region=region, title="続ける取組", fiscal_year=2015)

    sheet = sheet_of(coordinator.get(url(old, "copy")))

    assert sheet["title"] == ["続ける取組"]
    assert sheet["fiscal_year"] == ["2016"]


def test_a_deleted_one_leaves_the_public_page_and_comes_back(coordinator, client, region):
    kept = UndertakingFactory(region=region, title="見本の取組")
    public = "/mihon/programme/2016/"

    coordinator.post(url(kept, "delete"))
    assert "見本の取組" not in client.get(public).content.decode()

    coordinator.post(url(kept, "restore"))
    assert "見本の取組" in client.get(public).content.decode()


def test_one_can_be_called_off_with_its_reason(coordinator, region):
    kept = UndertakingFactory(region=region)

    coordinator.post(url(kept, "cancel"), {"because": "見本の事情"})

    kept.refresh_from_db()
    assert kept.cancelled_because == "見本の事情"


def test_the_list_goes_by_year_and_by_the_letters_of_the_items(coordinator, region):
    for title, item, year in [
        ("きの取組", Item.KI, 2016),
        ("うの取組", Item.U, 2016),
        ("古い取組", Item.A, 2015),
    ]:
        UndertakingFactory(region=region, title=title, item=item, fiscal_year=year)

    page = coordinator.get(LIST).content.decode()

    assert page.index("うの取組") < page.index("きの取組") < page.index("古い取組")


def test_the_list_can_be_narrowed_to_where_it_is_shown(coordinator, region):
    UndertakingFactory(region=region, title="一覧の取組", kind="plan")
    UndertakingFactory(region=region, title="具体の取組", kind="work")

    page = coordinator.get(f"{LIST}?kind=plan").content.decode()

    assert "一覧の取組" in page
    assert "具体の取組" not in page


def test_an_empty_list_says_what_it_is_good_for(coordinator):
    assert "事業のページと年度の報告に載ります" in coordinator.get(LIST).content.decode()


def test_the_year_page_shows_them_below_their_items(coordinator, region):
    UndertakingFactory(region=region, title="公開の取組", item=Item.KI)
    UndertakingFactory(region=region, title="内部の取組", item=Item.A, internal=True)

    page = coordinator.get("/mihon/desk/commission/2016/").content.decode()

    assert page.index("内部の取組") < page.index("公開の取組")


def test_a_stranger_does_not_find_an_internal_one(region):
    kept = UndertakingFactory(region=region, internal=True)
    stranger = signed_in(MembershipFactory(coordinator=True).user)

    assert stranger.get(url(kept)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_the_same_for_one_and_for_three(
    coordinator, region, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        UndertakingFactory(region=region)

    with django_assert_max_num_queries(10):
        coordinator.get(LIST)
