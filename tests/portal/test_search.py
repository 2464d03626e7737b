"""さがす: one box over everything the desk keeps."""

from datetime import date

import pytest

from renkei.core.registry import registry
from renkei.organizations.models import Identifier
from renkei.portal.searching import search
from tests.accounts.factories import MembershipFactory, UserFactory
from tests.clock import TODAY
from tests.council.factories import CouncilFactory, MeetingFactory
from tests.directory.factories import CorrectionFactory, InformalServiceFactory
from tests.geo.factories import MunicipalityFactory
from tests.liaison.factories import VisitFactory
from tests.organizations.factories import FacilityFactory, OrganizationFactory
from tests.outreach.factories import LeafletFactory, LectureFactory
from tests.portal.conftest import signed_in
from tests.programme.factories import RegionFactory, UndertakingFactory
from tests.reporting.factories import begin_paper
from tests.training.factories import TrainingFactory

pytestmark = pytest.mark.django_db
PAGE = "/mihon/desk/search/"


def person(region, name):
    return MembershipFactory(region=region, user__name=name)


def place(region, name):
    town = region.municipalities.first() or MunicipalityFactory()
    region.municipalities.add(town)
    return FacilityFactory(municipality=town, name=name)


def paper(region, title):
    return begin_paper(region, title=title)


def titled(factory):
    return lambda region, title: factory(region=region, title=title)


def informal(region, name):
    return InformalServiceFactory(region=region, name=name)


KINDS = {
    "訪問": titled(VisitFactory),
    "会議": titled(MeetingFactory),
    "研修": titled(TrainingFactory),
    "講座・催し": titled(LectureFactory),
    "リーフレット": titled(LeafletFactory),
    "取組": titled(UndertakingFactory),
    "資料": paper,
    "施設・事業所": place,
    "お助けサービス": informal,
    "名簿の人": person,
}
of_every_kind = pytest.mark.parametrize(("label", "make"), KINDS.items(), ids=KINDS.keys())


def groups(desk, words: str) -> dict[str, list[str]]:
    """Kind → titles, as the page shows them."""
    response = desk.get(PAGE, {"q": words})
    assert response.status_code == 200
    return {
        group.label: [hit.title for hit in group.hits.shown] for group in response.context["groups"]
    }


def page(desk, words: str = "") -> str:
    return desk.get(PAGE, {"q": words}).content.decode()


def test_every_source_is_specified_here():
    assert {source.label for source in registry.search_sources} == KINDS.keys()


@of_every_kind
def test_each_kind_is_found_and_leads_to_its_one_address(desk, region, label, make):
    make(region, "みどりの見本")

    assert groups(desk, "みどり") == {label: ["みどりの見本"]}
    found = desk.get(PAGE, {"q": "みどり"}).context["groups"][0].hits.shown[0]
    assert desk.get(found.url).status_code == 200


@of_every_kind
def test_what_another_region_keeps_stays_there(desk, region, label, make):
    other = RegionFactory()
    make(other, "みどりの見本")
    theirs = signed_in(MembershipFactory(coordinator=True, region=other).user)
    elsewhere = theirs.get(f"/{other.slug}/desk/search/", {"q": "みどり"})
    assert [group.label for group in elsewhere.context["groups"]] == [label]

    assert groups(desk, "みどり") == {}


@of_every_kind
def test_the_first_five_are_shown_and_the_list_has_the_rest(desk, region, label, make):
    for number in range(6):
        make(region, f"みどりの見本{number}")

    hits = desk.get(PAGE, {"q": "みどり"}).context["groups"][0].hits

    assert (len(hits.shown), hits.total) == (5, 6)
    if hits.more_url:
        listed = desk.get(hits.more_url)
        assert listed.context["page"].paginator.count == 6
        assert f'もっと見る<span class="u-spoken">：</span>（{label}の6件）' in page(desk, "みどり")


@of_every_kind
def test_deleted_and_ended_things_are_not_found(desk, region, label, make):
    thing = make(region, "みどりの見本")
    if label == "名簿の人":
        type(thing).objects.filter(pk=thing.pk).update(ended_on=TODAY)
    elif label == "施設・事業所":
        thing.merged_into = FacilityFactory()
        thing.save()
    elif label == "資料":
        thing.delete()
    else:
        type(thing).objects.filter(pk=thing.pk).update(deleted_at="2017-02-17T00:00+09:00")

    assert groups(desk, "みどり") == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_asks_as_often_for_three_rows_of_each_kind_as_for_one(
    desk, region, rows, django_assert_max_num_queries
):
    for make in KINDS.values():
        for number in range(rows):
            make(region, f"みどりの見本{number}")
    page(desk, "みどり")

    # One for each of the ten kinds; session, person, roles and region make the rest.
    with django_assert_max_num_queries(14):
        assert len(groups(desk, "みどり")) == len(KINDS)


