"""What stands in a handbook, read back from its data and from its PDF."""

import io
import re
from collections.abc import Iterable, Iterator

from pypdf import PdfReader

from renkei.reporting.handbook.book import Book, Entry

INDEX = "索引（あいうえお順）"


def entries_of(book: Book) -> dict[tuple[str, str], list[Entry]]:
    """The entries by chapter and part."""
    return {
        (chapter.title, part.title): list(part.entries)
        for chapter in book.chapters
        for part in chapter.parts
    }


def names_of(book: Book) -> dict[tuple[str, str], list[str]]:
    return {where: [entry.name for entry in entries] for where, entries in entries_of(book).items()}


def index_names(book: Book) -> list[str]:
    return [name for group in book.index for name, _ in group.names]


def only_entry(book: Book) -> Entry:
    (entries,) = entries_of(book).values()
    (entry,) = entries
    return entry


def lines_of(entry: Entry) -> dict[str, tuple[str, str]]:
    """Text and basis by label."""
    return {fact.label: (fact.text, fact.basis) for fact in entry.facts}


class Printed:
    """The finished file: its headings as bookmarks, and the words of its pages."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))

    @property
    def headings(self) -> list[tuple[int, str, int]]:
        """Level from 1, title and page from 1, in order."""
        return list(self._walk(self.reader.outline, 1))

    def _walk(self, marks: list, level: int) -> Iterator[tuple[int, str, int]]:
        for mark in marks:
            if isinstance(mark, list):
                yield from self._walk(mark, level + 1)
            else:
                page = self.reader.get_destination_page_number(mark)
                yield (level, mark.title, page + 1)

    @property
    def places(self) -> list[tuple[str, str, str, int]]:
        """Chapter, part, name and page of each entry."""
        found, chapter, part = [], "", ""
        for level, title, page in self.headings:
            if level == 1:
                chapter = title
            elif level == 2:
                part = title
            else:
                found.append((chapter, part, title, page))
        return found

    def page_of(self, heading: str) -> int:
        return next(page for _, title, page in self.headings if title == heading)

    def words(self, first: int = 1, last: int | None = None) -> str:
        """The text of some pages without blanks: lines break anywhere."""
        pages = self.reader.pages[first - 1 : last]
        return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))

    def indexed(self, names: Iterable[str]) -> dict[str, set[int]]:
        """The pages the index names behind each of these names, given in its order."""
        pages = range(self.page_of(INDEX), len(self.reader.pages) + 1)
        words = "|".join(self.words(page, page).removesuffix(str(page)) for page in pages)
        found: dict[str, set[int]] = {}
        start = 0
        for name in names:
            plain = re.escape(re.sub(r"\s", "", name))
            row = re.compile(f"{plain}([0-9]+(?:、[0-9]+)*)").search(words, start)
            assert row, name
            found.setdefault(name, set()).update(map(int, row[1].split("、")))
            start = row.end()
        return found
