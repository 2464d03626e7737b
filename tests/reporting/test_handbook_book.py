"""What goes into the handbook, in which words and in which order."""

from datetime import date, time, timedelta

import pytest

from renkei.core.actors import ANONYMOUS
from renkei.directory.models import Correction, Opening, Service
from renkei.reporting.handbook.composing import Choice, book_of
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW, TODAY
from tests.directory.factories import (
    AbilityFactory,
    CorrectionFactory,
    FilingFactory,
    InformalServiceFactory,
    NoteFactory,
    PublicationFactory,
    SourceRowFactory,
)
from tests.directory.searching import town as town
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import OrganizationFactory
from tests.programme.factories import ContactPointFactory
from tests.reporting.handbooks import entries_of, lines_of, names_of, only_entry
from tests.vocabulary.factories import TermFactory

LONG_AGO = TODAY - timedelta(days=400)


def book(town, **chosen):
    return book_of(town.region, TODAY, Choice(**chosen))


def test_each_service_stands_under_its_municipality_and_kind(town):
    town.place("東の会", "nursing", "day-care")
    town.place("西の会", "nursing", municipality=town.village)

    assert names_of(book(town)) == {
        ("見本市", "訪問看護"): ["東の会"],
        ("見本市", "通所介護（デイサービス）"): ["東の会"],
        ("手本町", "訪問看護"): ["西の会"],
    }


def test_the_municipality_is_named_with_its_reading(town):
    town.place("東の会", "nursing")

    assert [chapter.kana for chapter in book(town).chapters] == ["みほんし"]


def test_what_is_gone_merged_or_elsewhere_is_left_out(town):
    gone = town.place("無い会", "nursing")
    gone.services.update(unlisted_on=TODAY)
    kept = town.place("東の会", "nursing")
    town.place("東の会（旧）", "nursing", merged_into=kept)
    town.place("遠い会", "nursing", municipality=MunicipalityFactory())

    assert names_of(book(town)) == {("見本市", "訪問看護"): ["東の会"]}


def test_a_kind_under_two_numbers_stands_once(town):
    place = town.place("東の会", "nursing")
    Service.objects.create(
        facility=place,
        kind=town.terms["kaigo-130"],
        number="2",
        created_at=NOW,
        updated_at=NOW,
    )

    assert names_of(book(town)) == {("見本市", "訪問看護"): ["東の会"]}


def test_an_entry_tells_how_to_reach_it(town):
    town.place(
        "東の会",
        "nursing",
        kana="ヒガシノカイ",
        address="中央1-2",
        telephone="0297-00-0011",
        fax="0297-00-0021",
    )

    entry = only_entry(book(town))

    assert (entry.kana, entry.telephone) == ("ひがしのかい", "0297-00-0011")
    assert lines_of(entry) == {"住所": ("見本市中央1-2", ""), "FAX": ("0297-00-0021", "")}


def test_what_the_region_found_stands_instead_and_says_so(town):
    place = town.place("東の会", "nursing", telephone="0297-00-0011")
    CorrectionFactory(
        region=town.region,
        facility=place,
        field=Correction.Field.TELEPHONE,
        value="0297-00-0099",
        approved=True,
    )

    entry = only_entry(book(town))

    assert entry.telephone == "0297-00-0099"
    assert lines_of(entry)[""] == ("電話は圏域で確認", "平成29年2月17日")


def test_the_hours_are_told_a_line_for_days_alike(town):
    place = town.place("東の会", "nursing")
    place.services.update(days_note="第2土曜は休み")
    for day in (0, 1, 5):
        Opening.objects.create(
            service=place.services.get(), weekday=day, starts_at=time(9), ends_at=time(12)
        )

    hours = lines_of(only_entry(book(town)))["時間"]

    assert hours == ("月・火・土 9時～12時\n水～金・日・祝 休み", "第2土曜は休み")


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ({"days": "平日,土曜日", "days_note": "祝日は電話で"}, ("平日・土曜日", "祝日は電話で")),
        ({"days_note": "電話でお尋ねを"}, ("電話でお尋ねを", "")),
    ],
)
def test_days_without_hours_are_told_in_the_words_of_the_source(town, published, said):
    town.place("東の会", "nursing").services.update(**published)

    assert lines_of(only_entry(book(town)))["時間"] == said


def test_hours_the_region_wrote_come_before_all(town):
    place = town.place("東の会", "nursing", days="平日")
    CorrectionFactory(
        region=town.region, facility=place, field="hours", value="月だけ", approved=True
    )

    assert lines_of(only_entry(book(town)))["時間"] == ("月だけ", "")


def test_abilities_stand_with_how_and_when_they_became_known(town):
    place = town.place("東の会", "nursing")
    known = {"region": town.region, "facility": place}
    for ability in ("ventilator", "dementia"):
        AbilityFactory(**known, term=town.terms[ability])
    AbilityFactory(
        **known, term=town.terms["day-call"], evidence="told", checked_on=LONG_AGO, note="平日"
    )

    facts = [fact for fact in only_entry(book(town)).facts if fact.label in ("できること", "")]

    assert sorted((fact.text, fact.basis) for fact in facts) == [
        ("人工呼吸器、認知症", "電話で確認　平成29年2月17日に確認"),
        ("往診（日中）", "平日　事業所の申告　平成28年1月14日に確認（1年以上たっています）"),
    ]
    assert [fact.label for fact in facts] == ["できること", ""]


