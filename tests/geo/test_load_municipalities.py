"""The municipalities of Japan come with renkei."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from renkei.audit.models import AuditEvent
from renkei.core.actors import SYSTEM
from renkei.geo import actions
from renkei.geo.models import Municipality

AT = datetime(2017, 2, 14, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_list(tmp_path):
    path = tmp_path / "municipalities.csv"
    path.write_text("code,prefecture,name,kana\n17201,石川県,金沢市,かなざわし\n", encoding="utf-8")
    return path


def load(path=actions.MUNICIPALITIES):
    return actions.load_municipalities(by=SYSTEM, at=AT, path=path)


def test_all_municipalities_of_japan_are_loaded():
    assert load() == Municipality.objects.count() == 1912


def test_those_of_the_two_regions_have_name_and_reading():
    load()
    codes = ["08217", "08224", "08564", "17201"]

    found = Municipality.objects.filter(code__in=codes)

    assert [(m.prefecture, m.name, m.kana) for m in found] == [
        ("茨城県", "取手市", "とりでし"),
        ("茨城県", "守谷市", "もりやし"),
        ("茨城県", "利根町", "とねまち"),
        ("石川県", "金沢市", "かなざわし"),
    ]


def test_a_designated_city_stands_beside_its_wards():
    load()

    found = Municipality.objects.filter(code__in=["22100", "22101"])

    assert [m.name for m in found] == ["静岡市", "静岡市葵区"]


def test_the_list_is_sorted_and_has_each_code_once():
    codes = [row.code for row in actions.read_municipalities()]

    assert codes == sorted(set(codes))


def test_the_list_is_small():
    assert actions.MUNICIPALITIES.stat().st_size <= 120 * 1024


def test_the_second_time_nothing_changes_and_nothing_is_written_down(small_list):
    load(small_list)
    assert load(small_list) == 0

    assert [event.object_label for event in AuditEvent.objects.all()] == ["市区町村 1件"]


def test_a_renamed_municipality_keeps_its_row(small_list):
    load(small_list)
    before = Municipality.objects.get()
    small_list.write_text(
        "code,prefecture,name,kana\n17201,石川県,新金沢市,しんかなざわし\n", encoding="utf-8"
    )

    assert load(small_list) == 1

    after = Municipality.objects.get()
    assert (after.pk, after.name, after.kana) == (before.pk, "新金沢市", "しんかなざわし")
    assert after.version == 2


def test_a_municipality_that_is_no_longer_listed_stays(small_list):
    load(small_list)
    small_list.write_text("code,prefecture,name,kana\n", encoding="utf-8")

    assert load(small_list) == 0
    assert Municipality.objects.count() == 1


def test_loading_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(35):
        load()


def test_the_command_says_what_it_did_and_is_silent_when_there_is_nothing_to_do():
    first, second = StringIO(), StringIO()

    call_command("load_municipalities", stdout=first)
    call_command("load_municipalities", stdout=second)

    assert first.getvalue() == "市区町村を 1,912 件、登録または更新しました。\n"
    assert second.getvalue() == ""
