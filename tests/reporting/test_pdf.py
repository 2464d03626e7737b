"""The PDF of a tree: tagged, titled, Japanese, and blind to what texts pretend to be."""

import io
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from renkei.reporting import pdf
from renkei.reporting.blocks import (
    Bar,
    Bars,
    Cell,
    Entry,
    Fact,
    Facts,
    Items,
    Note,
    Paragraph,
    Section,
    Table,
    Tree,
    frozen,
    marked,
    thawed,
)
from renkei.reporting.pdf import pdf_of

EVERYTHING = Tree(
    "見本の資料",
    (
        Paragraph("はじめの文\n二行目"),
        Section(
            "見本の節",
            (
                marked([Entry("一つ目"), Entry("二つ目", note="補い", link_label="見本")]),
                Items((Entry("行", link_label="外", link_url="https://example.jp/"),)),
                Section(
                    "中の節",
                    (
                        Facts((Fact("人数", ("医師",), number="31名", basis="（修了者）"),)),
                        Facts(
                            (
                                Fact("順", ("先", "後"), is_ordered=True),
                                Fact("内容", ("甲", "乙")),
                                Fact("電話", telephone="0297-00-1"),
                            )
                        ),
                    ),
                    level=2,
                    number="（1）",
                ),
                Table(
                    ("項目", "実施", "回"),
                    ((Cell("会議", mark="ア"), Cell(tags=("委託",)), Cell("3", url="/x/")),),
                    caption="見本の表",
                    numbers=(2,),
                    total=(Cell("計"), Cell(lines=(Entry("線"),)), Cell("3")),
                ),
                Bars("図1　訪問先", (Bar("病院", 3), Bar("診療所", 0)), note="単位：件"),
                Note("気をつける", tone="warning"),
                Note("知らせ"),
            ),
            number="1",
        ),
        Section("今後の開催予定", (Paragraph("四月"),), tone="box"),
    ),
    facts=("更新日　平成29年2月17日",),
    box=("第1回", "見本協議会"),
    mark="資料３",
)


def reader_of(tree):
    return PdfReader(io.BytesIO(pdf_of(tree).content))


def words_of(tree):
    return "".join("".join(page.extract_text() for page in reader_of(tree).pages).split())


def test_every_block_is_drawn():
    words = words_of(EVERYTHING)

    expected = ["見本の資料", "はじめの文", "ア一つ目", "補い", "（1）中の節", "31名（修了者）"]
    expected += [
        "資料３",
        "第1回",
        "気をつける",
        "図1訪問先合計3件",
        "単位：件",
        "四月",
        "委託",
        "計",
    ]
    assert [word for word in expected if word not in words] == []


def test_it_is_tagged_titled_and_japanese():
    root = reader_of(EVERYTHING).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("ja")
    assert reader_of(EVERYTHING).metadata.title == "見本の資料"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def _tags(node, found):
    if isinstance(node, list):
        for each in node:
            _tags(each.get_object(), found)
    elif hasattr(node, "get") and node.get("/S"):
        found.append((str(node["/S"]), node.get("/Alt")))
        _tags(node.get("/K", []) if isinstance(node.get("/K"), list) else [], found)
        kid = node.get("/K")
        if hasattr(kid, "get_object") and not isinstance(kid, list):
            _tags(kid.get_object(), found)
    return found


def test_headings_tables_lists_and_the_spoken_figure_have_tags():
    tags = _tags(reader_of(EVERYTHING).trailer["/Root"]["/StructTreeRoot"]["/K"], [])

    names = {name for name, _ in tags}
    assert {"/H1", "/H2", "/Table", "/TH", "/L", "/LI", "/Figure"} <= names
    assert ("/Figure", "図1　訪問先：病院 3件、診療所 0件") in tags


def test_the_same_tree_gives_the_same_bytes():
    assert pdf_of(EVERYTHING).content == pdf_of(EVERYTHING).content


def test_the_link_to_it_can_say_its_pages_and_size():
    pdf = pdf_of(EVERYTHING)

    assert pdf.pages == 1
    assert pdf.size.startswith("A4 1ページ、")
    assert pdf.size.endswith("KB")


@pytest.mark.parametrize("lines", [1, 60, 300])
def test_it_knows_its_pages(lines):
    tree = Tree("見本", tuple(Paragraph(f"{number}行目") for number in range(lines)))

    assert pdf_of(tree).pages == len(reader_of(tree).pages)


