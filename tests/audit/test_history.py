from datetime import UTC, date, datetime, time

import pytest
from django.template.loader import render_to_string

from renkei.audit.actions import record
from renkei.audit.history import diff, history_of, snapshot
from tests.audit.people import AT, HANAKO, MIHON, outing

FULL = {
    "region": MIHON,
    "title": "見本の会",
    "colour": "red",
    "is_public": False,
    "held_on": date(2017, 3, 26),
    "opens_at": time(13, 30),
    "closes_at": datetime(2017, 3, 26, 7, 0, tzinfo=UTC),
    "extra": {"色": ["赤"]},
    "seats": 0,
    "password": "secret",
}


def test_a_snapshot_shows_each_field_as_people_read_it():
    assert snapshot(outing(**FULL)) == {
        "地域": "見本市",
        "題名": "見本の会",
        "色": "赤",
        "公開": "いいえ",
        "開催日": "平成29年3月26日（日曜日）",
        "開場": "13時30分",
        "終了": "平成29年3月26日（日曜日）16時",
        "その他": '{"色": ["赤"]}',
        "定員": "0",
        "定員（places）": "",
    }


def test_nothing_is_shown_as_nothing():
    empty = snapshot(outing(title="", region=None, colour=""))

    assert {label: text for label, text in empty.items() if text} == {
        "公開": "はい",
        "その他": "{}",
    }


def test_a_diff_holds_what_differs_with_old_and_new():
    before = {"題名": "旧", "定員": "10", "色": "赤"}
    after = {"題名": "新", "定員": "10", "公開": "はい"}

    assert diff(before, after) == {"題名": ["旧", "新"], "色": ["赤", ""], "公開": ["", "はい"]}


@pytest.mark.django_db
def test_the_history_of_an_object_is_its_own_newest_first():
    mine, other = outing(), outing(public_id="yyyyyyyyyyyy")
    for verb, obj in [("create", mine), ("create", other), ("update", mine)]:
        record(verb, obj, by=HANAKO, at=AT)

    assert [event.verb for event in history_of(mine)] == ["update", "create"]


@pytest.mark.django_db
def test_a_history_page_tells_when_who_and_what_changed():
    changes = {"題名": ("<b>旧</b>", ""), "定員": ("", "30")}
    record("update", outing(), by=HANAKO, at=AT, changes=changes, reason="会場の都合")

    page = render_to_string("audit/history.html", {"events": history_of(outing())})

    words = ["平成29年3月26日 13時30分", "見本 花子", "変更", "会場の都合", "変わったところ（2）"]
    assert [word for word in words if word not in page] == []
    assert "<del>&lt;b&gt;旧&lt;/b&gt;</del>" in page
    assert "<ins>30</ins>" in page
    assert page.count("（なし）") == 2


def test_a_history_without_events_says_so():
    assert "まだ何も記録されていません。" in render_to_string("audit/history.html", {"events": []})
