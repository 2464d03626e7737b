import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest

from renkei.directory.listing import metres
from renkei.directory.models import InformalService
from renkei.directory.views import public
from tests.clock import NOW, TODAY
from tests.directory.factories import (
    AbilityFactory,
    InformalServiceFactory,
    PublicationFactory,
    SourceRowFactory,
)
from tests.directory.public import opened, page
from tests.directory.searching import reindex
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import ContactPointFactory
from tests.vocabulary.factories import TermFactory


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


def published(place, on: date | None = TODAY) -> None:
    SourceRowFactory(facility=place, publication=PublicationFactory(published_on=on))


def test_the_first_page_offers_the_kinds_there_are(client, town):
    town.place("東の会", "nursing")
    town.place("西の会", "nursing")

    text = page(client, town, "search/")

    assert '訪問看護</a> <span class="u-support">2件' in text
    assert "訪問介護" not in text


def test_a_merged_place_is_not_counted_among_the_kinds(client, town):
    kept = town.place("東の会", "nursing")
    town.place("東の会（旧）", "nursing", merged_into=kept)

    assert '訪問看護</a> <span class="u-support">1件' in page(client, town, "search/")


def test_a_result_says_name_kind_area_and_telephone(client, town):
    town.place("東の会", "nursing", address="見本県見本市中央1-2", telephone="0297-00-0011")

    text = page(client, town, "search/", q="訪問看護")

    assert "1件" in text
    assert "訪問看護　見本市中央" in text
    assert 'href="tel:0297-00-0011"' in text


def test_a_place_without_a_telephone_says_so(client, town):
    town.place("東の会", "nursing")

    assert "電話番号は公表されていません" in page(client, town, "search/", q="訪問看護")


def test_what_was_understood_can_be_taken_away(client, town):
    town.place("東の会", "nursing")
    town.place("西の会", "home-help")

    text = page(client, town, "search/", q="見本市 訪問看護")

    assert 'href="?q=%E8%A6%8B%E6%9C%AC%E5%B8%82" aria-label="「サービス 訪問看護」を外す"' in text
    assert "「サービス 訪問看護」" not in page(client, town, "search/", q="見本市")


def test_the_last_condition_taken_away_leads_to_the_beginning(client, town):
    town.place("東の会", "nursing")

    assert 'href="?q=" aria-label="「サービス 訪問看護」を外す"' in page(
        client, town, "search/", q="訪問看護"
    )
    assert "種類からさがす" in page(client, town, "search/", q="")


def test_a_result_is_told_as_checked_by_telephone(client, town):
    place = town.place("東の会", "nursing")
    AbilityFactory(
        region=town.region, facility=place, term=town.terms["ventilator"], checked_on=TODAY
    )

    assert "電話で確認　平成29年2月17日" in page(client, town, "search/", q="訪問看護")


def test_what_was_checked_long_ago_says_so(client, town):
    published(town.place("東の会", "nursing"), TODAY - timedelta(days=400))

    text = page(client, town, "search/", q="訪問看護")

    assert "1年以上確認していません（平成28年1月14日）。電話でお確かめください。" in text


def test_at_most_three_things_it_can_stand_below_the_name(client, town):
    town.place("東の会", "nursing", can=list(town.terms)[6:11])

    assert page(client, town, "search/", q="訪問看護").count('c-tag"') == 3


def test_what_was_asked_for_stands_first_and_is_marked(client, town):
    town.place("東の会", "nursing", can=["dementia", "ventilator"], days="土曜")

    text = page(client, town, "search/", q="訪問看護 人工呼吸器 土曜")

    tags = re.findall(r'<span class="c-tag([^"]*)">(?:<span class="u-spoken">([^<]*))?', text)
    assert tags == [(" c-tag--fits", "条件に合う："), (" c-tag--fits", "条件に合う："), ("", "")]


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("見本市 訪問看護", "見本市から近い順です。"),
        ("訪問看護", "ところ、1年以内に確かめたところを先に出しています。"),
    ],
)
def test_the_order_is_told(client, town, words, order):
    town.place("東の会", "nursing")

    assert order in page(client, town, "search/", q=words)