def test_an_entry_a_role_may_not_use_finds_nothing(region):
    for make in KINDS.values():
        make(region, "みどりの見本")
    nurse = MembershipFactory(professional=True, region=region).user
    operator = UserFactory(operator=True)

    assert search(nurse, region, "みどり", TODAY) == []
    assert [group.label for group in search(operator, region, "みどり", TODAY)] == ["名簿の人"]


@pytest.mark.parametrize(
    "words",
    ["リーダー 研修", "研修　リーダー", "ﾘｰﾀﾞｰ", "りーだー", "２０１６", "第2回"],
)
def test_words_count_in_any_order_width_and_kana(desk, region, words):
    TrainingFactory(region=region, title="第２回地域リーダー研修2016")

    assert groups(desk, words) == {"研修": ["第２回地域リーダー研修2016"]}


@pytest.mark.parametrize(
    "words",
    [
        "平成28年8月28日",
        "H28.8.28",
        "2016/8/28",
        "平成28年8月",
        "H28.8",
        "平成28年度",
        "協議会 H28.8.28",
    ],
)
def test_a_day_a_month_or_a_year_finds_what_was_then(desk, region, words):
    MeetingFactory(region=region, title="見本協議会", starts_on=date(2016, 8, 28))
    MeetingFactory(region=region, title="次の年の見本協議会", starts_on=date(2017, 8, 28))

    assert groups(desk, words) == {"会議": ["見本協議会"]}


def test_a_day_within_a_series_finds_it(desk, region):
    TrainingFactory(
        region=region, title="続く研修", starts_on=date(2016, 8, 1), ends_on=date(2016, 8, 30)
    )

    assert groups(desk, "H28.8.15") == {"研修": ["続く研修"]}


def test_the_first_of_a_month_does_not_find_what_is_known_to_the_month(desk, region):
    MeetingFactory(
        region=region, title="八月のどこか", starts_on=date(2016, 8, 1), precision="month"
    )

    assert groups(desk, "H28.8.1") == {}
    assert groups(desk, "H28.8") == {"会議": ["八月のどこか"]}


@pytest.mark.parametrize("words", ["平成28年度", "H28.8", "H28.8.28"])
def test_a_paper_is_found_by_its_year_and_by_the_day_of_its_meeting(desk, region, words):
    meeting = MeetingFactory(region=region, title="見本協議会", starts_on=date(2016, 8, 28))
    begin_paper(region, title="資料", meeting=meeting)

    assert groups(desk, words)["資料"] == ["資料"]


@pytest.mark.parametrize("words", ["H28.2.30", "平成32年度", "2016", "28年"])
def test_a_day_that_cannot_be_and_a_bare_number_are_text(desk, region, words):
    MeetingFactory(region=region, title=f"見本{words}", starts_on=date(2015, 1, 1))
    MeetingFactory(region=region, starts_on=date(2016, 8, 28))

    assert groups(desk, words) == {"会議": [f"見本{words}"]}


def test_a_record_shows_its_day_its_state_and_a_line(desk, region):
    MeetingFactory(
        region=region,
        title="見本協議会",
        kind__label="協議会",
        venue="見本会館",
        attendance_total=21,
        internal=True,
        cancelled=True,
    )

    html = page(desk, "見本協議会")

    assert '<time datetime="2016-08-28">8月28日（日）</time>' in html
    assert "協議会　見本会館　21名" in html
    assert "中止" in html


def test_the_newest_records_come_first_and_those_without_a_day_last(desk, region):
    MeetingFactory(region=region, title="見本1", starts_on=date(2016, 5, 1))
    MeetingFactory(region=region, title="見本2", starts_on=date(2016, 6, 1))
    MeetingFactory(region=region, title="見本3", starts_on=date(2015, 6, 1))
    MeetingFactory(region=region, title="見本4", starts_on=None, precision="year", fiscal_year=2016)

    assert groups(desk, "見本")["会議"] == ["見本2", "見本1", "見本4", "見本3"]


