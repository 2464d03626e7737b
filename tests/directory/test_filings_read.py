"""届出 in the lists of the bureaus, in every way they are written down."""

import io
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from renkei.core.wareki import EARLIEST, LATEST, wareki
from renkei.directory.filing_kinds import code_of, filing_kinds
from renkei.directory.sources.kouseikyoku import filed
from renkei.directory.sources.kouseikyoku import parse as kouseikyoku
from renkei.directory.sources.rows import Filed, Problem, Row
from renkei.vocabulary.actions import read_terms
from renkei.vocabulary.models import Scheme

JUNE_2024 = date(2024, 6, 1)
HEAD = [
    "項番",
    "都道府県コード",
    "都道府県名",
    "区分",
    "医療機関番号",
    "医療機関名称",
    "医療機関所在地（住所）",
    "受理届出名称",
    "受理記号",
    "受理番号",
    "算定開始年月日",
    "備考（見出し）",
]
ABOVE = [
    ["届出受理医療機関名簿（全体）"],
    ["[令和 8年 9月 1日 現在　医科]"],
    [],
]
CLINIC = [1, 17, "石川県", "医科", "01,1006,3", "見本医院", "金沢市長町1-1"]
ONE = ["在宅療養支援診療所（３）", "支援診３", "第12号", "令和 6年 6月 1日"]
OTHER = ["がん治療連携指導料", "がん指", "第807号", "令和 8年 9月 1日"]