def test_nothing_found_says_what_to_loosen_and_whom_to_call(client, town):
    town.place("東の会", "nursing")

    town.place("東歯科", "dentist", north=15)

    text = page(client, town, "search/", q="訪問看護 人工呼吸器 歯科")

    assert "見つかりませんでした" in text
    assert 'href="tel:0297-00-1234"' in text


@pytest.mark.parametrize("number", ["0297-00-1234", "０２９７００１２３４", "(0297)00-1234"])
def test_the_number_of_the_centre_leads_to_the_centre(client, town, number):
    town.region.contact_name = "見本の支援センター"
    town.region.save()

    text = page(client, town, "search/", q=f"{number} はどこ")

    assert "この圏域の相談先の番号です" in text
    assert '<p class="c-links__title">見本の支援センター</p>' in text
    assert "見つかりませんでした" not in text


def test_the_fax_of_a_contact_point_leads_to_it(client, town):
    ContactPointFactory(
        region=town.region, municipality=town.city, name="見本の窓口", fax="0297-00-8888"
    )

    assert "見本の窓口" in page(client, town, "search/", q="0297-00-8888")
    assert "この圏域の相談先の番号です" not in page(client, town, "search/", q="0297-00-7777")


def test_what_fits_nearly_is_shown_with_what_it_lacks(client, town):
    for number in range(4):
        town.place(f"遠い会{number}", "nursing", north=number + 2, can=["dementia"])
    town.place("東の会", "nursing", north=1)
    town.place("西の会", "day-care", can=["ventilator"])

    text = page(client, town, "search/", q="見本市 訪問看護 人工呼吸器 空き")

    assert "すべてに合うところは見つかりませんでした" in text
    assert "「人工呼吸器」の記録はありません。お探しの空きの知らせはありません。" in text
    assert text.index("0297-00-1234") < text.index("ほとんどの条件に合うところ")
    assert text.count("c-result__number") == 5


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_without_results_asks_the_database_little(
    client, town, django_assert_max_num_queries, count
):
    for number in range(count):
        published(town.place(f"東の会{number}", "nursing", can=["ventilator"]))
    reindex()
    address = f"/{town.region.slug}/search/?q=見本市 訪問看護 認知症"
    client.get(address)

    with django_assert_max_num_queries(20):
        client.get(address)


def test_a_page_says_how_many_lie_in_the_municipality_and_leads_to_those(client, town):
    town.place("東の会", "nursing")
    town.place("隣の会", "nursing", north=1, municipality=town.village)

    both = page(client, town, "search/", q="見本市 訪問看護")
    own = page(client, town, "search/", q="見本市内 訪問看護")

    assert "見本市 1件・ほかの市町村 1件" in both
    assert f'<a href="?{urlencode({"q": "見本市内 訪問看護"})}">見本市だけにする</a>' in both
    assert "見本市の中だけです。" in own
    assert f'<a href="?{urlencode({"q": "見本市 訪問看護"})}">近くの市町村も入れる</a>' in own
    assert "隣の会" not in own


def test_what_was_done_to_find_anything_is_said(client, town):
    town.place("見本歯科医院", "clinic")

    text = page(client, town, "search/", q="歯科")

    assert "その種類では見つからなかったので、名前や住所の言葉でも探しました。" in text


def test_words_it_does_not_know_are_named(client, town):
    town.place("東の会", "nursing")

    text = page(client, town, "search/", q="訪問看護 ほげほげふがふが")

    assert "分かりませんでした" in text or "見つかりませんでした" in text


def test_informal_services_stand_beside_the_results(client, town):
    InformalServiceFactory(
        region=town.region, name="見本の集まり", municipalities=[town.city], area="東の地区"
    )

    assert "見本の集まり" in page(client, town, "search/", q="見本の集まり")


