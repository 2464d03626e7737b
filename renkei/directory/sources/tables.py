"""Tables as offices send them: CSV in three encodings, Excel; columns are found by name."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import compress
from typing import NamedTuple

from renkei.core.errors import DomainError
from renkei.directory.sources.rows import Raw

ENCODINGS = ("utf-8-sig", "utf-8", "cp932")
MAX_CELL = 1_000_000
TITLE_LINES = 12  # a list may begin with its title and date
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

csv.field_size_limit(MAX_CELL)


class UnreadableTable(DomainError, ValueError):
    """表を読めません。CSV（UTF-8 か Shift_JIS）か Excel のファイルを選んでください。"""


class MissingColumns(DomainError, ValueError):
    """必要な列がありません。"""

    def __init__(self, names: Sequence[str]) -> None:
        """Name the columns that were looked for."""
        super().__init__(f"必要な列がありません：{'、'.join(names)}。列の名前を確かめてください。")


class Table(NamedTuple):
    """The column names of a table, and its rows with their line numbers (from 1)."""

    columns: list[str]
    rows: Iterator[tuple[int, list[str]]]


def decode(content: bytes) -> str:
    """The text of a file: with BOM, as UTF-8, else cp932. Raises UnreadableTable."""
    for encoding in ENCODINGS:
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise UnreadableTable


def column_key(name: str) -> str:
    """Column names are compared without widths, blanks, brackets and line breaks."""
    return re.sub(r"[\s_()「」・※]+", "", unicodedata.normalize("NFKC", name)).lower()


def read_table(content: bytes, known: Iterable[str]) -> Table:
    """The table of a CSV or Excel file. Raises UnreadableTable or MissingColumns.

    The head is the first line that has at least two of the ``known`` columns; what stands
    above it is a title.
    """
    lines = _excel_lines(content) if content.startswith(_EXCEL) else _csv_lines(content)
    wanted = {column_key(name) for name in known}
    for seen, (_, cells) in enumerate(lines):
        if len(wanted & {column_key(cell) for cell in cells}) >= min(2, len(wanted)):
            return Table(cells, lines)
        if seen >= TITLE_LINES:
            break
    raise MissingColumns(list(known)[:4])


def _csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(_kept(decode(content)), newline=""))
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as reason:
            raise UnreadableTable(f"{line}行目から先を読めません。") from reason
        if any(cells):
            yield line, cells
        line = reader.line_num + 1


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


def named(table: Table, accepted: Mapping[str, Sequence[str]], needed: Sequence[str]) -> list[str]:
    """For each column of the table our name for it, or its own name.

    ``accepted`` lists per field the names in use (old and new standards). Raises
    MissingColumns when one of ``needed`` is nowhere.
    """
    ours = {column_key(name): field for field, names in accepted.items() for name in names}
    fields = [ours.get(column_key(column), column) for column in table.columns]
    if missing := [accepted[field][0] for field in needed if field not in fields]:
        raise MissingColumns(missing)
    return fields


def rows_of(table: Table, fields: Sequence[str]) -> Iterator[tuple[int, Raw]]:
    """The rows as field → text; the first column of a name counts, lines may be short."""
    is_first = [field not in fields[:place] for place, field in enumerate(fields)]
    names = list(compress(fields, is_first))
    for line, cells in table.rows:
        yield line, dict(zip(names, compress(cells, is_first), strict=False))
