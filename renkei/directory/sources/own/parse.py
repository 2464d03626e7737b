"""A region's own list in CSV or Excel: bytes into rows. See README.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from renkei.directory.sources import cells, tables
from renkei.directory.sources.rows import Problem, Raw, Said
from renkei.directory.sources.standard import parse as standard
from renkei.geo.addresses import split

# What offices call their columns; a mapping given with the file goes before.
COLUMNS = {
    **standard.COLUMNS,
    "name": (
        "名称",
        "施設名",
        *standard.COLUMNS["name"][1:],
        "事業者名",
        "医療機関名",
        "名前",
        "機関名",
    ),
    "kana": (*standard.COLUMNS["kana"], "ふりがな", "フリガナ", "よみがな", "カナ"),
    "address": ("所在地", *standard.COLUMNS["address"], "場所"),
    "telephone": (*standard.COLUMNS["telephone"], "電話", "TEL", "連絡先"),
    "fax": (*standard.COLUMNS["fax"], "FAX", "ファックス"),
    "website": (*standard.COLUMNS["website"], "ホームページ", "ウェブサイト", "HP"),
    "care": (*standard.COLUMNS["care"], "サービスの種類", "サービス種別", "サービス", "種類"),
    "medical": (*standard.COLUMNS["medical"], "種別", "区分"),
    "town": ("市区町村名", "市町村名", "市区町村", "市町村"),
    "days": (*standard.COLUMNS["days"], "曜日", "営業日"),
    "days_note": (*standard.COLUMNS["days_note"], "備考", "営業時間"),
}
LABELS = {
    "name": "名称",
    "kana": "ふりがな",
    "address": "所在地",
    "town": "市町村の名前",
    "code": "市区町村コード",
    "telephone": "電話",
    "fax": "FAX",
    "website": "ウェブサイト",
}


def read(content: bytes, mapping: Mapping[str, str] | None = None) -> Iterator[tuple[int, Raw]]:
    """The lines of a file; ``mapping`` names a column per field where ours do not fit.

    Raises UnreadableTable or MissingColumns.
    """
    return tables.rows_of(*_table(content, accepted(mapping)))


def unread(content: bytes, mapping: Mapping[str, str] | None = None) -> list[str]:
    """The columns of a file that are not read, with the name each may have meant."""
    return tables.unread(*_table(content, accepted(mapping)), accepted(mapping))


def accepted(mapping: Mapping[str, str] | None) -> dict[str, tuple[str, ...]]:
    """The names per field; one that a person assigned stands in place of ours."""
    chosen = mapping or {}
    return {
        field: (chosen[field],) if chosen.get(field) else names for field, names in COLUMNS.items()
    }


def _table(content: bytes, names: Mapping[str, tuple[str, ...]]) -> tuple[tables.Table, list[str]]:
    needed = tables.needed_columns(names, standard.NEEDED)
    known = [name for some in names.values() for name in some]
    table = tables.read_table(content, known, list(needed.values()))
    return table, tables.named(table, names, needed)


def typed(line: int, raw: Raw) -> Said:
    """As the standard data sets; a town in a column of its own goes before the address.

    What a person may have meant otherwise is told: no address, cells beside the columns.
    """
    town, address = raw.get("town", "").strip(), raw.get("address", "")
    if town and town not in address and not split(address).prefecture:
        raw = raw | {"address": town + address}
    if tables.BESIDE in raw:
        yield Problem(line, "見出しの無い欄は読みません")
    if not address.strip() and (town or cells.municipality(raw.get("code", ""))):
        yield Problem(line, "所在地がありません。市町村だけで読みます")
    yield from standard.typed(line, raw)