def filed(place, **more):
    return FilingFactory(
        facility=place,
        publication=PublicationFactory(source="kouseikyoku", label="2017-01 見本"),
        **more,
    )


def test_what_a_place_filed_stands_with_its_day_and_what_is_unconfirmed(town):
    clinic = town.place("東医院", "clinic")
    sure = TermFactory(scheme="filing", label="在宅緩和ケア充実", is_confirmed=True, position=1)
    for term in ("在宅療養支援診療所", "訪問看護"):
        filed(clinic, term=TermFactory(scheme="filing", label=term, position=2))
    filed(clinic, term=sure, is_since_told=False)
    filed(clinic, term=TermFactory(scheme="filing", label="終わった届出"), until=TODAY)
    filed(clinic, term=None, name="一覧に無い届出")

    facts = only_entry(book(town)).facts

    source = "届出受理医療機関名簿（地方厚生局） 2017-01 見本（平成29年2月17日）"
    assert [(fact.label, fact.text, fact.basis) for fact in facts if source in fact.basis] == [
        ("届出", "在宅緩和ケア充実（始まりの日は不明、平成29年2月17日の名簿にあり）", source),
        (
            "",
            "在宅療養支援診療所（平成29年2月17日から）、訪問看護（平成29年2月17日から）",
            f"{source}　届出の意味は未確認",
        ),
    ]
    assert "一覧に無い届出" not in str(facts)
    assert "終わった届出" not in str(facts)


def test_what_a_place_filed_does_not_stand_with_its_other_care_services(town):
    place = town.place("東の会", "nursing", "day-care")
    filed(place)

    told = {
        part: "届出" in lines_of(entry) for (_, part), (entry,) in entries_of(book(town)).items()
    }

    assert told == {"訪問看護": True, "通所介護（デイサービス）": False}


def test_names_are_in_the_order_of_kana_and_the_unread_after_them(town):
    for name, kana in [
        ("山の会", ""),
        ("がんばる会", ""),
        ("医療法人社団見本会 かもめ医院", ""),
        ("東の会", "ヒガシノカイ"),
        ("空の会", "そらのかい"),
        ("川の会", ""),
        ("きょうの会", ""),
    ]:
        town.place(name, "nursing", kana=kana)

    assert names_of(book(town))["見本市", "訪問看護"] == [
        "医療法人社団見本会 かもめ医院",
        "がんばる会",
        "きょうの会",
        "空の会",
        "東の会",
        "山の会",
        "川の会",
    ]


def test_the_index_has_each_name_once_under_its_letter(town):
    place = town.place("がんばる会", "nursing", "day-care")
    town.place("Ｊ薬局", "nursing")
    help_ = InformalServiceFactory(region=town.region, name="かあさん弁当")

    assert [(group.title, group.names) for group in book(town).index] == [
        ("か", (("かあさん弁当", help_.public_id), ("がんばる会", place.public_id))),
        ("ふりがなが公表されていないもの", (("Ｊ薬局", only_key(town, "Ｊ薬局")),)),
    ]


def only_key(town, name: str) -> str:
    return next(
        entry.key
        for entries in entries_of(book(town)).values()
        for entry in entries
        if entry.name == name
    )


def test_helps_are_a_chapter_of_their_own(town):
    InformalServiceFactory(
        region=town.region,
        kind=TermFactory(label="宅配弁当"),
        name="見本の弁当",
        provider="見本食堂",
        description="夕食を届けます。",
        municipalities=[town.city],
        area="旧村は除く",
        days="月～土",
        price="600円",
        how_to_apply="前日に電話",
        who_may_use="65歳以上",
        fax="0297-00-5556",
        checked_on=LONG_AGO,
    )

    made = book(town)

    assert names_of(made) == {("お助けサービス", "宅配弁当"): ["見本の弁当"]}
    assert lines_of(only_entry(made)) == {
        "内容": ("夕食を届けます。", ""),
        "提供者": ("見本食堂", ""),
        "地域": ("見本市　旧村は除く", ""),
        "曜日": ("月～土", ""),
        "料金": ("600円", ""),
        "申込み": ("前日に電話", ""),
        "使える人": ("65歳以上", ""),
        "FAX": ("0297-00-5556", ""),
        "確認": ("平成28年1月14日に確認（1年以上たっています）", ""),
    }


def test_helps_that_are_not_public_are_left_out(town):
    InformalServiceFactory(region=town.region, is_public=False)
    InformalServiceFactory()

    assert book(town).chapters == ()


