"""Whatever a file holds: rows and told problems, never an exception nobody expects."""

import io
from datetime import time

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from renkei.core.errors import DomainError
from renkei.directory.sources import cells, registry, tables
from renkei.directory.sources.kaigo import parse as kaigo
from renkei.directory.sources.kouseikyoku import parse as kouseikyoku
from renkei.directory.sources.navii import parse as navii
from renkei.directory.sources.own import parse as own
from renkei.directory.sources.registry import READERS
from renkei.directory.sources.rows import BrokenLine, Problem, Row, Span
from renkei.directory.sources.standard import parse as standard
from renkei.geo.points import Point
from tests.directory.importers import FILES, office, table


def said(module, content):
    return [each for line, raw in module.read(content) for each in module.typed(line, raw)]


def rows(module, content):
    return [each for each in said(module, content) if isinstance(each, Row)]


def problems(module, content):
    return [each for each in said(module, content) if isinstance(each, Problem)]


def excel(*lines):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    return file.getvalue()


@pytest.mark.parametrize(
    ("module", "name", "number"),
    [
        (kaigo, "kaigo.csv", 28),
        (kouseikyoku, "kouseikyoku.csv", 12),
        (navii, "navii.csv", 7),
        (standard, "standard_old.csv", 9),
        (standard, "standard_new.csv", 5),
    ],
)
def test_real_files_are_read_to_the_last_row(module, name, number):
    assert len(rows(module, (FILES / name).read_bytes())) == number


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_three_encodings_say_the_same(encoding):
    content = table(office()).decode("utf-8-sig").encode(encoding)

    assert rows(kaigo, content)[0].place.name == "見本訪問看護"


def test_a_care_office_says_everything():
    line = office(
        corporate="1234567890123",
        days="平日,土曜日",
        note="（改行）年末は休み",
        capacity="12",
        website="www.example.jp",
    )

    row = rows(kaigo, table(line))[0]

    assert (row.line, row.key, row.kind) == (2, "1770100001:kaigo-130", "kaigo-130")
    assert row.place.point == Point(36.565, 136.65)
    assert (row.place.municipality, row.place.telephone) == ("17201", "076-000-0001")
    assert (row.days, row.days_note, row.capacity) == ("平日・土曜日", "年末は休み", 12)
    assert (row.organization, row.corporate_number) == ("見本法人", "1234567890123")
    assert row.place.website == "http://www.example.jp"


def test_an_office_that_is_one_by_law_bears_the_medical_code_too():
    assert [system for system, _ in kaigo.numbers("1710110063")] == [
        "care-office-number",
        "medical-institution-code",
    ]
    assert len(kaigo.numbers("17B0100039")) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (office(name=""), "事業所名がありません"),
        (office(number=""), "事業所番号が10桁ではありません：空"),
        (office(number="12345678901"), "事業所番号が10桁ではありません：12345678901"),
        (office(kind="宇宙介護"), "知らないサービスの種類です：宇宙介護"),
    ],
)
def test_a_row_without_the_essential_is_left_out(line, reason):
    assert said(kaigo, table(line)) == [Problem(2, reason, True)]