def test_a_kind_of_informal_services_comes_before_any_clinic(client, town):
    town.place("東医院", "clinic")
    lunch = TermFactory(scheme="informal", code="meal-delivery", label="宅配弁当")
    InformalServiceFactory(
        region=town.region, name="見本の店", kind=lunch, municipalities=[town.city]
    )
    InformalServiceFactory(
        region=town.region, name="手本の店", kind=lunch, municipalities=[town.village]
    )

    alone = page(client, town, "search/", q="土曜 配食 見本市")
    with_more = page(client, town, "search/", q="配食 見本市 医院 ほげ")

    assert "見本の店" in alone
    assert "「土曜」は、お助けサービスでは絞りこんでいません。" in alone
    assert "手本の店" not in alone
    assert "東医院" not in alone
    assert "見つかりませんでした" not in alone
    assert with_more.index("見本の店") < with_more.index("東医院")
    assert "「ほげ」では見つかりませんでした。" in with_more


def test_of_two_kinds_the_one_that_nobody_offers_is_named(client, town):
    lunch = TermFactory(scheme="informal", code="meal-delivery", label="宅配弁当")
    TermFactory(scheme="informal", code="garbage", label="ごみ出し")
    for number in range(20):
        InformalServiceFactory(
            region=town.region, name=f"見本の店{number}", kind=lunch, municipalities=[town.city]
        )

    assert "まだこの案内に" not in page(client, town, "search/", q="配食 ゴミ出し")
    InformalService.objects.first().delete()
    text = page(client, town, "search/", q="配食 ゴミ出し")

    assert "<p>「ごみ出し」は、まだこの案内に載せていません。</p>" in text


def test_it_is_said_that_no_informal_service_of_the_kind_is_known(client, town):
    TermFactory(scheme="informal", code="garbage", label="ごみ出し")
    town.place("東医院", "clinic")

    text = page(client, town, "search/", q="土曜 見本市 ゴミ出し")

    assert "「見本市」の「ごみ出し」は、まだこの案内に載せていません。" in text
    assert "絞りこんでいません" not in text
    assert "東医院" not in text


def test_an_unknown_word_beside_a_kind_of_informal_services_lists_no_clinics(client, town):
    town.place("東医院", "clinic")
    InformalServiceFactory(region=town.region, name="見本の宅配弁当", municipalities=[town.city])

    text = page(client, town, "search/", q="見本市 ほげ 弁当")

    assert "東医院" not in text
    assert "次の言葉は分かりませんでした：「ほげ」" in text
    assert "見つかりませんでした" not in text


def test_a_town_of_a_municipality_has_its_informal_services(client, town):
    town.town("東町", north=1)
    InformalServiceFactory(region=town.region, name="見本の宅配弁当", municipalities=[town.city])

    assert "見本の宅配弁当" in page(client, town, "search/", q="東町 弁当")


def test_informal_services_of_another_town_are_left_out(client, town):
    InformalServiceFactory(region=town.region, name="見本の宅配弁当", municipalities=[town.village])

    assert "見本の宅配弁当" not in page(client, town, "search/", q="見本市 弁当")


def test_conditions_chosen_from_the_list_join_the_words(client, town):
    answer = opened(client, town, "search/", q="見本市", add=["訪問看護", "夜間"])

    assert answer.request["QUERY_STRING"] == "q=" + "%E8%A6%8B%E6%9C%AC%E5%B8%82+" + (
        "%E8%A8%AA%E5%95%8F%E7%9C%8B%E8%AD%B7+%E5%A4%9C%E9%96%93"
    )


def test_the_conditions_are_those_of_the_region(client, town):
    town.place("東の会", "nursing", can=["ventilator"])
    watching = TermFactory(scheme="informal", code="watching", label="見守り・安否確認")
    InformalServiceFactory(region=town.region, kind=watching, name="見本の会")

    text = page(client, town, "search/conditions/", q="見本市")

    assert 'value="見守り・安否確認"' in text
    assert "見本の会" in page(client, town, "search/", q="見守り・安否確認")
    assert 'value="訪問看護"' in text
    assert 'value="人工呼吸器"' in text
    assert 'value="訪問介護"' not in text
    assert 'value="水曜"' in text


