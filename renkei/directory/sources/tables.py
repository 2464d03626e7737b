"""Tables as offices send them: CSV in three encodings, Excel; columns are found by name."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from itertools import compress
from typing import NamedTuple

from renkei.core.errors import DomainError
from renkei.directory.sources.rows import BrokenLine, Raw

ENCODINGS = ("utf-8-sig", "utf-8", "cp932")
# What Excel calls Unicode text: its cells stand between tabs.
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
MAX_CELL = 1_000_000
TITLE_LINES = 12  # a list may begin with its title and date
MAX_BROKEN = 100  # behind each of them the file is read anew
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_CONTROL = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]")
# The field of what stands in a row beside the named columns.
BESIDE = "見出しの無い欄"
# U+FFFD stands where a character was lost, in files we get and in those we keep.
_LOST = "\ufffd"
_ILLEGIBLE = re.compile(f"{_CONTROL.pattern}|{_LOST}")
_LINE_END = re.compile("\r\n|\r|\n")
_PDF = b"%PDF-"
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

csv.field_size_limit(MAX_CELL)


class UnreadableTable(DomainError, ValueError):
    """表を読めません。CSV（UTF-8 か Shift_JIS）か Excel のファイルを選んでください。"""


class PdfFile(UnreadableTable):
    """PDFのファイルです。PDFからは読めません。もとの表を、CSV か Excel で選んでください。"""


class MissingColumns(DomainError, ValueError):
    """必要な列がありません。"""

    def __init__(self, names: Sequence[str]) -> None:
        """Name each column that is missing, as people call it."""
        super().__init__(f"必要な列がありません：{'、'.join(names)}。列の名前を確かめてください。")


class ManyBrokenQuotes(UnreadableTable):
    """引用符（"）の閉じていない行が多すぎます。"""

    def __init__(self, line: int) -> None:
        """Name the first of the lines."""
        super().__init__(
            f'引用符（"）の閉じていない行が、{line}行目から{MAX_BROKEN}を超えてあります。'
            "表計算ソフトで開いて、CSVに保存し直してください。"
        )


class Table(NamedTuple):
    """The column names of a table, and its rows with their line numbers (from 1).

    A line without cells is one whose quotation marks do not close.
    """

    columns: list[str]
    rows: Iterator[tuple[int, list[str]]]


def decode(content: bytes) -> str:
    """The text of a file: with BOM, as UTF-8, else cp932. Raises UnreadableTable."""
    if content.startswith(_UTF16):
        with suppress(UnicodeDecodeError):
            return content.decode("utf-16")
        raise UnreadableTable
    for encoding in ENCODINGS:
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise UnreadableTable


def legible(content: bytes) -> bytes:
    """A text with a visible mark for each control character; other files as they are.

    With control characters no text is kept, and one of them would shut out a whole list.
    Where every tenth is one, it is no text.
    """
    if content.startswith((*_EXCEL, _PDF)):
        return content
    with suppress(UnreadableTable):
        text = decode(content)
        marked, number = _CONTROL.subn(_LOST, text)
        if 0 < number * 10 < len(text):
            codec = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
            return marked.encode(codec)
    return content


def illegible_lines(content: bytes) -> list[int]:
    """The lines of a CSV file (from 1) in which characters cannot be read and are left out."""
    if content.startswith(_EXCEL):
        return []
    text, found, line, start = decode(content), [], 1, 0
    for lost in _ILLEGIBLE.finditer(text):
        line += len(_LINE_END.findall(text, start, lost.start()))
        start = lost.start()
        found.append(line)
    return list(dict.fromkeys(found))


def column_key(name: str) -> str:
    """Column names are compared without widths, blanks, brackets and line breaks."""
    return re.sub(r"[\s_()「」・※]+", "", unicodedata.normalize("NFKC", name)).lower()


def read_table(content: bytes, known: Iterable[str], needed: Sequence[str] = ()) -> Table:
    """The table of a CSV or Excel file. Raises UnreadableTable or MissingColumns.

    The head is the first line that has at least two of the ``known`` columns; what stands
    above it is a title. Without a head all of the ``needed`` columns are missing.
    """
    if content.startswith(_PDF):
        raise PdfFile
    lines = _excel_lines(content) if content.startswith(_EXCEL) else _csv_lines(content)
    wanted = {column_key(name) for name in known}
    for seen, (_, cells) in enumerate(lines):
        if len(wanted & {column_key(cell) for cell in cells}) >= min(2, len(wanted)):
            return Table(cells, lines)
        if seen >= TITLE_LINES:
            break
    raise MissingColumns(needed or list(known)[:4])


