import pytest

from renkei.audit.history import history_of
from renkei.core.errors import RecordChanged
from renkei.core.fiscal import FiscalYear
from renkei.organizations.models import Organization
from renkei.programme.models import Commission, Item, ProgrammeYear
from renkei.programme.year_actions import Cell, Share, set_commission, shares_of
from tests.accounts.factories import MembershipFactory, UserFactory
from tests.clock import NOW
from tests.programme.factories import CommissionFactory, ItemNameFactory, UndertakingFactory
from tests.programme.settings.conftest import signed_in
from tests.programme.sheets import sheet_of

pytestmark = pytest.mark.django_db
H28, H29 = FiscalYear(2016), FiscalYear(2017)
EDIT = "/mihon/desk/commission/2016/edit/"
SIX = [item for item in Item if item not in (Item.E, Item.O)]


def whole(towns, items, share: Share) -> dict[Cell, Share]:
    return {Cell(item.value, town.pk): share for item in items for town in towns}


def typed(towns, items, mode: str = "commissioned") -> dict[str, str]:
    return {f"mode-{item.value}-{town.pk}": mode for item in items for town in towns}


def decide(browser, address: str = EDIT, **changes):
    return browser.post(address, {**sheet_of(browser.get(address)), **changes})


def test_an_officer_decides_six_items_and_the_page_says_so(officer, towns, region):
    answer = decide(officer, **typed(towns, SIX))

    assert answer.headers["Location"] == "/mihon/desk/commission/2016/"
    assert shares_of(region, H28) == whole(towns, SIX, Share("commissioned", "見本医師会"))
    assert (
        "8項目のうち6項目を委託しています"
        in officer.get(answer.headers["Location"]).content.decode()
    )


def test_the_public_page_of_each_year_follows_the_commission(officer, client, towns):
    decide(officer, **typed(towns, SIX))
    decide(officer, "/mihon/desk/commission/2017/edit/", **typed(towns, list(Item)))

    assert "6項目" in client.get("/mihon/programme/2016/").content.decode()
    assert "6項目" not in client.get("/mihon/programme/2017/").content.decode()


def test_an_item_taken_out_disappears_and_is_told(officer, towns, region):
    decide(officer, **typed(towns, [Item.A]))
    decide(officer, **{f"mode-a-{towns[0].pk}": ""})

    assert shares_of(region, H28) == {Cell("a", towns[1].pk): Share("commissioned", "見本医師会")}
    latest = history_of(ProgrammeYear.objects.get()).first()
    assert latest.changes == {"ア 東見本市": ["委託（見本医師会）", "協議中"]}


def test_one_save_is_one_line_of_the_history(officer, towns):
    decide(officer, **typed(towns, SIX))

    assert history_of(ProgrammeYear.objects.get()).count() == 1


def test_saving_what_already_is_leaves_no_trace(officer, towns, region):
    decide(officer, **typed(towns, SIX))
    decide(officer)

    assert history_of(ProgrammeYear.objects.get()).count() == 1
    assert ProgrammeYear.objects.get().version == 2


def test_one_cell_may_have_another_contractor_which_is_registered(officer, towns, region):
    cell = f"a-{towns[0].pk}"
    decide(officer, **{f"mode-{cell}": "commissioned", f"contractor-{cell}": "見本財団"})

    assert Commission.objects.get().contractor == Organization.objects.get(name="見本財団")
    shown = sheet_of(officer.get(EDIT))
    assert shown[f"contractor-{cell}"] == ["見本財団"]


def test_joint_work_needs_no_contractor_and_own_work_has_none(officer, towns, region):
    east, west = (f"mode-a-{town.pk}" for town in towns)
    decide(officer, **{east: "joint", west: "own"})

    assert set(shares_of(region, H28).values()) == {Share("joint"), Share("own")}


@pytest.mark.parametrize(
    ("mode", "contractor", "usual", "sentence"),
    [
        ("commissioned", "", "", "ア 東見本市の委託先を書いてください"),
        ("own", "見本財団", "", "ア 東見本市は「直営」です。委託先を消すか、委託を選んでください"),
        (
            "none",
            "見本財団",
            "",
            "ア 東見本市は「実施しない」です。委託先を消すか、委託を選んでください",
        ),
        ("", "見本財団", "", "ア 東見本市の形を選んでください。なければ委託先を消してください"),
    ],
)
def test_a_cell_that_contradicts_itself_is_asked_back(
    officer, towns, mode, contractor, usual, sentence
):
    cell = f"a-{towns[0].pk}"
    changes = {f"mode-{cell}": mode, f"contractor-{cell}": contractor, "contractor": usual}

    answer = decide(officer, **changes)

    assert answer.status_code == 422
    assert [line for lines in answer.context["form"].errors.values() for line in lines] == [
        sentence
    ]
    assert not Commission.objects.exists()


def test_the_year_before_is_proposed_and_kept_only_when_sent(officer, towns, region):
    decide(officer, **typed(towns, SIX))
    address = "/mihon/desk/commission/2017/edit/"

    page = officer.get(f"{address}?from=2016")
    assert "前の年度の内容を写しました" in page.content.decode()
    assert shares_of(region, H29) == {}

    officer.post(address, sheet_of(page))
    assert shares_of(region, H29) == shares_of(region, H28)


