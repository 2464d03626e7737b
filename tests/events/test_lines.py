from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.events.lines import (
    Day,
    Headcount,
    LineError,
    Point,
    Speaker,
    read_agenda,
    read_days,
    read_speakers,
    sum_of,
)

READERS = [read_days, read_agenda, read_speakers]
WORDS = [
    "見本",
    "太郎",
    "先生",
    "氏",
    "さん",
    "（",
    "）",
    "(",
    ")",
    "「",
    "」",
    "：",
    ":",
    " ",
    "　",
]
TIMES = ["～", "-", "13:30", "9時", "9時5分", "１５：００", "25:00", "H29.7.10", "平成29年2月30日"]
PIECES = st.sampled_from([*WORDS, *TIMES, "\n", "a\u0301"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))


@pytest.mark.parametrize("read", READERS)
@given(text=TEXTS)
def test_what_can_be_read_is_written_so_that_it_reads_the_same(read, text):
    try:
        things = read(text)
    except LineError:
        return

    assert read("\n".join(map(str, things))) == things


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("H29.11.10", Day(date(2017, 11, 10))),
        ("H29.11.10 13:30", Day(date(2017, 11, 10), time(13, 30))),
        ("平成29年11月10日　13時30分～15時", Day(date(2017, 11, 10), time(13, 30), time(15))),
        ("2017/11/10 １３：３０－１５：００", Day(date(2017, 11, 10), time(13, 30), time(15))),
    ],
)
def test_a_day_is_read_as_people_write_it(line, day):
    assert read_days(line) == [day]


def test_a_day_without_a_year_follows_the_one_before():
    days = read_days("11/10 13:30～15:00\n2月9日(金)\n2/9", after=date(2017, 7, 10))

    assert [day.on for day in days] == [date(2017, 11, 10), date(2018, 2, 9), date(2019, 2, 9)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2/30", "1行目：2018年2月は28日までです"),
        ("2/9(木)", "1行目：平成30年2月9日は金曜日です"),
        ("13/1", "1行目：月は1から12まで"),
    ],
)
def test_a_day_without_a_year_that_cannot_be_is_explained(text, sentence):
    with pytest.raises(LineError, match=sentence):
        read_days(text, after=date(2017, 7, 10))


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ("開会", Point("開会")),
        ("13:30 開会", Point("開会", starts_at=time(13, 30))),
        ("講演：在宅医療とは", Point("在宅医療とは", "講演")),
        ("13時 講演：見本の話", Point("見本の話", "講演", time(13))),
        ("「見本：その後」について", Point("「見本：その後」について")),
    ],
)
def test_a_point_has_a_time_and_a_heading_where_they_are_written(line, point):
    assert read_agenda(line) == [point]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("見本太郎", Speaker("見本太郎")),
        ("見本　太郎　先生", Speaker("見本　太郎", "先生")),
        ("見本太郎先生(見本病院)", Speaker("見本太郎", "先生", "見本病院")),
        ("見本花子氏「見本の話」", Speaker("見本花子", "氏", "", "見本の話")),
        (
            "見本花子さん（見本会（本部））「見本の話」",
            Speaker("見本花子", "さん", "見本会（本部）", "見本の話"),
        ),
    ],
)
def test_a_speaker_is_taken_apart(line, speaker):
    assert read_speakers(line) == [speaker]


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (read_days, "H29.2.1\n\nあした", "3行目：日付は"),
        (read_days, "2/9", "1行目：年も書いてください"),
        (read_days, "H29.2.1 25:00", "1行目：時刻は0時0分から23時59分まで"),
        (read_agenda, "9:75 開会", "1行目：時刻は0時0分から23時59分まで"),
        (read_agenda, "話" * 201, "1行目：200文字までで書いてください（いまは201文字）"),
        (read_speakers, "名" * 61, "1行目：氏名は60文字まで"),
        (read_speakers, f"見本（{'所' * 121}）", "1行目：所属は120文字まで"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(read, text, sentence):
    with pytest.raises(LineError, match=sentence):
        read(text)


def test_every_line_is_answered_with_all_that_is_wrong():
    with pytest.raises(LineError) as refusal:
        read_days("R8.2.30 13:00～12:00\nほげ\nR8.3.1\n2/30", after=date(2026, 1, 1))

    assert refusal.value.sentences == [
        "1行目：令和8年2月は28日までです。日を直してください",
        "1行目：終わりの時刻を、始まりより後にしてください",
        "2行目：日付は「H28.8.28」や「2016/8/28」のように書いてください",
        "4行目：2027年2月は28日までです。日を直してください",
    ]


def test_rows_are_summed_where_each_has_a_number():
    assert sum_of([Headcount("医師", 12), Headcount("消防", 0)]) == 12
    assert sum_of([Headcount("医師", 12), Headcount("消防")]) is None
    assert sum_of([]) is None


def test_a_headcount_is_told_with_its_bodies():
    assert str(Headcount("医師", 12, "見本医師会")) == "医師 12名（見本医師会）"
    assert str(Headcount("消防")) == "消防"