@pytest.mark.parametrize(
    "words", ["みどり法人", "0297-00-7777", "08A0000007", "08-A0000007", "新しい名", "古い名"]
)
def test_a_place_is_found_by_its_body_its_numbers_and_both_its_names(desk, region, words):
    found = place(region, "古い名の見本")
    found.organization = OrganizationFactory(name="みどり法人")
    found.telephone = "0297-00-7777"
    found.save()
    Identifier.objects.create(facility=found, system="care-office-number", value="08A0000007")
    CorrectionFactory(
        approved=True, region=region, facility=found, field="name", value="新しい名の見本"
    )

    assert groups(desk, words) == {"施設・事業所": ["新しい名の見本"]}
    assert "みどり法人　0297-00-7777" in page(desk, words)


def test_the_name_of_a_body_is_not_told_twice(desk, region):
    found = place(region, "みどり病院")
    found.organization = OrganizationFactory(name="みどり病院")
    found.save()

    assert page(desk, "みどり病院").count(">みどり病院<") == 1
    assert "c-task__context" not in page(desk, "みどり病院")


@pytest.mark.parametrize("words", ["見本花子", "花子 見本", "みほん"])
def test_a_person_is_found_without_the_blank_in_the_name_too(desk, region, words):
    MembershipFactory(
        coordinator=True, region=region, user__name="見本　花子", user__kana="ミホン ハナコ"
    )

    assert groups(desk, words) == {"名簿の人": ["見本　花子"]}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda region: MeetingFactory(
                region=region, council=CouncilFactory(name="みどり協議会")
            ),
            "みどり協議会",
        ),
        (lambda region: TrainingFactory(region=region, group="みどり班"), "みどり班"),
        (lambda region: VisitFactory(region=region, people_met="みどり所長"), "みどり所長"),
        (
            lambda region: LeafletFactory(region=region, handed_out_at="みどり祭", printed=500),
            "みどり祭",
        ),
    ],
    ids=["council", "group", "people met", "where handed out"],
)
def test_records_are_found_by_what_surrounds_them(desk, region, make, words):
    record = make(region)

    assert list(groups(desk, words).values()) == [[str(record)]]


def test_copies_of_a_leaflet_are_told(desk, region):
    LeafletFactory(region=region, title="見本の冊子", edition="第2版", printed=12000)

    assert "第2版　12,000部" in page(desk, "冊子")


def test_without_words_the_page_says_what_can_be_sought(desk):
    html = page(desk)

    assert "まとめてさがします" in html
    assert "見つかりません" not in html


@pytest.mark.parametrize("words", ["薬", "a", "%%", "、。"])
def test_too_little_is_answered_with_how_much_is_needed(desk, region, words):
    VisitFactory(region=region, title=f"見本{words}局")

    assert groups(desk, words) == {}
    assert "2文字以上のことばで" in page(desk, words)


def test_signs_are_text(desk, region):
    VisitFactory(region=region, title="見本薬局")

    assert groups(desk, "見%局") == groups(desk, "見_薬") == {}


def test_nothing_found_proposes_each_word_by_itself(desk, region):
    html = page(desk, "みどり 薬局")

    assert "「みどり 薬局」は見つかりませんでした" in html
    assert 'href="?q=%E8%96%AC%E5%B1%80"' in html


def test_nothing_found_for_one_word_proposes_another(desk):
    assert "ことばを短くするか" in page(desk, "みどり")


def test_the_directory_is_asked_with_the_same_words_but_the_days(desk):
    html = page(desk, "訪問看護 H28.8.28")

    assert 'href="/mihon/search/?q=%E8%A8%AA%E5%95%8F%E7%9C%8B%E8%AD%B7"' in html
    assert "/mihon/search/?q=" not in page(desk, "H28.8.28")


def test_a_very_long_phrase_is_cut_and_harmless(desk):
    assert desk.get(PAGE, {"q": "".join(f"見本{n}\0 " for n in range(300))}).status_code == 200


def test_the_box_stands_on_every_page_of_the_desk_for_those_who_may(desk, region):
    operator = signed_in(UserFactory(operator=True))

    assert f'action="{PAGE}"' in desk.get("/mihon/desk/visits/").content.decode()
    assert f'action="{PAGE}"' not in operator.get("/mihon/desk/people/").content.decode()