def _csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Line by line; behind a quotation mark that does not close, the next line begins anew."""
    text = io.StringIO(_ILLEGIBLE.sub("", decode(content)), newline="")
    delimiter = "\t" if content.startswith(_UTF16) and "\t" in text.getvalue() else ","
    broken: list[int] = []
    reader, before, line = csv.reader(text, delimiter=delimiter, strict=True), 0, 1
    while True:
        start = text.tell()
        try:
            cells = next(reader, None)
        except csv.Error as reason:
            text.seek(start)
            if len(text.readline()) > MAX_CELL:
                raise UnreadableTable(f"{line}行目から先を読めません。") from reason
            broken.append(line)
            if len(broken) > MAX_BROKEN:
                raise ManyBrokenQuotes(broken[0]) from reason
            yield line, []
            reader = csv.reader(text, delimiter=delimiter, strict=True)
            before, line = line, line + 1
            continue
        if cells is None:
            return
        if any(cells):
            yield line, cells
        line = before + reader.line_num + 1


def _excel_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """All sheets one after another; line numbers are those of the sheet."""
    import python_calamine  # noqa: PLC0415 -- memory that only an Excel file needs

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_index(i).to_python() for i in range(len(book.sheet_names))]
    # A damaged book comes as one of many errors of the reader, which is not ours.
    except Exception as reason:
        raise UnreadableTable from reason
    for sheet in sheets:
        for line, cells in enumerate(sheet, 1):
            texts = [_kept(_as_text(cell)) for cell in cells]
            if any(texts):
                yield line, texts


def _as_text(cell: object) -> str:
    """Whole numbers without `.0`: codes are often kept as numbers in Excel."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _kept(cell: str) -> str:
    """Without what no database keeps; everything else stays as it was written."""
    return _UNKEEPABLE.sub("", cell) if _UNKEEPABLE.search(cell) else cell


def needed_columns(
    accepted: Mapping[str, Sequence[str]], labels: Mapping[str, str]
) -> dict[str, str]:
    """What people call the columns that must be there, with two of their names as examples."""
    called = {}
    for field, label in labels.items():
        first, *more = accepted[field]
        called[field] = f"{label}の列（{first}{f'、{more[0]} など' if more else ''}）"
    return called


def named(
    table: Table, accepted: Mapping[str, Sequence[str]], needed: Sequence[str] | Mapping[str, str]
) -> list[str]:
    """For each column of the table our name for it, or its own name.

    ``accepted`` lists per field the names in use (old and new standards). Raises
    MissingColumns when one of ``needed`` is nowhere; a mapping says what people call it.
    """
    ours = {column_key(name): field for field, names in accepted.items() for name in names}
    fields = [ours.get(column_key(column), column) for column in table.columns]
    if missing := [field for field in needed if field not in fields]:
        called = needed if isinstance(needed, Mapping) else {}
        raise MissingColumns([called.get(field, accepted[field][0]) for field in missing])
    return fields


def rows_of(table: Table, fields: Sequence[str]) -> Iterator[tuple[int, Raw]]:
    """The rows as field → text; the first column of a name counts, lines may be short.

    What stands in no named column is kept under ``BESIDE``.
    """
    is_first = [field not in fields[:place] for place, field in enumerate(fields)]
    names = list(compress(fields, is_first))
    unnamed = [not field.strip() for field in fields]
    for line, cells in table.rows:
        said = dict(zip(names, compress(cells, is_first), strict=False))
        beside = [*compress(cells, unnamed), *cells[len(fields) :]]
        if any(cell.strip() for cell in beside):
            said[BESIDE] = "、".join(filter(None, map(str.strip, beside)))
        yield line, said if cells else BrokenLine()


def unread(table: Table, fields: Sequence[str], accepted: Mapping[str, Sequence[str]]) -> list[str]:
    """The columns nobody reads, each with the name we know that is most like it.

    Of two columns of one meaning the first is read.
    """
    names = {column_key(name): name for some in accepted.values() for name in some}
    found = []
    for place, (column, field) in enumerate(zip(table.columns, fields, strict=True)):
        likely = get_close_matches(column_key(column), names, n=1)
        if field not in accepted and column.strip():
            found.append(f"{column}（「{names[likely[0]]}」のことですか）" if likely else column)
        elif field in accepted and field in fields[:place]:
            read = table.columns[fields.index(field)]
            found.append(f"{column}（「{read}」の列を読みます）")
    return found
