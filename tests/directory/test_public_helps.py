from datetime import timedelta

import pytest

from tests.accounts.factories import MembershipFactory
from tests.clock import NOW, TODAY
from tests.directory.factories import InformalServiceFactory
from tests.directory.public import page
from tests.vocabulary.factories import TermFactory


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def lunch(town):
    kind = TermFactory(scheme="informal", code="meal-delivery", label="宅配弁当")
    return InformalServiceFactory(
        region=town.region,
        name="見本弁当店",
        kind=kind,
        municipalities=[town.city],
        price="1食 500円",
        website="https://mihon.example/",
    )


def test_the_list_says_who_helps_where_and_when_it_was_checked(client, town, lunch):
    text = page(client, town, "helps/")

    assert "見本弁当店" in text
    assert "宅配弁当　見本市" in text
    assert "平成29年2月17日に確認" in text


def test_what_nobody_checked_for_a_year_is_flagged(client, town, lunch):
    lunch.checked_on = TODAY - timedelta(days=365)
    lunch.save()

    assert "1年以上確認していません" in page(client, town, "helps/")
    assert "1年以上確認していません" in page(client, town, f"helps/{lunch.public_id}/")


def test_a_search_tells_of_each_where_it_helps_and_whether_it_was_checked(client, town, lunch):
    assert "宅配弁当　見本市" in (text := page(client, town, "search/", q="弁当"))
    assert "平成29年2月17日に確認" in text

    lunch.checked_on = TODAY - timedelta(days=365)
    lunch.save()

    assert "1年以上確認していません" in page(client, town, "search/", q="弁当")


def test_the_list_is_narrowed_by_town_and_kind(client, town, lunch):
    InformalServiceFactory(region=town.region, name="手本の店", municipalities=[town.village])

    by_town = page(client, town, "helps/", municipality=town.village.code)
    by_kind = page(client, town, "helps/", kind="meal-delivery")

    assert "手本の店" in by_town
    assert "見本弁当店" not in by_town
    assert "手本の店" not in by_kind


def test_nothing_found_leads_back_to_all(client, town, lunch):
    assert "すべて見る" in page(client, town, "helps/", municipality=town.village.code)


def test_an_empty_list_says_so(client, town):
    assert "載せているものはまだありません" in page(client, town, "helps/")


def test_an_unpublished_one_is_not_shown(client, town, lunch):
    lunch.is_public = False
    lunch.save()

    assert "見本弁当店" not in page(client, town, "helps/")
    assert client.get(f"/{town.region.slug}/helps/{lunch.public_id}/").status_code == 404


def test_the_page_of_one_says_all_that_is_known(client, town, lunch):
    text = page(client, town, f"helps/{lunch.public_id}/")

    assert "1食 500円" in text
    assert 'href="tel:0297-00-5555"' in text
    assert 'href="https://mihon.example/"' in text


def test_a_dangerous_address_is_no_link(client, town, lunch):
    lunch.website = "javascript:alert(1)"
    lunch.save()

    assert 'href="javascript' not in page(client, town, f"helps/{lunch.public_id}/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_little(client, town, django_assert_num_queries, count):
    for _ in range(count):
        InformalServiceFactory(region=town.region, municipalities=[town.city])

    with django_assert_num_queries(6):
        client.get(f"/{town.region.slug}/helps/")


def test_staff_look_at_an_unpublished_one_at_the_desk_only(client, town, lunch):
    lunch.is_public = False
    lunch.save()
    client.force_login(MembershipFactory(region=town.region, role="coordinator").user)

    assert client.get(f"/{town.region.slug}/helps/{lunch.public_id}/").status_code == 404


@pytest.mark.parametrize("words", ["お助けサービス", "おたすけサービス", "お助け"])
def test_informal_services_are_asked_for_as_a_whole(client, town, lunch, words):
    shop = TermFactory(scheme="informal", code="mobile-shop", label="移動販売")
    for number in range(6):
        InformalServiceFactory(region=town.region, name=f"手本の店{number}", kind=shop)

    text = page(client, town, "search/", q=words)

    assert "見本弁当店" in text
    assert text.count("手本の店") == 6


def test_no_part_of_the_name_of_an_ability_makes_an_informal_service_fit(client, town, lunch):
    lunch.description = "認知症のかたの自宅へ届けます。"
    lunch.save()
    for code, label in [("end-of-life", "自宅での看取り"), ("forgetting", "認知症")]:
        TermFactory(scheme="ability", code=code, label=label)

    assert "見本弁当店" not in page(client, town, "search/", q="看取り 診療所")
    assert "見本弁当店" in page(client, town, "search/", q="認知症 診療所")


TOLD = {
    "ひょうたん校下 診療所": "「ひょうたん校下」では見つかりませんでした。",
    "瓢箪校下 診療所": "",
    "校下の見本 診療所": "",
    "校下ねこ屋敷 診療所": "「校下ねこ屋敷」では見つかりませんでした。",
}


@pytest.mark.parametrize(("words", "said"), TOLD.items(), ids=list(TOLD))
def test_a_word_that_an_informal_service_holds_in_part_is_told_to_be_unknown(
    client, town, lunch, words, said
):
    lunch.area = "瓢箪校下"
    lunch.save()
    town.place("東医院", "clinic")

    text = page(client, town, "search/", q=words)

    assert "見本弁当店" in text
    assert said in text
    assert ("では見つかりませんでした" in text) == bool(said)
