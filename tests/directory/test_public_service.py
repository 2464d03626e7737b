import re
from datetime import date, timedelta
from urllib.parse import quote

import pytest

from renkei.directory.models import Correction
from renkei.directory.week import HOLIDAY
from renkei.organizations.models import Identifier, PointBasis
from renkei.vocabulary.models import Scheme
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW, TODAY
from tests.directory.factories import (
    AbilityFactory,
    CorrectionFactory,
    FilingFactory,
    NoteFactory,
    PublicationFactory,
    SourceRowFactory,
    VacancyFactory,
)
from tests.directory.public import open_on, opened, page, url_of
from tests.geo.factories import MunicipalityFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory

FRIDAY = TODAY.weekday()
MONDAY = 0
EQUINOX = "2017-03-20T10:00+09:00"
"""A Monday."""


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()
    settings.SITE_URL = "https://mihon.example"


@pytest.fixture
def place(town):
    return town.place(
        "東の会", "nursing", telephone="0297-00-0011", fax="0297-00-0021", address="中央1-2"
    )


def shown(client, town, place) -> str:
    return page(client, town, url_of(town, place))


def test_the_page_begins_with_the_telephone(client, town, place):
    text = shown(client, town, place)

    assert text.index('href="tel:0297-00-0011"') < text.index("この情報について")
    assert "見本市中央1-2" in text


def test_a_place_within_reach_but_outside_of_the_region_says_so(client, town, place):
    village = MunicipalityFactory(name="隣の村")
    near = town.place("隣の会", "nursing", north=9, municipality=village)

    assert f"隣の村は、{town.region.name}の外です。" in shown(client, town, near)
    assert "の外です。" not in shown(client, town, place)


def test_a_place_farther_away_is_shown_by_its_own_region(client, town):
    home = RegionFactory()
    home.municipalities.add(MunicipalityFactory())
    far = town.place("遠くの会", "nursing", north=900, municipality=home.municipalities.get())

    answer = opened(client, town, url_of(town, far))

    assert answer.redirect_chain == [(f"/{home.slug}/services/{far.public_id}/", 302)]
    assert answer.status_code == 200


def test_a_place_farther_away_of_no_region_is_not_here(client, town):
    far = town.place("遠くの会", "nursing", north=900, municipality=MunicipalityFactory())

    assert opened(client, town, url_of(town, far)).status_code == 404


def test_without_a_telephone_the_centre_is_asked(client, town):
    place = town.place("東の会", "nursing")

    assert "電話番号は公表されていません。見本相談窓口" in shown(client, town, place)


def test_each_fact_stands_with_its_source_and_day(client, town, place):
    edition = PublicationFactory(source="kaigo", published_on=date(2016, 10, 1))
    SourceRowFactory(facility=place, publication=edition)

    text = shown(client, town, place)

    assert "介護サービス情報公表システム" in text
    assert "平成28年10月1日" in text


def test_a_corrected_fact_stands_before_the_published_one(client, town, place):
    CorrectionFactory(
        region=town.region,
        facility=place,
        field=Correction.Field.TELEPHONE,
        value="0297-00-0099",
        approved=True,
    )

    text = shown(client, town, place)

    assert 'href="tel:0297-00-0099"' in text
    assert "公表の内容：0297-00-0011" in text


def test_what_it_can_stands_with_evidence(client, town, place):
    AbilityFactory(
        region=town.region, facility=place, term=town.terms["ventilator"], checked_on=TODAY
    )

    text = shown(client, town, place)

    assert "人工呼吸器" in text
    assert "電話で確認" in text


@pytest.fixture
def of_old(place):
    """The place as an edition from October tells it."""
    edition = PublicationFactory(source="kaigo", published_on=date(2016, 10, 1))
    SourceRowFactory(facility=place, publication=edition)
    return place


def last_checked(client, town, place) -> str:
    text = shown(client, town, place)
    return re.search("最後に確かめた日は <strong>(.*?)</strong>（(.*?)）", text).groups()


def test_the_last_check_is_that_of_the_edition_where_nothing_is_newer(client, town, of_old):
    told = last_checked(client, town, of_old)

    assert told == ("平成28年10月1日", "介護サービス情報公表システム")


def test_the_last_check_is_that_of_a_newer_local_fact(client, town, of_old):
    CorrectionFactory(
        region=town.region,
        facility=of_old,
        field="website",
        value="https://a.example",
        approved=True,
    )

    assert last_checked(client, town, of_old) == ("平成29年2月17日", "圏域で確認")


def test_the_last_check_is_that_of_the_newest_news_of_room(client, town, of_old):
    VacancyFactory(region=town.region, facility=of_old, told_at=NOW - timedelta(days=3))

    assert last_checked(client, town, of_old) == ("平成29年2月14日", "見本の人")


@pytest.mark.parametrize("code", ["home-clinic-1", "other"])
def test_the_last_check_is_that_of_the_newest_filing(client, town, of_old, code):
    term = TermFactory(scheme=Scheme.FILING, code=code)
    FilingFactory(row=of_old.source_rows.get(), term=term, seen_on=TODAY)

    assert last_checked(client, town, of_old)[0] == "平成29年2月17日"