def test_conditions_of_the_words_are_ticked_and_all_else_stays_in_the_box(client, town):
    town.place("東の会", "nursing")

    text = page(client, town, "search/conditions/", q="見本市 訪問看護　水曜 さくら")

    assert 'name="q" value="さくら"' in text
    assert re.findall('value="([^"]+)" checked', text) == ["見本市", "訪問看護", "水曜"]


def test_suggestions_are_words_for_the_box(client, town):
    town.place("東の会", "nursing")

    answer = opened(client, town, "search/suggest/", q="訪問")

    assert answer["Content-Type"] == "application/json"
    assert all(set(one) == {"words", "label", "kind"} for one in answer.json()["suggestions"])


def test_twenty_stand_on_a_page(client, town):
    for number in range(21):
        town.place(f"東の会{number}", "nursing", north=number / 100)

    assert page(client, town, "search/", q="訪問看護").count("c-result__number") == 20
    assert page(client, town, "search/", q="訪問看護", page="2").count("c-result__number") == 1


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_of_results_asks_the_database_little(
    client, town, django_assert_max_num_queries, count
):
    for number in range(count):
        published(town.place(f"東の会{number}", "nursing", can=["ventilator"]))
    reindex()
    address = f"/{town.region.slug}/search/?q=見本市 訪問看護 人工呼吸器"
    client.get(address)

    with django_assert_max_num_queries(10):
        client.get(address)


@pytest.mark.parametrize(
    "query",
    [
        "q=%00&page=x",
        "q=' OR 1=1 --",
        'q=" NEAR *',
        "q=%25_%25",
        "q=<script>alert(1)</script>",
        "q=訪問看護&near=abc",
        "q=訪問看護&near=0,0",
        "q=訪問看護&near=nan,inf",
        "q=訪問看護&near=36,140,1",
        "q=訪問看護&near=36.0012345,139.99",
        "q=訪問看護&page=999",
        "q=訪問看護&page=0",
        "q=訪問看護&page=-1",
        "q=訪問看護&page=²",
    ],
)
def test_odd_addresses_do_no_harm(client, town, query):
    town.place("東の会", "nursing")
    reindex()

    answer = client.get(f"/{town.region.slug}/search/?{query}")

    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_a_very_long_question_is_cut(client, town):
    answer = opened(client, town, "search/", q="あ" * 5000)

    assert answer.status_code == 200
    assert "あ" * 201 not in answer.content.decode()


def test_a_position_is_made_coarse_before_it_is_used_again(client, town):
    town.place("東の会", "nursing")

    text = page(client, town, "search/", q="訪問看護", near="36.001234,139.998765")

    assert "near=36.00%2C140.00" in text
    assert "36.001234" not in text.partition("</h1>")[2]


def test_a_place_outside_the_municipalities_is_not_a_kind_of_the_region(client, town):
    FacilityFactory(name="遠い会")

    assert "遠い会" not in page(client, town, "search/")


def test_the_box_stands_on_the_home_page(client, town):
    assert "近くの医療・介護・手助けをさがす" in page(client, town, "")


def test_the_address_without_a_name_leads_to_the_search(client, town):
    assert opened(client, town, "services/").redirect_chain[0][0].endswith("/search/")


def test_what_carries_no_day_counts_as_old(client, town):
    published(town.place("東の会", "nursing"), None)

    text = page(client, town, "search/", q="訪問看護")

    assert "いつ確認したか分かりません。電話でお確かめください。" in text


def test_invented_abilities_say_so_and_prove_nothing(client, town):
    place = town.place("東の会", "nursing")
    published(place, TODAY - timedelta(days=30))
    AbilityFactory(
        region=town.region,
        facility=place,
        term=town.terms["ventilator"],
        checked_on=TODAY,
        evidence="sample",
    )

    text = page(client, town, "search/", q="訪問看護")

    assert "できることは見本（架空）です" in text
    assert "平成29年1月18日" in text


def test_distances_are_told_in_metres_nearby_and_in_kilometres_beyond(client, town):
    town.place("近い会", "nursing", north=0.3)
    town.place("遠めの会", "nursing", north=3)

    text = page(client, town, "search/", q="訪問看護", near="36.00,140.00")

    assert "km" in text
    assert "m</span>" in text


