"""The year's report: its numbers equal the records and lead to them."""

import csv
import io
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.core.cells import harmless
from renkei.core.dates import Precision
from renkei.core.fiscal import FiscalYear
from renkei.events.models import Basis, Secretariat
from renkei.programme.models import Item, Scene, Step
from renkei.reporting.blocks import Table, texts
from renkei.reporting.evidence import Evidence
from renkei.reporting.report import KINDS, Report
from renkei.reporting.spreadsheet import csv_of
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW, TODAY
from tests.council.factories import MeetingFactory
from tests.liaison.factories import VisitFactory
from tests.outreach.factories import LeafletFactory, LectureFactory, SchoolDistrictFactory
from tests.programme.factories import ItemNameFactory, RegionFactory, UndertakingFactory
from tests.training.factories import TrainingFactory

URL = "/mihon/desk/report/2016"
FACTORIES = {
    "meeting": MeetingFactory,
    "training": TrainingFactory,
    "lecture": LectureFactory,
    "visit": VisitFactory,
    "leaflet": LeafletFactory,
    "undertaking": UndertakingFactory,
}
activity = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(sorted(FACTORIES)),
        "item": st.sampled_from(list(Item)),
        "step": st.sampled_from(list(Step)),
        "scene": st.sampled_from(list(Scene)),
        "cancelled": st.booleans(),
        "people": st.none() | st.integers(0, 500),
        "basis": st.sampled_from(list(Basis)),
        "secretariat": st.sampled_from(list(Secretariat)),
    }
)


def report_of(region):
    evidence = Evidence(region, FiscalYear(2016), is_public=False)
    return Report(evidence, TODAY, None)


def record(region, plan):
    """One activity as drawn; people only where people are counted."""
    common = {name: plan[name] for name in ("item", "step", "scene", "cancelled")}
    if plan["kind"] in ("meeting", "training", "lecture"):
        common["attendance_total"] = plan["people"]
        common["attendance_basis"] = plan["basis"]
        common["secretariat"] = plan["secretariat"]
    return FACTORIES[plan["kind"]](region=region, **common)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(activity, max_size=12))
def test_every_total_equals_the_records(db, plans):
    region = RegionFactory()
    for plan in plans:
        record(region, plan)
    ahead = [plan for plan in plans if not plan["cancelled"]]

    report = report_of(region)
    counts, *people, steps, _ = [
        block for section in report.tree.sections for block in section.blocks
    ]

    for row, item in zip(counts.rows, Item, strict=True):
        for cell, kind in zip(row[1:], KINDS, strict=True):
            wanted = [each for each in ahead if (each["kind"], each["item"]) == (kind, item)]
            assert int(cell.text.partition("（")[0]) == len(wanted)
    totals = [int(cell.text.partition("（")[0]) for cell in counts.total[1:]]
    assert sum(totals) == len(ahead)
    gathered = [
        each["people"]
        for each in ahead
        if each["kind"] in ("meeting", "training", "lecture") and each["people"] is not None
    ]
    tables = [block for block in people if isinstance(block, Table)]
    shown = [row for table in tables for row in table.rows]
    assert sum(int(row[-1].text.replace(",", "")) for row in shown) == sum(gathered)
    assert sum(int(row[-2].text) for row in shown) == len(gathered)
    assert sum(int(row[-1].text) for row in steps.rows) == len(ahead)


def test_numbers_with_another_basis_are_kept_apart(region):
    common = {"region": region, "attendance_total": 10}
    TrainingFactory(**common)
    TrainingFactory(**common)
    TrainingFactory(**common, attendance_basis=Basis.COMPLETED)
    TrainingFactory(**common, secretariat=Secretariat.INCLUDED)

    table = report_of(region).tree.sections[1].blocks[1]

    assert [[cell.text for cell in row[2:]] for row in table.rows] == [
        ["修了者", "1", "10"],
        ["参加者", "2", "20"],
        ["参加者・事務局を含む", "1", "10"],
    ]


def test_cancelled_ones_are_told_beside_the_number(region):
    MeetingFactory(region=region)
    MeetingFactory(region=region, cancelled=True)

    counts = report_of(region).tree.sections[0].blocks[0]

    assert counts.rows[1][1].text == "1（中止1）"


def test_deleted_and_other_years_and_regions_do_not_count(region):
    MeetingFactory(region=region, deleted=True)
    MeetingFactory(region=region, starts_on=date(2017, 4, 1))
    MeetingFactory()

    assert report_of(region).rows == []
    assert report_of(region).tree.facts[0] == "対象期間　平成28年4月～平成29年3月"