def test_room_is_told_with_its_age(client, town, place):
    VacancyFactory(region=town.region, facility=place, told_at=NOW - timedelta(days=3))

    text = shown(client, town, place)

    assert "受入可" in text
    assert "2月14日（火）現在（14日で消えます）" in text


def test_old_news_of_room_reads_unknown(client, town, place):
    VacancyFactory(region=town.region, facility=place, told_at=NOW - timedelta(days=15))

    text = shown(client, town, place)

    assert "受入可" not in text
    assert "不明" in text


def test_the_week_is_a_table_with_spoken_words(client, town, place):
    open_on(place, 0, 1)
    open_on(place, 0, hour=18, manner="call")

    text = shown(client, town, place)

    assert '<th scope="row">9時～12時</th>' in text
    assert text.count('<span class="u-spoken">受け付けます</span>') == 2
    assert text.count('<span class="u-spoken">電話で受けます</span>') == 1


def test_a_closed_day_says_today_is_closed(client, town, place):
    open_on(place, FRIDAY + 1)

    assert "今日は休み" in shown(client, town, place)


def test_an_open_day_says_its_hours(client, town, place):
    open_on(place, FRIDAY)
    open_on(place, FRIDAY, hour=18, manner="call")

    assert "今日は 9時～12時（18時～21時は電話）" in shown(client, town, place)


def test_hours_by_telephone_alone_say_so(client, town, place):
    open_on(place, FRIDAY, manner="call")

    text = shown(client, town, place)

    assert "今日は 電話での受け付けだけ（9時～12時）" in text
    assert "電話番号は公表されていません" not in text


def test_hours_by_telephone_without_a_number_say_whom_to_ask(client, town):
    place = town.place("東の会", "nursing")
    open_on(place, FRIDAY, manner="call")

    lead = shown(client, town, place).split("電話での受け付けだけ")[1].split("</p>")[0]

    assert "電話番号は公表されていません。見本相談窓口へお尋ねください。" in lead


def test_a_holiday_is_not_the_weekday_it_falls_on(client, town, place, settings):
    settings.CLOCK = EQUINOX
    open_on(place, MONDAY)

    assert "今日（春分の日）は休み" in shown(client, town, place)


def test_a_holiday_has_the_hours_of_its_own_column(client, town, place, settings):
    settings.CLOCK = EQUINOX
    open_on(place, MONDAY)
    open_on(place, HOLIDAY, hour=13)

    assert "今日（春分の日）は 13時～16時" in shown(client, town, place)


@pytest.mark.parametrize(("moment", "column"), [(NOW.isoformat(), "金"), (EQUINOX, "祝")])
def test_the_table_marks_the_column_of_today(client, town, place, settings, moment, column):
    settings.CLOCK = moment
    open_on(place, MONDAY)

    text = shown(client, town, place)

    assert text.count('aria-current="date"') == 1
    assert f'<th scope="col" aria-current="date">{column}</th>' in text


def test_what_is_said_of_the_days_stands_beside_today(client, town, place):
    place.services.update(days_note="見本（架空）の時間です。")
    open_on(place, FRIDAY)

    text = shown(client, town, place)

    assert text.count("見本（架空）の時間です。") == 2
    assert text.index("見本（架空）の時間です。") < text.index("曜日と時間")


def test_unknown_hours_claim_nothing(client, town, place):
    text = shown(client, town, place)

    assert "今日は" not in text
    assert "公表されていません。電話でお確かめください。" in text


def test_departments_are_named(client, town, place):
    open_on(place, 0, department="内科")
    open_on(place, 1, department="外科")

    assert "診療科：内科、外科" in shown(client, town, place)


def test_days_without_hours_are_told_in_words(client, town):
    place = town.place("東の会", "nursing", days="平日,土曜日")

    assert "利用できる曜日：平日,土曜日" in shown(client, town, place)


def test_notes_are_hidden_from_strangers(client, town, place):
    NoteFactory(region=town.region, facility=place, text="見本のコツ")

    assert "見本のコツ" not in shown(client, town, place)


def test_professionals_of_the_region_read_the_notes(client, town, place):
    note = NoteFactory(region=town.region, facility=place, text="見本のコツ", prefers_fax=True)
    client.force_login(MembershipFactory(region=town.region, role="professional").user)

    text = shown(client, town, place)

    assert "見本のコツ" in text
    assert "専門職だけに見えます" in text
    assert f"notes/{note.public_id}/" not in text
    kept = opened(client, town, url_of(town, place))["Cache-Control"]
    assert "no-store" in kept
    assert "private" in kept


def test_another_region_does_not_read_them(client, town, place):
    NoteFactory(region=town.region, facility=place, text="見本のコツ")
    client.force_login(MembershipFactory(role="professional").user)

    assert "見本のコツ" not in shown(client, town, place)