def test_distances_have_their_unit():
    assert metres(340) == "350m"
    assert metres(1234) == "1.2km"
    assert metres(None) == ""


def test_a_kind_that_is_not_brought_in_says_so_and_whom_to_ask(client, town):
    town.place("東の会", "nursing", can=["ventilator"])

    text = page(client, town, "search/", q="歯科 人工呼吸器")

    assert "「歯科」は、まだこの案内に載せていません。" in text
    assert f'href="/{town.region.slug}/contact/"' in text
    assert f'href="tel:{town.region.telephone}"' in text
    assert "見つかりませんでした" not in text
    assert "言葉を減らすか" not in text
    assert "東の会" not in text


def test_a_name_that_nobody_has_is_told_before_all_others(client, town):
    town.place("田中医院", "clinic")

    text = page(client, town, "search/", q="高橋医院")

    told = text.index("「高橋」では見つかりませんでした。")
    assert told < text.index("1件") < text.index("田中医院")


def test_a_place_out_of_reach_is_told_to_be_out_of_the_region(client, town):
    MunicipalityFactory(name="龍ケ崎市")
    town.place("田中医院", "clinic")

    beside = page(client, town, "search/", q="龍ケ崎市 医院")
    alone = page(client, town, "search/", q="龍ケ崎市")

    assert "「龍ケ崎市」は、この圏域の外です。" in beside
    assert f"下は、{town.region.name}でほかの言葉に合うところです。" in beside
    assert "分かりませんでした" not in alone
    assert "「龍ケ崎市」は、この圏域の外です。" in alone


@pytest.mark.parametrize("words", ["病院への送迎", "移動支援", "移動支援 見本", "通院の送り迎え"])
def test_a_kind_of_help_is_not_met_by_a_part_of_its_name(client, town, words):
    rides = TermFactory(scheme="informal", code="transport", label="移動・外出の手伝い")
    shop = TermFactory(scheme="informal", code="mobile-shop", label="移動販売")
    for name, kind in {"見本のおでかけ": rides, "見本の移動スーパー": shop}.items():
        InformalServiceFactory(region=town.region, name=name, kind=kind, municipalities=[town.city])

    text = page(client, town, "search/", q=words)

    assert "見本のおでかけ" in text
    assert "見本の移動スーパー" not in text


def test_of_a_kind_of_help_what_fits_more_words_comes_first(client, town):
    lunch = TermFactory(scheme="informal", code="meal-delivery", label="宅配弁当")
    for name in ("夕日商店", "青空商店"):
        InformalServiceFactory(
            region=town.region, name=name, kind=lunch, municipalities=[town.city]
        )

    text = page(client, town, "search/", q="宅配弁当 青空商店")

    assert text.index("青空商店</a>") < text.index("夕日商店</a>")


def test_a_wheelchair_does_not_keep_a_dentist_from_being_found(client, town):
    town.place("東歯科", "dentist")
    town.place("車いすの店", "kaigo-150")

    text = page(client, town, "search/", q="車いす 歯科")

    assert "「車いす」では見つかりませんでした。" in text
    assert "東歯科" in text


def printed(text: str) -> list[str]:
    """What only the paper says."""
    return re.findall('<p class="only-print">(.*?)</p>', text)


def test_the_paper_says_what_was_asked_and_which_part_of_it_this_is(client, town, monkeypatch):
    for number in range(3):
        town.place(f"東の会{number}", "nursing", can=["dementia"])
    monkeypatch.setattr(public, "PER_PAGE", 2)

    text = page(client, town, "search/", q="訪問看護 認知症", page="2")

    assert printed(text) == [
        "サービス「訪問看護」、できること「認知症」",
        "3件のうち 3～3件です。",
    ]


def test_the_paper_with_all_there_is_names_no_part(client, town):
    town.place("東の会", "nursing")

    assert printed(page(client, town, "search/", q="東の会")) == ["名前「東の会」"]