def book(*sheets):
    """An Excel file with these sheets of lines."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        for lines in sheets:
            sheet = workbook.add_worksheet()
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    return file.getvalue()


def said(content, options=None):
    lines = kouseikyoku.read(content, options)
    return [each for line, raw in lines for each in kouseikyoku.typed(line, raw)]


def rows(content, options=None):
    return [each for each in said(content, options) if isinstance(each, Row)]


def filings(**cells):
    """What one line with these cells tells of."""
    return filed.told({"filings": "\n".join(filed.written(cells))})


def test_a_line_for_each_filing_makes_one_institution_with_all_of_them():
    (found,) = rows(book([*ABOVE, HEAD, [*CLINIC, *ONE], [*CLINIC, *OTHER]]))

    assert found.key == "1710110063"
    assert found.filings == (
        Filed("在宅療養支援診療所(3)", "支援診3", "12", JUNE_2024),
        Filed("がん治療連携指導料", "がん指", "807", date(2026, 9, 1)),
    )


def test_cells_left_empty_as_if_merged_belong_to_the_institution_above():
    blank = ["", "", "", "", "", "", ""]
    second = [2, 17, "石川県", "歯科", "01,1007,1", "見本歯科", "金沢市長町1-2", *[""] * 4]

    content = book([*ABOVE, HEAD, [*CLINIC, *ONE], [*blank, *OTHER], second])

    assert [len(row.filings) for row in rows(content)] == [2, 0]


def test_the_details_of_a_filing_repeat_it_without_becoming_another():
    detail = [*CLINIC, *ONE, "病床区分"]

    (found,) = rows(book([HEAD, [*CLINIC, *ONE], detail]))

    assert len(found.filings) == 1


def test_each_sheet_of_a_book_may_have_its_own_head():
    other = [1, 18, "福井県", "医科", "01,1006,3", "手本医院", "福井市中央1-1", *OTHER]

    content = book([*ABOVE, HEAD, [*CLINIC, *ONE]], [*ABOVE, HEAD, other])

    assert [type(each).__name__ for each in said(content)] == ["Row", "Row"]
    assert [row.key for row in rows(content)] == ["1710110063", "1810110063"]
    assert [len(row.filings) for row in rows(content)] == [1, 1]


def test_a_list_of_nobody_has_no_rows():
    assert said(book([*ABOVE, HEAD])) == []


def test_a_csv_of_the_japanese_windows_says_the_same():
    lines = [
        ",".join(map(str, line)).replace("01,1006,3", "0110063") for line in (HEAD, [*CLINIC, *ONE])
    ]

    (found,) = rows("\r\n".join(lines).encode("cp932"))

    assert (found.key, found.filings[0].since) == ("1710110063", JUNE_2024)


def test_a_list_without_these_columns_says_nothing_about_filings():
    (found,) = rows("code10,name,address\n1710110063,見本医院,金沢市長町1-1\n".encode())

    assert found.filings is None


@pytest.mark.parametrize(
    "cell",
    [
        "在宅療養支援診療所（３）（支援診３）第12号　令和 6年 6月 1日\r\n"
        "在宅時医学総合管理料（在医総管１）第9号　R6.6.1",
        "（支援診３）第12号 2024/6/1、（在医総管１）第9号 2024-06-01",
    ],
    ids=["with names", "symbols alone"],
)
def test_one_cell_may_hold_everything(cell):
    assert [(one.symbol, one.number, one.since) for one in filings(notification=cell)] == [
        ("支援診3", "12", JUNE_2024),
        ("在医総管1", "9", JUNE_2024),
    ]


def test_many_in_one_cell_go_with_the_lines_of_the_other_cells():
    assert filings(
        acceptance="（訪看23）第12号\n（訪看25）第 7 号", since="令和6年6月1日\n令和7年4月1日"
    ) == (
        Filed("訪看23", "訪看23", "12", JUNE_2024),
        Filed("訪看25", "訪看25", "7", date(2025, 4, 1)),
    )


def test_one_day_beside_many_names_holds_for_all():
    found = filings(notification="在宅療養支援診療所３\n無菌製剤処理料", since="令和6年6月1日")

    assert [one.since for one in found] == [JUNE_2024, JUNE_2024]


def test_two_days_beside_three_names_hold_for_none():
    found = filings(notification="ア\nイ\nウ", since="令和6年6月1日\n令和6年7月1日")

    assert [(one.name, one.since) for one in found] == [("ア", None), ("イ", None), ("ウ", None)]


def test_a_comma_parts_names_only_where_one_of_them_is_known():
    assert [
        one.name for one in filings(notification="在宅療養支援診療所３、がん治療連携指導料")
    ] == [
        "在宅療養支援診療所3",
        "がん治療連携指導料",
    ]
    assert [one.name for one in filings(notification="人工膵臓検査、人工膵臓療法")] == [
        "人工膵臓検査、人工膵臓療法"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "令和 6年 6月 1日",
        "令和６年６月１日",
        "R6.6.1",
        "2024/06/01",
        "2024-06-01 00:00:00",
        "20240601",
        "45444",
        "2024年6月1日",
    ],
)
def test_days_are_read_however_an_office_writes_them(written):
    assert filings(notification="見本", since=written)[0].since == JUNE_2024


@given(st.dates(EARLIEST, LATEST))
def test_any_day_of_an_era_is_read(day):
    assert filings(notification="見本", since=wareki(day))[0].since == day


def test_a_day_that_cannot_be_is_told_and_the_filing_kept():
    content = book([HEAD, [*CLINIC, *ONE[:3], "令和 6年 2月 30日"]])

    problem, row = said(content)

    assert problem == Problem(2, "算定開始年月日として読めません：令和 6年 2月 30日")
    assert row.filings[0].since is None


def test_columns_named_otherwise_are_given_by_hand():
    content = "番号欄,お名前,ところ,とどけ,いつ\n1740110001,見本薬局,金沢市,在薬,R6.6.1\n".encode()
    mapping = {"code": "番号欄", "name": "お名前", "address": "ところ"}

    (found,) = rows(content, mapping | {"symbol": "とどけ", "since": "いつ"})

    assert found.filings == (Filed("在薬", "在薬", "", JUNE_2024),)


def test_a_station_of_visiting_nurses_stands_in_a_list_of_its_own():
    head = [
        "ステーションコード",
        "事業者名\n事業所名",
        "事業所所在地",
        "電話番号",
        "受理番号",
        "算定開始年月日",
    ]
    line = [
        "01,9001,2",
        "株式会社見本\n見本訪問看護",
        "〒920-0865\n石川県金沢市長町1-1",
        "076-000-0001\n(076-000-0002)",
        "（訪看23）第12号",
        "令和 6年 6月 1日",
    ]

    (found,) = rows(book([head, line]))

    assert (found.key, found.kind, found.number) == ("1760190012", "kaigo-130", "")
    assert (found.organization, found.place.name) == ("株式会社見本", "見本訪問看護")
    assert found.place.address == "石川県金沢市長町1-1"
    assert (found.place.telephone, found.place.fax) == ("076-000-0001", "076-000-0002")
    assert code_of(found.filings[0].name, found.filings[0].symbol) == "nursing-24h"


CELL = st.text(max_size=60) | st.sampled_from(
    ["（支援診３）第12号", "令和 6年 6月 1日", "\t", "\n\n", "99999"]
)


@given(st.dictionaries(st.sampled_from(filed.COLUMNS), CELL))
def test_any_cells_become_filings_that_fit_their_columns(cells):
    for one in filings(**cells):
        assert 0 < len(one.name) <= 200
        assert max(len(one.symbol), len(one.number)) <= 40


# ---------------------------------------------------------------- the table of kinds


@pytest.mark.parametrize(
    ("name", "symbol", "code"),
    [
        ("在宅療養支援診療所（１）", "", "home-clinic-1"),
        ("別添1の「第9」の1の(2)のアに規定する在宅療養支援診療所", "", "home-clinic-2"),
        ("", "支援診２イ", "home-clinic-2"),
        ("", "（支援病３）", "home-hospital-3"),
        ("24時間対応体制加算", "訪看10", "nursing-24h"),
        ("", "訪看10", "nursing-psychiatry"),
        ("無菌製剤処理料", "菌", ""),
        ("", "", ""),
    ],
)
def test_names_and_symbols_tell_the_kind(name, symbol, code):
    assert code_of(name, symbol) == code


def test_every_kind_is_a_term_and_proves_abilities_there_are():
    terms = list(read_terms())
    of = {scheme: {t.code for t in terms if t.scheme == scheme} for scheme in Scheme}

    assert filing_kinds().keys() == of[Scheme.FILING]
    assert {code for kind in filing_kinds().values() for code in kind.proves} <= of[Scheme.ABILITY]


def test_no_kind_is_said_to_be_held_against_a_primary_text():
    assert [t for t in read_terms() if t.scheme == Scheme.FILING and t.is_confirmed] == []