def test_what_cannot_be_taken_over_is_told():
    line = office(telephone="02-864-6565", fax="-", website="a@example.jp")

    assert [problem.reason for problem in problems(kaigo, table(line))] == [
        "電話番号として読めません：02-864-6565",
        "FAX番号として読めません：-",
        "ウェブサイトとして読めません：a@example.jp",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_lines_with_lost_characters_are_counted_as_they_stand(end):
    lines = ["名称,住所", "\ufffd見本,a\0b", "見本,c", "\x1a"]

    assert tables.illegible_lines(end.join(lines).encode()) == [2, 4]


def test_an_excel_file_is_no_text_to_look_for_lost_characters_in():
    content = excel(["名称"])

    assert (tables.legible(content), tables.illegible_lines(content)) == (content, [])


@given(st.binary())
def test_what_is_made_legible_is_read_as_it_was(content):
    try:
        text = tables.decode(content)
    except tables.UnreadableTable:
        assert tables.legible(content) == content
        return
    kept = tables.legible(content)
    assert tables.legible(kept) == kept
    assert len(tables.decode(kept)) == len(text)


@pytest.mark.parametrize(
    ("field", "limit"), [("名称", 100), ("ふりがな", 200), ("所在地", 200), ("曜日", 60)]
)
def test_what_is_too_long_is_cut_and_told(field, limit):
    columns = {"名称": "見本", "所在地": "取手市", "ふりがな": "みほん", "曜日": "月"}
    columns[field] = "あ" * limit
    head = ",".join(columns) + "\n"
    fits = f"{head}{','.join(columns.values())}  \n"
    columns[field] += "い"

    assert problems(own, fits.encode()) == []
    assert problems(own, f"{head}{','.join(columns.values())}\n".encode()) == [
        Problem(2, f"{field}が長いので、{limit}文字で切ります")
    ]


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("名称,所在地", "見本,取手市,x"),
        (",名称,所在地", "x,見本,取手市"),
        ("名称,所在地,", "見本,取手市,x"),
    ],
)
def test_cells_beside_the_named_columns_are_told(head, line):
    content = f"{head}\n{line}\n{line.replace('x', ' ')}\n".encode()

    assert problems(own, content) == [Problem(2, "見出しの無い欄は読みません")]
    assert [row.raw.get(tables.BESIDE) for row in rows(own, content)] == ["x", None]


def test_formulas_control_characters_and_endless_cells_survive():
    name = "=cmd|'/c calc'!A1\x07\u202e"

    row = rows(kaigo, table(office(name=name, address="あ" * 100_000)))[0]

    assert row.place.name == "=cmd|'/c calc'!A1"
    assert len(row.place.address) == 200
    assert len(row.raw["address"]) == 100_000


def test_the_line_is_where_the_row_begins():
    content = table(office(name="二\n行"), "\n", office(number="12"))

    assert [each.line for each in said(kaigo, content)] == [2, 5]


def test_columns_that_are_missing_are_named():
    with pytest.raises(tables.MissingColumns, match="サービスの種類、住所"):
        list(kaigo.read("事業所名,事業所番号,都道府県コード又は市町村コード\na,b,c\n".encode()))


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\xfa\x80\x81\xff", b"a,b\n" * 20, b"PK\x03\x04broken"]
)
def test_what_is_no_table_is_refused(content):
    with pytest.raises(DomainError):
        list(kaigo.read(content))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_unicode_text_of_excel_is_read(encoding, delimiter):
    content = ("\ufeff" + BROKEN.replace(",", delimiter)).encode(encoding)

    assert [row.place.name for row in rows(own, content)] == [
        "見本薬局",
        '見本 "の" 会',
        "見本病院",
    ]


def test_half_a_character_at_the_end_is_refused():
    with pytest.raises(tables.UnreadableTable):
        list(own.read("施設名\t所在地\n".encode("utf-16") + b"\x00"))


def test_a_document_is_no_table():
    with pytest.raises(tables.PdfFile):
        list(kaigo.read(b"%PDF-1.7\n"))


@pytest.mark.parametrize(
    ("head", "mapping", "missing"),
    [
        ("a,b", {}, "施設の名前の列（名称、施設名 など）、所在地の列（所在地、住所 など）。"),
        ("施設名,電話", {}, "：所在地の列（所在地、住所 など）。"),
        ("住所,電話", {"name": "お店"}, "：施設の名前の列（お店）。"),
    ],
)
def test_each_missing_column_is_named_once_as_people_call_it(head, mapping, missing):
    with pytest.raises(tables.MissingColumns, match=missing):
        list(own.read(f"{head}\n1,2\n".encode(), mapping))


def test_a_cell_beyond_reason_is_refused():
    with pytest.raises(tables.UnreadableTable, match="2行目"):
        list(kaigo.read(table(office(address="あ" * 1_000_001))))


