"""What the papers of the visitor's own list say: sheet, FAX and table alike."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from renkei.directory.models import Evidence
from renkei.organizations.models import PointBasis
from tests.clock import NOW
from tests.directory.factories import AbilityFactory, CorrectionFactory, VacancyFactory
from tests.directory.public import open_on

PAPERS = ("sheet/", "fax/", "list.csv")
RUBY = re.compile("<rt>.*?</rt>|<rp>.*?</rp>|</?ruby>")


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture(params=PAPERS)
def told(request, client, town):
    """What one of the papers says, with these places on the list."""

    def told(*places) -> str:
        for place in places:
            post(client, town, "list", add=place.public_id)
        answer = client.get(f"/{town.region.slug}/list/{request.param}")
        return RUBY.sub("", answer.content.decode("utf-8-sig"))

    return told


def post(client, town, name: str, **data):
    return client.post(reverse(f"directory:{name}", args=[town.region.slug]), data)


def test_all_it_can_is_told(told, town):
    can = ["ventilator", "night-call", "day-call", "dementia"]

    assert "人工呼吸器、往診（夜間・休日）、往診（日中）、認知症" in told(
        town.place("東の会", can=can)
    )


def test_what_is_invented_says_so(told, town):
    place = town.place("東の会")
    AbilityFactory(
        region=town.region,
        facility=place,
        term=town.terms["dementia"],
        evidence=Evidence.SAMPLE,
    )

    assert "認知症（見本）" in told(place)


def test_room_is_told_with_its_day_and_note(told, town):
    place = town.place("東の会")
    kind = town.terms["kaigo-210"]
    VacancyFactory(region=town.region, facility=place, kind=kind, note="女性だけ")

    assert "短期入所生活介護：受入可（2月17日（金）現在）　女性だけ" in told(place)


def test_old_news_of_room_is_left_out(told, town):
    place = town.place("東の会")
    VacancyFactory(region=town.region, facility=place, told_at=NOW - timedelta(days=15))

    assert "受入可" not in told(place)


def test_the_week_is_told_in_words(told, town):
    place = town.place("東の会", "nursing")
    open_on(place, 0, 1, 2)
    place.services.update(days_note="祝日は電話で")

    assert "月～水 9時～12時／木～日・祝 休み　祝日は電話で" in told(place)


def test_of_several_services_each_tells_its_days(told, town):
    place = town.place("東の会", "nursing", "short", "day-care", days="月,火")
    place.services.filter(kind=town.terms["kaigo-150"]).update(days="")

    text = told(place)

    assert "訪問看護：月・火" in text
    assert "短期入所生活介護：月・火" in text
    assert "通所介護（デイサービス）：" not in text


def test_hours_the_region_wrote_stand_for_the_published_ones(told, town):
    place = town.place("東の会", "nursing", days="月,火")
    CorrectionFactory(
        region=town.region, facility=place, field="hours", value="平日だけ", approved=True
    )

    text = told(place)

    assert "平日だけ" in text
    assert "月・火" not in text


def test_a_distance_from_a_point_that_is_estimated_says_so(told, client, town):
    town.town("本町", north=0)
    place = town.place("東の会", north=3, point_basis=PointBasis.ESTIMATED)
    post(client, town, "list", add=place.public_id)
    post(client, town, "list-measure", place="本町")

    assert "3.3km（推定）" in told()


def test_without_a_number_the_sheet_says_that_none_is_published(client, town):
    post(client, town, "list", add=town.place("東の会").public_id)

    text = client.get(f"/{town.region.slug}/list/sheet/").content.decode()

    assert "公表されていません" in RUBY.sub("", text)


def test_nothing_known_takes_no_line(client, town):
    post(client, town, "list", add=town.place("東の会").public_id)

    text = client.get(f"/{town.region.slug}/list/fax/").content.decode()

    assert not re.search("できること|受入れ|曜日と時間", text)


def test_the_table_has_a_column_for_each(client, town):
    post(client, town, "list", add=town.place("東の会", can=["dementia"]).public_id)

    text = client.get(f"/{town.region.slug}/list/list.csv").content.decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text))

    assert head[7:10] == ["できること", "受入れ", "曜日と時間"]
    assert row[7:10] == ["認知症", "", ""]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("sheet/", 13), ("fax/", 11), ("list.csv", 11)])
def test_a_paper_takes_the_same_queries_for_one_and_three(
    client, town, path, queries, count, django_assert_num_queries
):
    for number in range(count):
        post(client, town, "list", add=town.place(f"東の会{number}", "nursing").public_id)
    client.get(f"/{town.region.slug}/list/{path}")

    with django_assert_num_queries(queries):
        client.get(f"/{town.region.slug}/list/{path}")