def test_towns_kinds_and_helps_can_be_chosen(town):
    town.place("東の会", "nursing", "day-care")
    town.place("西の会", "nursing", municipality=town.village)
    for name, towns in [("市の弁当", [town.city]), ("町の弁当", [town.village]), ("皆の弁当", [])]:
        InformalServiceFactory(region=town.region, name=name, municipalities=towns)

    chosen = book(town, towns=frozenset({town.city.code}), kinds=frozenset({"kaigo-130"}))

    names = [name for found in names_of(chosen).values() for name in found]
    assert names == ["東の会", "市の弁当", "皆の弁当"]
    assert names_of(book(town, has_helps=False)).keys() == {
        ("見本市", "訪問看護"),
        ("見本市", "通所介護（デイサービス）"),
        ("手本町", "訪問看護"),
    }


@pytest.fixture
def noted(town):
    place = town.place("東の会", "nursing")
    NoteFactory(
        region=town.region,
        facility=place,
        text="見本のコツ",
        best_time="午前",
        person="見本 相談員",
        prefers_fax=True,
    )
    return town


def test_notes_are_only_in_an_edition_that_says_it_is_restricted(noted):
    staff = MembershipFactory(region=noted.region, coordinator=True).user

    made = book_of(noted.region, TODAY, Choice(has_notes=True), actor=staff)

    assert lines_of(only_entry(made))["連絡のコツ"] == (
        "見本のコツ",
        "つながりやすい時間：午前　窓口：見本 相談員　FAXを希望　見本の人　平成29年2月17日",
    )
    assert made.restricted == "関係者限り"
    assert "外の人に渡さないでください" in made.terms[1]


def test_the_public_edition_has_no_notes_whoever_asks(noted):
    staff = MembershipFactory(region=noted.region, coordinator=True).user

    made = book_of(noted.region, TODAY, actor=staff)

    assert "連絡のコツ" not in lines_of(only_entry(made))
    assert made.restricted == ""


def test_strangers_and_other_regions_get_no_notes_even_when_they_choose_them(noted):
    for actor in (ANONYMOUS, MembershipFactory(coordinator=True).user):
        made = book_of(noted.region, TODAY, Choice(has_notes=True), actor=actor)
        assert "連絡のコツ" not in lines_of(only_entry(made))


def test_a_note_without_wishes_has_its_writer_alone(town):
    NoteFactory(region=town.region, facility=town.place("東の会", "nursing"))
    staff = MembershipFactory(region=town.region, coordinator=True).user

    made = book_of(town.region, TODAY, Choice(has_notes=True), actor=staff)

    assert lines_of(only_entry(made))["連絡のコツ"][1] == "見本の人　平成29年2月17日"


@pytest.mark.parametrize(
    ("today", "edition"),
    [(date(2017, 3, 31), "平成28年度版"), (date(2017, 4, 1), "平成29年度版")],
)
def test_the_title_page_names_region_edition_day_and_publisher(town, today, edition):
    region = town.region
    region.kana, region.fax, region.office_hours = "みほんけんいき", "0297-00-8888", "平日"
    region.postal_code, region.address = "302-0000", "見本町1"
    region.operated_by = OrganizationFactory(name="見本医師会")

    cover = book_of(region, today).cover

    assert (cover.region, cover.kana, cover.edition) == (region.name, "みほんけんいき", edition)
    assert cover.as_of.endswith("現在")
    assert (cover.publisher.name, cover.publisher.telephone) == (
        region.contact_name,
        region.telephone,
    )
    assert cover.publisher.lines == (
        "見本医師会",
        "〒302-0000 見本町1",
        "FAX 0297-00-8888",
        "受付 平日",
    )
    assert region.accent in cover.common_mark


def test_a_region_without_more_than_a_telephone_has_no_other_lines(town):
    town.region.address = "見本町1"

    assert book(town).cover.publisher.lines == ("見本町1",)


def test_the_desks_of_the_towns_are_named(town):
    ContactPointFactory(
        region=town.region,
        municipality=town.city,
        name="市の窓口",
        telephone="0297-00-7777",
        telephone_note="代表",
        address="見本町1",
        fax="0297-00-7778",
    )

    (desk,) = book(town).desks

    assert (desk.name, desk.telephone) == ("見本市　市の窓口", "0297-00-7777")
    assert desk.lines == ("電話は代表", "見本町1", "FAX 0297-00-7778")


def test_sources_and_terms_stand_at_the_end(town):
    SourceRowFactory(facility=town.place("東の会", "nursing"), publication__publisher="見本省")

    made = book(town)

    assert any("見本省" in source for source in made.sources)
    assert "CC BY 4.0" in made.terms[0]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_three(town, django_assert_num_queries, count):
    for number in range(count):
        place = town.place(f"見本{number}", "nursing", can=["ventilator"])
        NoteFactory(region=town.region, facility=place)
        InformalServiceFactory(region=town.region, municipalities=[town.city])
    staff = MembershipFactory(region=town.region, coordinator=True).user

    with django_assert_num_queries(15):
        book_of(town.region, TODAY, Choice(has_notes=True), actor=staff)