def test_internal_records_count_for_the_staff(region):
    MeetingFactory(region=region, internal=True)

    assert len(report_of(region).rows) == 1


def test_what_is_missing_is_named_with_its_record(region):
    past = MeetingFactory(region=region, title="過ぎた会議", starts_on=date(2016, 5, 1))
    LectureFactory(
        region=region,
        title="未定の講座",
        school_district=SchoolDistrictFactory(name="見本"),
        starts_on=None,
        precision=Precision.YEAR,
        fiscal_year=2016,
    )
    MeetingFactory(region=region, title="先の会議", starts_on=date(2017, 3, 1))

    said = list(texts(report_of(region).tree.sections[3]))

    assert "過ぎた会議" in said
    assert f"/{region.slug}/desk/meetings/{past.public_id}/" in said
    assert "未定の講座（見本校下）" in said
    assert "先の会議" not in said
    assert "ア　地域の医療・介護の資源の把握：記録がありません" in said
    assert not any(line.startswith("イ") for line in said)


def test_what_is_missing_begins_with_the_name_of_the_record(desk, region):
    LectureFactory(
        region=region, starts_on=None, precision=Precision.YEAR, fiscal_year=2016, title="未定"
    )

    page = desk.get(f"/{region.slug}/desk/report/2016/").content.decode()

    assert re.search(r">未定</a><br>\s*日が決まっていません", page)


def test_a_year_with_all_it_needs_lacks_nothing(region):
    for item in Item:
        UndertakingFactory(region=region, item=item)

    assert "足りないところはありません。" in texts(report_of(region).tree)


def test_each_number_leads_to_as_many_records(desk, region):
    for kind, factory in FACTORIES.items():
        for item in (Item.I, Item.KI):
            more = {"attendance_total": 20} if kind in ("meeting", "training", "lecture") else {}
            factory(region=region, item=item, **more)
    html = desk.get(f"{URL}/").content.decode()

    links = {
        (url.replace("&amp;", "&"), int(number))
        for url, number in re.findall(r'<a href="([^"]+)">(\d+)</a>', html)
    }

    assert len(links) > 15
    for url, number in sorted(links):
        response = desk.get(url)
        assert response.status_code == 200, url
        if "/records/" in url:
            wanted = len(response.context["rows"])
            assert number in (wanted, response.context["people"]), url
        else:
            assert response.context["page"].paginator.count == number, url
        assert set(parse_qs(urlsplit(url).query)) <= {
            "year", "item", "kind", "basis", "counts", "step", "scene"
        }  # fmt: skip


def test_the_report_as_page_pdf_and_csv(desk, region):
    MeetingFactory(region=region, title="=1+1", venue="見本館", attendance_total=31, capacity=40)
    VisitFactory(region=region)

    page = desk.get(f"{URL}/").content.decode()
    pdf = desk.get(f"{URL}.pdf")
    sheet = desk.get(f"{URL}.csv")

    assert "更新日　平成29年2月17日" in page
    assert pdf.content.startswith(b"%PDF")
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert rows[1][:2] == ["会議", "'=1+1"]
    assert rows[1][6:11] == ["見本館", "40", "31", "参加者", "公開"]
    assert rows[2][6:11] == ["", "", "", "", "内部"]
    assert "attachment" in sheet["Content-Disposition"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "＝1", "\tx", "\rx"])
def test_a_spreadsheet_computes_nothing(text):
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"


def test_no_rows_still_give_the_head_of_the_table():
    assert csv_of([]).startswith("\ufeff種類,名称")


def test_only_the_regions_staff_reads_the_report(client, region):
    client.force_login(MembershipFactory(region=region, council_member=True).user)

    answers = [client.get(f"{URL}{end}").status_code for end in ("/", ".pdf", ".csv", "/records/")]

    assert answers == [403] * 4


@pytest.mark.parametrize("count", [1, 3])
def test_more_activities_cost_no_more_queries(desk, region, count, django_assert_max_num_queries):
    for _ in range(count):
        for factory in FACTORIES.values():
            factory(region=region)
    desk.get(f"{URL}/")

    with django_assert_max_num_queries(18):
        desk.get(f"{URL}/")


def test_nobody_counted_is_said(region):
    MeetingFactory(region=region, updated_at=NOW)

    assert "人数の記録は、まだありません。" in texts(report_of(region).tree)


def test_the_report_words_an_item_in_one_way(region):
    ItemNameFactory(region=region, item=Item.I, name="見本の課題")
    MeetingFactory(region=region, attendance_total=8)

    said = list(texts(report_of(region).tree))

    assert said.count("見本の課題") == 2
    assert str(Item.I.label) not in said
