"""Records of every kind behind the two documents, what happens to them, and what then shows."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from renkei.core.actors import SYSTEM
from renkei.council.models import Meeting
from renkei.events.actions import write_agenda, write_attendance, write_days, write_speakers
from renkei.events.lines import Day, Headcount, Point, Speaker
from renkei.geo.models import SchoolDistrict
from renkei.liaison.models import Visit
from renkei.outreach.models import Leaflet, Lecture
from renkei.programme import actions as programme
from renkei.programme.models import (
    Activity,
    BrandDecision,
    Commission,
    ContactPoint,
    ItemName,
    ProgrammeYear,
    Region,
    Undertaking,
)
from renkei.training.models import Training

LATER = datetime(2017, 8, 20, tzinfo=UTC)


class Change(NamedTuple):
    """A record changes: what the page no longer says, and what it says then."""

    name: str
    do: Callable[[], object]
    gone: str
    new: str = ""


def find(model, which):
    """The record with these fields, or with this title; the first where there are several."""
    wanted = which if isinstance(which, dict) else {"title": which}
    return model.objects.filter(**wanted).order_by("pk").first()


def keep(record, below=None):
    if isinstance(record, Activity):
        programme.keep(record=record, by=SYSTEM, at=LATER, below=below)
    else:
        record.stamp(LATER)
        record.save()


def edit(model, which, **fields):
    def do():
        record = find(model, which)
        for name, value in fields.items():
            setattr(record, name, value)
        keep(record)

    return do


def write(model, which, writer, *lines):
    """Put these lines below the record in place of its own."""
    return lambda: keep(find(model, which), lambda record: writer(record, lines))


def delete(model, which):
    return lambda: programme.delete(record=find(model, which), by=SYSTEM, at=LATER)


def drop(model, **which):
    return lambda: model.objects.filter(**which).delete()


H28 = {"region__slug": "toride", "fiscal_year": 2016}
MORIYA = {"name": "保健福祉部介護福祉課"}
COUNCIL, WIDE = "在宅連携協議会", "竜ケ崎保健所管内在宅医療・介護連携会議"
LEADERS, FORUM = "地域リーダー研修会", "多職種連携フォーラム"
FEBRUARY, MARCH = {"starts_on": "2017-02-05"}, {"starts_on": "2017-03-26"}
SPEAKER = Speaker("見本太郎", "氏", "見本大学", "見本の演題")
MONDAY = Day(date(2017, 3, 27), time(10), time(11), time(9, 30))

ON_THE_PROGRAMME_PAGE = [
    Change("year", edit(ProgrammeYear, H28, introduction="見本"), "住み慣れた家で最後まで"),
    Change(
        "year-scope", edit(ProgrammeYear, H28, scope_note="見本。"), "フォーラムの開催に", "見本。"
    ),
    Change(
        "item-name", edit(ItemName, H28 | {"item": "a"}, heading="見本"), "の資源の把握", "ア見本"
    ),
    Change("item-name-dropped", drop(ItemName, **H28, item="ku"), "関係市町村", "関係市区町村"),
    Change(
        "commission", drop(Commission, **H28, item="ku"), "6項目を委託", "(ク)を除く5項目を委託"
    ),
    Change("contact", edit(ContactPoint, MORIYA, telephone="0297-0"), "0297-45-1111", "0297-0"),
    Change("contact-dropped", drop(ContactPoint, **MORIYA), "保健福祉部", "窓口取手市医師会事務局"),
    Change(
        "plan",
        edit(Undertaking, "医療・介護サービスマップの作成", title="見本"),
        "マップの作成",
        "見本",
    ),
    Change("plan-deleted", delete(Undertaking, "主治医・副主治医の構築推進"), "主治医・副主治医"),
    Change("work", edit(Undertaking, {"note__contains": "お助け"}, note="済"), "お助け", "(済)"),
    Change("work-deleted", delete(Undertaking, "ホームページ内容の見直し"), "内容の見直し"),
    Change("meeting", edit(Meeting, WIDE, venue="見本会館"), "龍ケ崎市役所", "見本会館"),
    Change("meeting-count", edit(Meeting, COUNCIL, attendance_total=32), "31名", "32名"),
    Change("agenda", write(Meeting, COUNCIL, write_agenda, Point("見本")), "成果報告", "見本"),
    Change("bodies", write(Meeting, WIDE, write_attendance, Headcount("見本")), "稲敷", "見本等"),
    Change("meeting-deleted", delete(Meeting, "拡大在宅連携協議会"), "35名"),
    Change("secretariat-deleted", delete(Meeting, "事務局会議"), "10回実施", "9回実施"),
    Change("basis", edit(Training, LEADERS, attendance_basis="attended"), "(修了者)"),
    Change(
        "secretariat",
        edit(Training, FORUM, secretariat="excluded"),
        "80名(事務局を含む)",
        "含まない",
    ),
    Change(
        "lecturer", write(Training, FORUM, write_speakers, SPEAKER), "山口", "見本太郎氏(見本大学)"
    ),
    Change("training-deleted", delete(Training, FORUM), "認知症リハビリと連携について"),
    Change("lecture", edit(Lecture, FEBRUARY, venue="見本会館"), "利根町公民館", "見本会館"),
    Change(
        "times", write(Lecture, MARCH, write_days, MONDAY), "3月26日", "10時~11時(9時30分受付開始)"
    ),
    Change("capacity", edit(Lecture, MARCH, capacity=120), "定員100名", "定員120名"),
    Change("apply-to", edit(Lecture, MARCH, apply_fax="0297-0"), "0297-70-7288", "FAX0297-0"),
    Change("lecture-deleted", delete(Lecture, MARCH), "今後の開催予定"),
]

KANAZAWA = {"slug": "kanazawa"}
NICKNAME, LOGO = {"subject": "nickname"}, {"subject": "logo"}
SAKAMOTO = {"lecturers__name__startswith": "坂本"}
HANDS_ON, TALK = "ハートネットホスピタル体験会", "講演会"
OF_COUNCIL_MEMBERS = {"target__code": "council-member"}
PAPER = "在宅医療リーフレット"
LECTURES = {"title__startswith": "小学校下"}


def close_places():
    keep(find(Leaflet, PAPER), lambda leaflet: leaflet.places.filter(group="市施設").delete())


def rename_district():
    SchoolDistrict.objects.filter(name="瓢箪").update(name="見本")


IN_THE_PAPER = [
    Change(
        "opening", edit(Region, KANAZAWA, opened_note="開設。"), "内にオープン予定", "10月に開設。"
    ),
    Change("functions", edit(Region, KANAZAWA, functions="見本"), "ICTを用いた", "ア見本"),
    Change("nickname", edit(BrandDecision, NICKNAME, entries_count=24), "23作品", "24作品"),
    Change("nickname-dropped", drop(BrandDecision, **NICKNAME), "愛称選考委員会"),
    Change("logo", edit(BrandDecision, LOGO, process="見本。"), "市広報ディレクター", "見本。"),
    Change(
        "preparation",
        edit(Undertaking, {"item": "a", "kind": "preparation"}, summary="見本"),
        "インフォーマル情報",
        "見本",
    ),
    Change("guideline-deleted", delete(Undertaking, {"scene": "discharge"}), "注意点や心得"),
    Change(
        "visit-deleted", delete(Visit, OF_COUNCIL_MEMBERS), "推進協議会委員16", "推進協議会委員15"
    ),
    Change("visit-total", delete(Visit, OF_COUNCIL_MEMBERS), "合計252", "合計251"),
    Change(
        "visit-later",
        edit(Visit, OF_COUNCIL_MEMBERS, starts_on=date(2017, 8, 11)),
        "合計252",
        "合計251",
    ),
    Change("days", write(Training, HANDS_ON, write_days, Day(date(2018, 3, 9))), "2/9", "(3/9)"),
    Change(
        "lecturer", write(Training, TALK, write_speakers, SPEAKER), "宇都宮", "見本太郎氏(見本大学)"
    ),
    Change("training-deleted", delete(Training, HANDS_ON), "体験会", "イ在宅医育成研修"),
    Change("lectures", edit(Undertaking, LECTURES, summary="見本"), "かかりつけ医", "見本"),
    Change("planned-number", edit(Lecture, SAKAMOTO, capacity=31), "30名", "31名"),
    Change("clinic", write(Lecture, SAKAMOTO, write_speakers, SPEAKER), "さかもと内科", "見本大学"),
    Change("district", rename_district, "瓢箪", "見本"),
    Change("lecture-deleted", delete(Lecture, SAKAMOTO), "坂本"),
    Change("leaflet", edit(Leaflet, PAPER, handed_out_at="見本"), "講座開催時に配布", "見本"),
    Change(
        "leaflet-places",
        close_places,
        "福祉総合窓口",
        "地域包括支援センター、病院地域連携室等に設置",
    ),
    Change("leaflet-deleted", delete(Leaflet, PAPER), "別添リーフレット参照"),
    Change(
        "open-lecture",
        edit(Lecture, "市民公開講座", co_organizer="見本"),
        "医師会との",
        "見本との共催",
    ),
    Change("open-lecture-deleted", delete(Lecture, "市民公開講座"), "アンケート調査"),
    Change("meeting", edit(Meeting, {"number": 1}, number=2), "第1回", "第2回"),
]
