"""自治体標準オープンデータセット (old and new column names): bytes into rows. See README.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from renkei.directory.sources import cells, tables
from renkei.directory.sources.kaigo import parse as kaigo
from renkei.directory.sources.kouseikyoku import parse as kouseikyoku
from renkei.directory.sources.rows import Place, Problem, Raw, Row, Said, Span
from renkei.organizations.models import IdentifierSystem

# Field → column names, 推奨データセット first, then 自治体標準オープンデータセット.
COLUMNS = {
    "name": ("名称", "介護サービス事業所名称", "事業所名"),
    "kana": ("名称_カナ", "介護サービス事業所名称_カナ", "事業所名カナ"),
    "code": (
        "都道府県コード又は市区町村コード",
        "都道府県コード又は市町村コード",
        "全国地方公共団体コード",
        "所在地_全国地方公共団体コード",
        "市区町村コード",
    ),
    "id": ("NO", "ID"),
    "address": ("住所", "所在地_連結表記"),
    "building": ("方書", "建物名等(方書)"),
    "latitude": ("緯度",),
    "longitude": ("経度",),
    "telephone": ("電話番号",),
    "fax": ("FAX番号",),
    "corporate": ("法人番号",),
    "organization": ("法人の名称", "団体名"),
    "care": ("実施サービス",),
    "medical": ("医療機関の種類",),
    "care_number": ("事業所番号",),
    "medical_number": ("医療機関コード",),
    "days": ("利用可能曜日", "診療曜日"),
    "opens": ("診療開始時間", "開始時間"),
    "closes": ("診療終了時間", "終了時間"),
    "days_note": ("利用可能曜日特記事項", "診療日時特記事項", "利用可能日時特記事項"),
    "capacity": ("定員",),
    "website": ("URL",),
}
NEEDED = {"name": "施設の名前", "address": "所在地"}
MEDICAL = {
    "病院": "hospital",
    "歯科": "dentist",
    "薬局": "pharmacy",
    "助産": "midwife",
    "診療所": "clinic",
    "医院": "clinic",
    "クリニック": "clinic",
}


def read(content: bytes) -> Iterator[tuple[int, Raw]]:
    """The lines of a file. Raises UnreadableTable or MissingColumns."""
    needed = tables.needed_columns(COLUMNS, NEEDED)
    known = [name for names in COLUMNS.values() for name in names]
    table = tables.read_table(content, known, list(needed.values()))
    return tables.rows_of(table, tables.named(table, COLUMNS, needed))


def typed(line: int, raw: Raw) -> Said:
    """The services of a place: several where 実施サービス names several, else one."""
    name = cells.line(raw.get("name", ""), kaigo.LIMITS["name"])
    if not name:
        yield Problem(line, "名称がありません", is_rejected=True)
        return
    kinds, unknown = _kinds(raw, name)
    for said in unknown:
        yield Problem(line, f"知らないサービスの種類です：{cells.line(said, 60)}", not kinds)
    place = kaigo.place(name, raw)
    if kinds:
        yield from kaigo.repaired(line, raw, place)
    for kind in kinds:
        yield _row(line, raw, place, kind)


def _kinds(raw: Raw, name: str) -> tuple[list[str], list[str]]:
    """The codes of the services named, and the names nobody knows."""
    if "medical" in raw:
        return _medical(raw["medical"].strip(), name)
    if "care" not in raw:
        return ["public-facility"], []
    words = [word for word in raw["care"].replace(",", "、").replace(";", "、").split("、") if word]
    found = {
        word: kaigo.kinds().get(tables.column_key(word)) or _institution(word)
        for word in words or ["空"]
    }
    known = dict.fromkeys(code for code in found.values() if code)
    return list(known), [word for word, code in found.items() if not code]


def _medical(said: str, name: str) -> tuple[list[str], list[str]]:
    """One kind: as it is said, else (nothing is said) as the name tells; or nobody knows it.

    A dentist often calls itself a clinic, and only the name tells.
    """
    kind = _institution(said or name) or kaigo.kinds().get(tables.column_key(said), "")
    if kind == "clinic" and "歯科" in name:
        kind = "dentist"
    return ([kind], []) if kind else ([], [said or "空"])


def _institution(said: str) -> str:
    """The code of the medical kind that is named; empty for none."""
    return next((code for word, code in MEDICAL.items() if word in said), "")


def _row(line: int, raw: Raw, place: Place, kind: str) -> Row:
    numbers = _numbers(raw)
    number = numbers[0][1] if numbers else ""
    own = number or cells.line(raw.get("id", ""), 30) or _fingerprint(place.name, place.address)
    corporate = cells.digits(raw.get("corporate", ""))
    return Row(
        line=line,
        key=f"{place.municipality}:{own}:{kind}",
        raw=raw,
        place=place,
        kind=kind,
        number=number,
        numbers=numbers,
        organization=cells.line(raw.get("organization", ""), kaigo.LIMITS["organization"]),
        corporate_number=corporate if len(corporate) == 13 else "",
        days=cells.line(raw.get("days", "").replace(",", "・"), kaigo.LIMITS["days"]),
        days_note=cells.lines(raw.get("days_note", "")),
        capacity=cells.capacity(raw.get("capacity", "")),
        openings=tuple(spans(raw)),
    )


def _fingerprint(name: str, address: str) -> str:
    return hashlib.sha256(f"{name}\n{address}".encode()).hexdigest()[:24]


def _numbers(raw: Raw) -> tuple[tuple[str, str], ...]:
    care = cells.number(raw.get("care_number", ""))
    if len(care) == 10:
        return kaigo.numbers(care)
    medical = kouseikyoku.full_code(
        {"code": raw.get("medical_number", ""), "prefecture_code": raw.get("code", "")[:2]}
    )
    return ((IdentifierSystem.MEDICAL.value, medical),) if len(medical) == 10 else ()


def spans(raw: Raw) -> Iterator[Span]:
    """The same hours on each of the days named (`月火水木金`)."""
    starts_at, ends_at = cells.clock(raw.get("opens", "")), cells.clock(raw.get("closes", ""))
    if starts_at is None or ends_at is None or starts_at >= ends_at:
        return
    said = (
        raw.get("days", "").replace("平日", "月火水木金").replace("曜日", "").replace("祝日", "祝")
    )
    for weekday, day in enumerate(cells.WEEKDAYS):
        if day in said.replace("休日", ""):
            yield Span(weekday, starts_at, ends_at)