BROKEN = (
    "施設名,所在地,備考\n"
    "見本薬局,金沢市,ふつう\n"
    '見本医院,"金沢市長町1-1,閉じていない\n'
    '"見本 ""の"" 会",金沢市,"二行\nある"\n'
    '見本歯科,金沢市,"閉じて"いる\n'
    "見本病院,金沢市,終わり\n"
)


@pytest.mark.parametrize("source", ["own", "standard"])
def test_a_line_with_a_broken_quotation_is_told_and_the_next_ones_are_read(source):
    content = BROKEN.replace("施設名", "名称").replace("所在地", "住所").encode()
    reader = READERS[source]

    found = [each for line, raw in reader.read(content, {}) for each in reader.said(line, raw)]

    assert [(each.line, each.reason) for each in found if isinstance(each, Problem)] == [
        (3, registry.BROKEN),
        (6, registry.BROKEN),
    ]
    assert [(each.line, each.place.name) for each in found if isinstance(each, Row)] == [
        (2, "見本薬局"),
        (4, '見本 "の" 会'),
        (7, "見本病院"),
    ]


def test_a_broken_line_does_not_belong_to_the_institution_before_it():
    content = (
        "都道府県コード,医療機関番号,医療機関名称,医療機関所在地（住所）,受理届出名称\n"
        "17,1234567,見本医院,金沢市,在宅療養支援診療所\n"
        '17,1234568,"見本歯科,金沢市,歯援診\n'
        ",,,,がん性疼痛緩和指導管理料\n"
    )
    reader = READERS["kouseikyoku"]

    lines = list(reader.read(content.encode(), {}))

    assert [line for line, raw in lines if isinstance(raw, BrokenLine)] == [3]
    assert [raw["filings"].count("\n") for _, raw in lines if raw] == [1]


def test_a_file_of_broken_lines_is_refused():
    content = "施設名,所在地\n" + '"見本,金沢市\n' * (tables.MAX_BROKEN + 1)

    with pytest.raises(tables.ManyBrokenQuotes, match="2行目から100を超えて"):
        list(own.read(content.encode()))


def test_columns_that_nobody_reads_are_named_with_what_they_may_have_meant():
    content = "施設名,所在値,所在地,電話番,電話,TEL,メモ,メモ,,\n見本,,金沢市,,,,,,,\n".encode()

    assert own.unread(content) == [
        "所在値（「所在地」のことですか）",
        "電話番（「電話番号」のことですか）",
        "TEL（「電話」の列を読みます）",
        "メモ",
        "メモ",
    ]


def test_an_assigned_column_is_read():
    content = "お店,ところ,施設名\n見本,金沢市,\n".encode()

    assert own.unread(content, {"name": "お店", "address": "ところ"}) == ["施設名"]


def test_bureaus_write_codes_in_pieces_and_repeat_institutions():
    content = excel(
        ["届出受理医療機関名簿"],
        [
            "項番",
            "都道府県コード",
            "区分",
            "医療機関番号",
            "医療機関名称",
            "医療機関所在地（住所）",
            "受理届出名称",
        ],
        [1, 17, "医科", "01,1006,3", "見本病院", "金沢市長町1-1", "在宅療養支援病院"],
        [2, 17, "医科", "01,1006,3", "見本病院", "金沢市長町1-1", "がん治療連携指導料"],
        [3, 17, "医科", "01,1006,3", "見本病院", "金沢市長町1-1", "在宅療養支援病院"],
        [4, 17, "歯科", "0110071", "見本歯科", "金沢市長町1-2", ""],
    )

    found = rows(kouseikyoku, content)

    assert [(row.key, row.kind) for row in found] == [
        ("1710110063", "hospital"),
        ("1730110071", "dentist"),
    ]
    assert [each.name for each in found[0].filings] == ["在宅療養支援病院", "がん治療連携指導料"]
    assert found[1].filings == ()