def test_threads_take_turns():
    made = []
    threads = [Thread(target=lambda: made.append(pdf_of(EVERYTHING).content)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [pdf_of(EVERYTHING).content] * 4


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    assert pdf_of(Tree(f"題{text}", (Section(text, (Paragraph(text), Note(text))),))).pages >= 1


@settings(deadline=None, max_examples=60)
@given(st.text("#$*_`@<>[]{}\\/\"'=-+~.,:;!?&%^|()0aZあ漢", min_size=1, max_size=30))
def test_signs_of_typst_stay_text(text):
    assert "".join(text.split()) in words_of(Tree("題", (Paragraph(f"始{text}終"),)))


def test_code_for_typst_stays_text():
    hostile = '#panic("x") #read("document.typ") #import "@preview/a:1.0.0": * $x$ <a> @b'

    assert "".join(hostile.split()) in words_of(Tree("題", (Paragraph(hostile),)))


def test_a_sign_the_fonts_lack_does_not_stop_it():
    assert "見本" in words_of(Tree("見本", (Paragraph("🦷の見本"),)))


@pytest.mark.parametrize("name", ["𠮷野家", "髙島", "山﨑", "辻󠄀", "丣佯侊"])
def test_the_rare_kanji_of_names_keep_the_promise(name):
    reader = reader_of(Tree(name, (Paragraph(name),)))

    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert name[0] in reader.pages[0].extract_text()


def test_a_tree_comes_back_from_json_as_it_was():
    assert thawed(frozen(EVERYTHING)) == EVERYTHING


def test_what_a_later_version_added_is_left_out_when_read():
    kept = frozen(Paragraph("見本")) | {"unknown": "x"}

    assert thawed(kept) == Paragraph("見本")


def test_a_large_one_set_apart_has_the_same_bytes(monkeypatch):
    small = pdf_of(EVERYTHING).content
    monkeypatch.setattr(pdf, "LARGE", 0)

    assert pdf_of(EVERYTHING).content == small


def test_the_numbers_of_a_figure_stand_in_a_table():
    bars = tuple(Bar(f"種{number}", number * 10) for number in range(1, 5))

    words = words_of(Tree("見本", (Bars("図1　訪問先", bars),)))

    assert "種類件数種類件数種110種440種220合計100種330" in words


@pytest.mark.parametrize("before", range(30, 40))
def test_a_short_table_of_facts_is_never_cut_by_a_page(before):
    desk = Facts(tuple(Fact(name, ("見本",)) for name in ("窓口", "所在地", "電話", "FAX")))
    lines = tuple(Paragraph("行") for _ in range(before))

    pages = [page.extract_text() for page in reader_of(Tree("見本", (*lines, desk))).pages]

    assert [("窓口" in page) == ("FAX" in page) for page in pages] == [True] * len(pages)


def test_no_page_is_begun_for_a_line_or_two():
    def lines_per_page(lines):
        tree = Tree("見本", tuple(Paragraph("行目") for _ in range(lines)))
        return [page.extract_text().count("行目") for page in reader_of(tree).pages]

    counts = [lines_per_page(lines) for lines in range(30, 60)]

    assert [len(pages) for pages in counts] == sorted(len(pages) for pages in counts)
    assert min(pages[-1] for pages in counts if len(pages) == 2) > 2


@pytest.mark.parametrize("before", range(30, 40))
def test_a_line_above_facts_stays_with_them(before):
    told = Section("催し", (Paragraph("前置き"), Facts((Fact("開催日", ("見本",)),))), level=2)
    lines = tuple(Paragraph("行") for _ in range(before))

    pages = [page.extract_text() for page in reader_of(Tree("見本", (*lines, told))).pages]

    assert [("前置き" in page) == ("開催日" in page) for page in pages] == [True] * len(pages)


def test_a_quotation_mark_the_font_lacks_is_drawn_as_its_like():
    tree = Tree("見本", (Paragraph("‟良い医療”"),))

    assert "“良い医療”" in words_of(tree)
    assert b"pdfuaid" in reader_of(tree).trailer["/Root"]["/Metadata"].get_data()


@pytest.mark.parametrize(("lines", "pages"), [(44, 1), (47, 1), (50, 2), (96, 2), (140, 3)])
def test_a_last_page_that_is_hardly_used_is_spared_where_it_can_be(lines, pages):
    tree = Tree("見本", tuple(Paragraph(f"{number}行目") for number in range(lines)))

    assert pdf_of(tree).pages == pages
