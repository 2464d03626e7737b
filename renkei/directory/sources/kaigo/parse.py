"""介護サービス情報公表システム オープンデータ: bytes into rows. See README.md."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from renkei.directory.sources import cells, tables
from renkei.directory.sources.rows import Place, Problem, Raw, Row, Said
from renkei.organizations.models import IdentifierSystem

KINDS = Path(__file__).parent / "kinds.csv"
COLUMNS = {
    "code": ("都道府県コード又は市町村コード", "都道府県コード又は市区町村コード"),
    "prefecture": ("都道府県名",),
    "name": ("事業所名",),
    "kana": ("事業所名カナ",),
    "kind": ("サービスの種類",),
    "address": ("住所",),
    "building": ("方書（ビル名等）", "方書"),
    "latitude": ("緯度",),
    "longitude": ("経度",),
    "telephone": ("電話番号",),
    "fax": ("FAX番号",),
    "corporate": ("法人番号",),
    "organization": ("法人の名称",),
    "number": ("事業所番号",),
    "days": ("利用可能曜日",),
    "days_note": ("利用可能曜日特記事項",),
    "capacity": ("定員",),
    "website": ("URL",),
}
NEEDED = ("code", "name", "kind", "address", "number")
# 医科, 歯科, 薬局: where an office is one by law (みなし指定), its number is the medical code.
_MEDICAL = "134"


@lru_cache(maxsize=1)
def kinds() -> dict[str, str]:
    """The code of each kind by the name the file uses, compared as column names are."""
    with KINDS.open(encoding="utf-8", newline="") as file:
        return {tables.column_key(row["name"]): row["code"] for row in csv.DictReader(file)}


# So many characters of a cell are kept.
LIMITS = {
    "name": 100,
    "kana": 200,
    "address": 200,
    "building": 120,
    "organization": 100,
    "days": 60,
}
LABELS = {
    "name": "名称",
    "kana": "ふりがな",
    "address": "所在地",
    "building": "建物の名前",
    "organization": "法人の名称",
    "days": "曜日",
}


def read(content: bytes) -> Iterator[tuple[int, Raw]]:
    """The lines of a file as they are. Raises UnreadableTable or MissingColumns."""
    table = tables.read_table(content, [names[0] for names in COLUMNS.values()])
    return tables.rows_of(table, tables.named(table, COLUMNS, NEEDED))


def typed(line: int, raw: Raw) -> Said:
    """The service the line tells of; problems where something was repaired or left out."""
    named = raw.get("kind", "")
    kind = kinds().get(named) or kinds().get(tables.column_key(named))
    number = cells.number(raw.get("number", ""))
    name = cells.line(raw.get("name", ""), LIMITS["name"])
    if reason := _why_not(name, number, kind, raw):
        yield Problem(line, reason, is_rejected=True)
        return
    where = place(name, raw)
    yield from repaired(line, raw, where)
    corporate = cells.digits(raw.get("corporate", ""))
    yield Row(
        line=line,
        key=f"{number}:{kind}",
        raw=raw,
        place=where,
        kind=kind or "",
        number=number,
        numbers=numbers(number),
        organization=cells.line(raw.get("organization", ""), LIMITS["organization"]),
        corporate_number=corporate if len(corporate) == 13 else "",
        days=cells.line(raw.get("days", "").replace(",", "・"), LIMITS["days"]),
        days_note=cells.lines(raw.get("days_note", "")),
        capacity=cells.capacity(raw.get("capacity", "")),
    )


def _why_not(name: str, number: str, kind: str | None, raw: Raw) -> str:
    if not name:
        return "事業所名がありません"
    if len(number) != 10:
        return f"事業所番号が10桁ではありません：{cells.line(raw.get('number', ''), 30) or '空'}"
    if kind is None:
        return f"知らないサービスの種類です：{cells.line(raw.get('kind', ''), 60) or '空'}"
    return ""


def numbers(number: str) -> tuple[tuple[str, str], ...]:
    """The numbers that name the place: an office of a clinic also bears the medical code."""
    care = (IdentifierSystem.CARE.value, number)
    if number.isdigit() and number[2] in _MEDICAL:
        return (care, (IdentifierSystem.MEDICAL.value, number))
    return (care,)


def place(name: str, raw: Raw) -> Place:
    """The place as the national and the standard columns tell of it."""
    code = cells.municipality(raw.get("code", ""))
    return Place(
        name=name,
        kana=cells.line(raw.get("kana", ""), LIMITS["kana"]),
        address=cells.line(raw.get("address", ""), LIMITS["address"]),
        building=cells.line(raw.get("building", ""), LIMITS["building"]),
        telephone=cells.telephone(raw.get("telephone", "")),
        fax=cells.telephone(raw.get("fax", "")),
        website=cells.website(raw.get("website", "")),
        municipality=code,
        prefecture=code[:2],
        point=cells.point(raw.get("latitude", ""), raw.get("longitude", "")),
    )


def repaired(line: int, raw: Raw, kept: Place) -> Iterator[Problem]:
    """What could not be taken over from a line that is otherwise good."""
    for field, label, value in (
        ("telephone", "電話番号", kept.telephone),
        ("fax", "FAX番号", kept.fax),
        ("website", "ウェブサイト", kept.website),
    ):
        if not value and (cell := raw.get(field, "").strip()):
            yield Problem(line, f"{label}として読めません：{cells.line(cell, 80)}")
    for field, limit in LIMITS.items():
        cell = raw.get(field, "")
        if len(cell) > limit and len(cells.line(cell, len(cell))) > limit:
            yield Problem(line, f"{LABELS[field]}が長いので、{limit}文字で切ります")