def test_a_bureau_with_names_of_its_own_is_read_by_a_mapping():
    content = "番号欄,お名前,ところ\n1740110001,見本薬局,金沢市\n".encode()
    mapping = {"code": ["番号欄"], "name": ["お名前"], "address": ["ところ"]}

    assert [raw["name"] for _, raw in kouseikyoku.read(content, mapping)] == ["見本薬局"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"code": "0110063", "prefecture": "石川県", "category": "医科"}, "1710110063"),
        ({"code": "110063", "prefecture_code": "17", "category": "3"}, "1730110063"),
        ({"code": "1710110063"}, "1710110063"),
        ({"code": "0110063"}, "0110063"),
    ],
)
def test_the_ten_digits_of_an_institution(raw, code):
    assert kouseikyoku.full_code(raw) == code


def test_an_institution_without_name_or_code_is_left_out():
    content = b"code10,name,address\n1710110063,,x\n99,a,x\n"

    assert [problem.is_rejected for problem in problems(kouseikyoku, content)] == [True, True]


def test_one_means_open_in_the_national_medical_file():
    row = rows(navii, (FILES / "navii.csv").read_bytes())[1]

    assert row.days == "月・火・水・木・金・土"
    assert row.place.municipality == "17212"


def test_the_hours_of_a_department():
    content = (
        "ID,診療科目コード,診療科目名,診療時間帯,月_診療開始時間,月_診療終了時間,火_診療開始時間,火_診療終了時間\n"
        "1712110004,0101,内科,1,９:00,12:30,13:00,9:00\n"
        "1712110004,0102,外科,1,,,,\n"
        ",0102,外科,1,,,,\n"
    ).encode()

    good, empty, nameless = said(navii, content)

    assert good.openings == (Span(0, time(9), time(12, 30), "内科"),)
    assert good.attaches
    assert [empty.reason, nameless.reason] == ["診療時間がありません", "IDがありません"]


def test_a_medical_institution_of_no_kind_is_left_out():
    head = "ID,正式名称,機関区分,所在地,案内用ホームページアドレス\n"
    content = (head + "1,見本,9,x,\n2,見本,1,x,^^\n").encode()

    assert [problem.reason for problem in problems(navii, content)] == [
        "正式名称か機関区分がありません",
        "ウェブサイトとして読めません：^^",
    ]


def test_one_place_of_the_standard_offers_several_services():
    content = (
        "市区町村コード,介護サービス事業所名称,実施サービス,住所,事業所番号\n"
        "17201,見本,訪問看護、通所介護、空中介護,金沢市,1770100001\n"
        "17201,,訪問看護,金沢市,1\n"
        "17201,見本,,金沢市,1\n"
    ).encode()

    found = said(standard, content)

    assert [row.kind for row in found if isinstance(row, Row)] == ["kaigo-130", "kaigo-150"]
    assert [(each.line, each.is_rejected) for each in found if isinstance(each, Problem)] == [
        (2, False),
        (3, True),
        (4, True),
    ]


@pytest.mark.parametrize(("said_kind", "kind"), [("訪問看護", "kaigo-130"), ("薬局", "pharmacy")])
def test_an_own_list_may_call_its_column_of_kinds_as_our_export_does(said_kind, kind):
    content = f"名称,種類,住所,市区町村コード\n見本,{said_kind},金沢市,17201\n".encode()

    assert [row.kind for row in rows(own, content)] == [kind]


@pytest.mark.parametrize(
    ("said_kind", "name", "kind"),
    [
        ("薬局", "見本", "pharmacy"),
        ("診療所", "見本歯科", "dentist"),
        ("一般診療所", "病院前内科", "clinic"),
        ("クリニック", "見本", "clinic"),
        ("訪問看護", "見本病院の訪問看護", "kaigo-130"),
        ("", "見本クリニック", "clinic"),
        (" ", "見本薬局", "pharmacy"),
    ],
)
def test_a_kind_is_what_is_said_else_what_the_name_tells(said_kind, name, kind):
    content = f"施設名,所在地,種別\n{name},金沢市,{said_kind}\n".encode()

    assert [row.kind for row in rows(own, content)] == [kind]