def test_others_at_the_same_address_are_named(client, town, place):
    town.place("隣の会", "day-care", address="中央1-2")
    town.place("向かいの会", "day-care", telephone="0297-00-0011")
    town.place("遠い会", "day-care", address="東9")

    text = shown(client, town, place)

    assert "隣の会" in text
    assert "向かいの会" in text
    assert "遠い会" not in text


def test_a_place_without_address_and_telephone_has_no_neighbours(client, town):
    place = town.place("東の会", "nursing")
    town.place("西の会", "nursing")

    assert "同じところにある" not in shown(client, town, place)


GOOGLE = "https://www.google.com/maps/dir/?api=1&amp;destination="


def test_the_way_there_is_left_to_the_visitors_own_map(client, town, place):
    text = shown(client, town, place)

    assert 'href="geo:36.0,139.998?q=36.0,139.998(' in text
    assert f'href="{GOOGLE}36.0%2C139.998" rel="noopener noreferrer external"' in text


@pytest.mark.parametrize(
    "point",
    [
        {"point_basis": PointBasis.ESTIMATED},
        {"latitude": None, "longitude": None, "point_basis": ""},
    ],
)
@pytest.mark.parametrize("address", ["見本県見本市中央1", "見本市中央1", "中央1"])
def test_from_an_estimated_point_the_way_goes_by_the_address(client, town, point, address):
    town.city.prefecture = "見本県"
    town.city.save()
    place = town.place("東の会", "nursing", address=address, **point)

    text = shown(client, town, place)

    asked = quote("見本県見本市中央1")
    assert f'href="geo:0,0?q={asked}"' in text
    assert f'href="{GOOGLE}{asked}"' in text


@pytest.mark.parametrize("basis", [PointBasis.ESTIMATED, ""])
def test_without_point_and_address_no_way_is_offered(client, town, basis):
    point = {} if basis else {"latitude": None, "longitude": None}
    place = town.place("東の会", "nursing", point_basis=basis, **point)

    text = shown(client, town, place)

    assert "geo:" not in text
    assert "Googleマップ" not in text


def test_the_page_has_a_code_for_cameras(client, town, place):
    text = shown(client, town, place)

    assert 'class="c-qr__code"' in text
    assert f"https://mihon.example/{town.region.slug}/services/{place.public_id}/" in text
    assert "style=" not in text


def test_a_dangerous_address_of_a_website_is_no_link(client, town):
    place = town.place("東の会", "nursing", website="javascript:alert(1)")

    assert 'href="javascript' not in shown(client, town, place)


def test_a_service_gone_from_the_list_says_so(client, town, place):
    place.services.update(unlisted_on=TODAY)

    text = shown(client, town, place)

    assert "「訪問看護」は、一覧から無くなりました（平成29年2月17日）。" in text


def told_by(place, source, label, on):
    edition = PublicationFactory(source=source, label=label, published_on=on)
    return SourceRowFactory(
        source=source, publication=edition, facility=place, service=place.services.get()
    )


def test_the_list_that_a_service_left_is_named(client, town, place):
    place.services.update(unlisted_on=TODAY)
    told_by(place, "own", "2016-08", date(2016, 8, 1))
    PublicationFactory(source="own", label="2017-02", published_on=TODAY)
    told_by(place, "kaigo", "2016-12", date(2016, 12, 1))

    text = shown(client, town, place)

    assert "「訪問看護」は、圏域の一覧（2016-08）から無くなりました（平成29年2月17日）。" in text
    assert "公表一覧" not in text


def test_a_service_tells_where_it_stands_itself(client, town, place):
    told_by(place, "kaigo", "2016-12", date(2016, 12, 1))

    text = shown(client, town, place)

    row = text[text.index('<th scope="row">訪問看護</th>') :].split("</tr>")[0]
    assert "介護サービス情報公表システム" in row
    assert "平成28年12月1日" in row


def test_numbers_of_authorities_are_shown(client, town, place):
    Identifier.objects.create(facility=place, system="medical-institution-code", value="0812345")

    assert "0812345" in shown(client, town, place)


def test_a_merged_place_leads_to_the_one_it_is(client, town, place):
    old = town.place("東の会（旧）", "nursing", merged_into=place)

    answer = opened(client, town, url_of(town, old))

    assert answer.redirect_chain[-1][0].endswith(f"{place.public_id}/")


def test_an_unknown_place_is_not_found(client, town):
    assert client.get(f"/{town.region.slug}/services/aaaaaaaaaaaa/").status_code == 404


def test_where_departments_differ_the_open_one_counts(client, town, place):
    open_on(place, 0, department="内科")
    open_on(place, 0, department="外科", manner="call")

    text = shown(client, town, place)

    assert '<span class="u-spoken">受け付けます</span>' in text
    assert '<span class="u-spoken">電話で受けます</span>' not in text


def test_a_reading_is_shown_in_hiragana(client, town):
    place = town.place("東の会", kana="ヒガシノカイ")

    text = shown(client, town, place)

    assert "ひがしのかい" in text
    assert "ヒガシノカイ" not in text
