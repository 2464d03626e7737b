"""The handbook on paper: every place under its heading, and the index leads to its page."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from renkei.reporting.handbook.book import (
    TITLE,
    Book,
    Chapter,
    Cover,
    Desk,
    Entry,
    Fact,
    IndexGroup,
    Part,
)
from renkei.reporting.handbook.keeping import pdf_of
from renkei.reporting.handbook.order import UNREAD, index_of
from tests.reporting.handbooks import INDEX, Printed, index_names

MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
COVER = Cover(
    accent="#115a36",
    logo=(),
    common_mark=MARK,
    tagline="在宅医療・介護連携",
    region="見本圏域",
    kana="みほんけんいき",
    edition="平成28年度版",
    as_of="平成29年2月17日現在",
    publisher=Desk("見本相談窓口", "0297-00-1234", ("見本医師会", "受付 平日")),
)


def entry(name: str, *facts: Fact, kana: str = "", telephone: str = "0297-00-0001") -> Entry:
    return Entry(f"key-{name}", name, kana, telephone, facts or (Fact("住所", "見本の町", "見本"),))


def crowd(mark: str, size: int) -> tuple[Entry, ...]:
    return tuple(entry(f"{mark}{number:02}番の会", kana=mark) for number in range(size))


def book_with(*chapters: Chapter, **more) -> Book:
    entries = [one for chapter in chapters for part in chapter.parts for one in part.entries]
    parts = {
        "title": f"見本圏域 {TITLE} 平成28年度版",
        "cover": COVER,
        "restricted": "",
        "desks": (Desk("見本市　市の窓口", "0297-00-7777", ("電話は代表",)),),
        "address": "https://mihon.example/mihon/search/",
        "qr": MARK,
        "chapters": chapters,
        "index": index_of(entries),
        "unread": UNREAD,
        "terms": ("出典を書けば使えます。",),
        "sources": ("出典：見本省",),
    }
    return Book(**{**parts, **more})


def printed_of(book: Book) -> Printed:
    return Printed(pdf_of(book).content)


TWICE = entry("ふたつの会", telephone="")
BOOK = book_with(
    Chapter(
        "見本市",
        "みほんし",
        (Part("訪問看護", crowd("さくら", 30)), Part("歯科", crowd("うめ", 30))),
    ),
    Chapter("手本町", "", (Part("訪問看護", (*crowd("もみじ", 6), TWICE)), Part("歯科", (TWICE,)))),
    Chapter("お助けサービス", "", (Part("宅配弁当", (entry("見本の弁当"),)),)),
)


@pytest.fixture(scope="module")
def printed() -> Printed:
    return printed_of(BOOK)


def test_every_entry_is_on_the_page_its_heading_says(printed):
    places = [place for place in printed.places if place[0] != INDEX]

    assert [place[:3] for place in places] == [
        (chapter.title, part.title, each.name)
        for chapter in BOOK.chapters
        for part in chapter.parts
        for each in part.entries
    ]
    assert [name for *_, name, page in places if name not in printed.words(page, page)] == []
    assert len({page for *_, page in places}) > 8


def test_the_index_names_the_pages_on_which_a_place_stands(printed):
    pages: dict[str, set[int]] = {}
    for *_, name, page in printed.places:
        pages.setdefault(name, set()).add(page)

    assert printed.indexed(index_names(BOOK)) == pages
    assert len(pages) == 68
    assert len(pages["ふたつの会"]) == 2


def test_a_page_says_its_number_its_municipality_and_kind(printed):
    *_, page = printed.places[35]

    words = printed.words(page, page)

    assert words.startswith("見本市歯科")
    assert words.endswith(str(page))


def test_the_contents_name_chapters_and_kinds_with_their_pages(printed):
    contents = printed.words(2, 2).replace(".", "")

    assert contents.startswith("目次まず相談するところ3")
    for level, title, page in printed.headings:
        is_listed = level == 1 or (level == 2 and page < printed.page_of(INDEX) and page > 3)
        assert (f"{title}{page}" in contents) is is_listed, title


def test_it_begins_with_title_region_edition_and_publisher(printed):
    cover = printed.words(1, 1)

    for words in ("みほんけんいき見本圏域", "医療・介護資源ガイドブック平成28年度版"):
        assert words in cover
    assert cover.endswith("発行見本相談窓口電話0297-00-1234見本医師会受付平日平成29年2月17日現在")


def test_then_it_says_whom_to_ask_first_and_how_to_read_it(printed):
    words = printed.words(3, 3)

    for said in (
        "市の窓口",
        "電話は代表",
        "0297-00-7777",
        "平成29年2月17日現在にわかっている内容です",
    ):
        assert said in words


def test_it_ends_with_terms_and_sources(printed):
    words = printed.words(printed.page_of("出典と利用条件"))

    assert "出典を書けば使えます。・出典：見本省" in words


def test_a_place_without_a_telephone_says_so(printed):
    *_, page = next(place for place in printed.places if place[2] == "ふたつの会")

    assert "ふたつの会電話は公表されていません" in printed.words(page, page)


def test_it_is_tagged_titled_and_japanese(printed):
    root = printed.reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("ja")
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert printed.reader.metadata.title == "見本圏域 医療・介護 資源ガイドブック 平成28年度版"


def test_names_telephones_and_text_are_large(printed):
    """16, 18 and 14 points; what is smaller is how something is known, or a reading."""
    size_of: dict[str, int] = {}

    def note(text, matrix, text_matrix, font, size):
        size_of[text.strip()] = round(abs(text_matrix[3] * size))

    printed.reader.pages[printed.page_of("見本市")].extract_text(visitor_text=note)

    assert [size_of[word] for word in ("番", "0297-00-0001", "町")] == [16, 18, 14]


def test_every_page_of_a_restricted_edition_says_so():
    printed = printed_of(replace(BOOK, restricted="関係者限り"))

    pages = range(1, len(printed.reader.pages) + 1)
    assert [page for page in pages if "関係者限り" not in printed.words(page, page)] == []


def test_the_index_points_to_the_names_without_a_reading():
    named = Part("見本の種類", (entry("東の会", kana="ひがし"),))
    unread = Part("見本の種類", (entry("東の会", kana="ひがし"), entry("西の会")))
    without, pointing = (
        Printed(pdf_of(book_with(Chapter("見本市", "", (part,)))).content)
        for part in (named, unread)
    )

    page = pointing.page_of(INDEX)
    assert f"{UNREAD}は、最後（{page}ページから）" in pointing.words(page, page)
    assert UNREAD not in without.words()


def test_an_empty_directory_gives_a_book_all_the_same():
    printed = printed_of(book_with(desks=(), sources=(), index=(IndexGroup("あ", ()),)))

    assert [title for level, title, _ in printed.headings if level == 1] == [
        "まず相談するところ",
        INDEX,
        "出典と利用条件",
    ]


def test_a_logo_stands_on_the_title_page():
    picture = io.BytesIO()
    Image.new("RGB", (40, 20), "#8b0045").save(picture, "PNG")

    printed = printed_of(book_with(cover=replace(COVER, logo=tuple(picture.getvalue()))))

    assert [image.image.size for image in printed.reader.pages[0].images] == [(40, 20)]


def test_what_no_page_could_hold_goes_on_on_the_next():
    long = entry("長い弁当", Fact("内容", "かきくけこ\n" * 400))

    printed = printed_of(book_with(Chapter("見本市", "", (Part("弁当", (long,)),))))

    assert printed.words().count("かきくけこ") == 400


def test_code_for_typst_stays_text():
    code = '#panic("x") #read("handbook.typ") $x$ *a* <b> @c'
    hostile = Entry("k-1", code, code, "#tel", (Fact(code, code, code),))

    words = printed_of(
        book_with(Chapter(code, code, (Part(code, (hostile,)),)), sources=(code,))
    ).words()

    assert words.count("".join(code.split())) >= 10


def test_a_sign_the_fonts_lack_does_not_stop_it():
    chapter = Chapter("見本市", "", (Part("歯科", (entry("🦷野歯科"),)),))

    assert "野歯科" in printed_of(book_with(chapter)).words()