@pytest.mark.parametrize(
    ("said_kind", "reason"),
    [
        ("パン屋", "知らないサービスの種類です：パン屋"),
        ("", "知らないサービスの種類です：空"),
    ],
)
def test_a_kind_that_nobody_knows_is_refused_with_its_line(said_kind, reason):
    content = f"施設名,所在地,種別\n見本,金沢市,{said_kind}\n".encode()

    assert said(own, content) == [Problem(2, reason, True)]


def test_hours_of_a_clinic_in_the_standard():
    content = (
        "全国地方公共団体コード,名称,医療機関の種類,所在地_連結表記,医療機関コード,診療曜日,診療開始時間,診療終了時間\n"
        "172014,見本医院,診療所,石川県金沢市長町1-1,1710110063,月火土,900,24:00\n"
        "172014,見本薬局,薬局,石川県金沢市長町1-1,,,,\n"
    ).encode()

    clinic, pharmacy = rows(standard, content)

    assert clinic.kind == "clinic"
    assert clinic.number == "1710110063"
    assert [(span.weekday, span.ends_at) for span in clinic.openings] == [
        (0, time(23, 59)),
        (1, time(23, 59)),
        (5, time(23, 59)),
    ]
    assert pharmacy.kind == "pharmacy"
    assert pharmacy.key.startswith("17201:")


def test_a_region_may_name_its_columns_as_it_likes():
    content = "施設名,所在地,電話,店の名\n見本,金沢市長町,076-000-0000,別名\n".encode()

    by_name = [raw["name"] for _, raw in own.read(content)]
    by_mapping = [raw["name"] for _, raw in own.read(content, {"name": "店の名", "fax": ""})]

    assert (by_name, by_mapping) == (["見本"], ["別名"])


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("０７６－２００－００００", "076-200-0000"),
        ("(054)623-3111", "054-623-3111"),
        ("0762000000", "0762000000"),
        ("110", ""),
        ("", ""),
    ],
)
def test_telephones(cell, number):
    assert cells.telephone(cell) == number


@pytest.mark.parametrize(
    ("cell", "website"),
    [
        ("http：//ｗｗｗ.example.ｊｐ/", "http://www.example.jp/"),
        ("example.or.jp", "http://example.or.jp"),
        ("javascript:alert(1)", ""),
        ("http://" + "a" * 300, ""),
        ("", ""),
    ],
)
def test_websites(cell, website):
    assert cells.website(cell) == website


@pytest.mark.parametrize(
    ("cell", "code"), [("172014", "17201"), ("８２１７", "08217"), ("17201", "17201"), ("x", "")]
)
def test_codes_of_municipalities(cell, code):
    assert cells.municipality(cell) == code


@pytest.mark.parametrize("cell", ["", "99:00", "9:99", "そのうち"])
def test_what_is_no_time(cell):
    assert cells.clock(cell) is None


def test_what_is_no_point():
    assert cells.point("nan", "1") is None
    assert cells.point("", "136") is None


ANY_CELL = st.text(max_size=40) | st.sampled_from(["=1+1", "\0", "\ud800", "９９９", "1e999", '"'])


@given(st.sampled_from(list(READERS)), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(source, content):
    reader = READERS[source]
    try:
        for line, raw in reader.read(content, {}):
            list(reader.typed(line, raw))
    except DomainError:
        pass


@given(st.sampled_from(list(READERS)), st.data())
def test_any_cells_become_rows_or_problems(source, data):
    columns = {
        **standard.COLUMNS,
        **kaigo.COLUMNS,
        **navii.FACILITY_COLUMNS,
        **navii.HOURS_COLUMNS,
        **kouseikyoku.COLUMNS,
    }
    raw = data.draw(st.dictionaries(st.sampled_from([*columns, "月_診療開始時間"]), ANY_CELL))

    for each in READERS[source].typed(1, raw):
        assert isinstance(each, Problem) or len(each.place.name) <= 100