def test_the_year_before_is_offered_only_where_it_holds_something(officer, towns, region):
    copy = "を写して始める"
    assert copy not in officer.get("/mihon/desk/commission/2017/").content.decode()

    decide(officer, **typed(towns, SIX))

    assert copy in officer.get("/mihon/desk/commission/2017/").content.decode()


def test_nothing_to_copy_is_said(officer, towns):
    page = officer.get(f"{EDIT}?from=2015").content.decode()

    assert "前の年度には、まだ何も決まっていません" in page


def test_only_the_year_before_can_be_copied(officer, towns):
    page = officer.get(f"{EDIT}?from=2009").content.decode()

    assert "前の年度の内容を写しました" not in page


def test_the_second_of_two_officers_sees_what_the_first_decided(officer, towns, region):
    sheet = sheet_of(officer.get(EDIT))
    decide(officer, **typed(towns, [Item.A]))

    answer = officer.post(EDIT, sheet | typed(towns, [Item.KI]))

    assert answer.status_code == 422
    assert "ア 東見本市の形" in answer.content.decode()
    assert set(shares_of(region, H28)) == {Cell("a", town.pk) for town in towns}


def test_a_version_of_a_year_that_is_gone_is_refused(region):
    with pytest.raises(RecordChanged):
        set_commission(region=region, year=H28, shares={}, by=UserFactory(), at=NOW, version=3)


def test_a_municipality_that_left_keeps_no_share(officer, towns, region):
    CommissionFactory(region=region)

    decide(officer, **typed(towns, [Item.A]))

    assert {cell.municipality for cell in shares_of(region, H28)} == {town.pk for town in towns}


def test_a_coordinator_reads_but_does_not_decide(coordinator, region):
    page = coordinator.get("/mihon/desk/commission/2016/").content.decode()

    assert "決められるのは、行政の担当者です" in page
    assert coordinator.get(EDIT).status_code == 403
    assert coordinator.post(EDIT).status_code == 403


def test_an_officer_of_another_region_does_not_decide_here(region):
    stranger = MembershipFactory(officer=True).user

    assert signed_in(stranger).get(EDIT).status_code == 403


def test_the_entry_leads_to_the_present_year(officer):
    assert officer.get("/mihon/desk/commission/").headers["Location"].endswith("/2016/")


def test_the_tabs_hold_the_years_there_are_and_the_next(officer, region):
    CommissionFactory(region=region, fiscal_year=2013)

    tabs = officer.get("/mihon/desk/commission/2015/").context["tabs"]

    assert [tab["label"][2:] for tab in tabs] == ["29年度", "28年度", "27年度", "25年度"]


def test_the_matrix_uses_the_regions_own_names_of_items(coordinator, region):
    ItemNameFactory(region=region, name="見本の把握")
    CommissionFactory(region=region, municipality=region.municipalities.first())

    assert "見本の把握" in coordinator.get("/mihon/desk/commission/2016/").content.decode()


def test_the_form_and_the_undertakings_use_the_names_of_the_table(officer, region, towns):
    ItemNameFactory(region=region, name="見本の把握")
    UndertakingFactory(region=region, item=Item.A)
    CommissionFactory(region=region, municipality=towns[0])

    pages = [officer.get(f"/mihon/desk/commission/2016/{path}") for path in ("", "edit/")]

    told = [page.content.decode() for page in pages]
    assert [page.count("見本の把握") for page in told] == [2, 1]
    assert [str(Item.A.label) in page for page in told] == [False, False]


def test_the_page_of_a_year_needs_few_queries(officer, towns, django_assert_max_num_queries):
    decide(officer, **typed(towns, list(Item)))

    with django_assert_max_num_queries(12):
        officer.get("/mihon/desk/commission/2016/")


def test_of_a_year_not_yet_kept_the_others_choices_stay(officer, towns, region):
    colleague = signed_in(MembershipFactory(officer=True, region=region).user)
    east, west = (f"mode-i-{town.pk}" for town in towns)
    mine = sheet_of(officer.get(EDIT))
    decide(colleague, **{east: "commissioned"})

    answer = officer.post(EDIT, {**mine, west: "own"})

    assert [(each.name, each.is_mine_old) for each in answer.context["form"].differences] == [
        (east, True)
    ]
    officer.post(EDIT, sheet_of(answer))
    assert shares_of(region, H28) == {
        Cell("i", towns[0].pk): Share("commissioned", "見本医師会"),
        Cell("i", towns[1].pk): Share("own"),
    }


def test_what_was_copied_from_the_year_before_counts_as_written(officer, towns, region):
    decide(officer, **typed(towns, [Item.A], "own"))
    address = "/mihon/desk/commission/2017/edit/"
    mine = sheet_of(officer.get(f"{address}?from=2016"))
    decide(officer, address, **typed(towns, [Item.A], "joint"))

    answer = officer.post(address, mine)

    assert {each.is_mine_old for each in answer.context["form"].differences} == {False}
