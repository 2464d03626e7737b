"""届出受理医療機関名簿 of the regional bureaus: bytes into rows. See README.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from renkei.directory.sources import cells, tables
from renkei.directory.sources.rows import Place, Problem, Raw, Row, Said
from renkei.geo.addresses import PREFECTURE_CODES
from renkei.organizations.models import IdentifierSystem

# Each bureau names its columns a little differently; a region may add more names.
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("医療機関番号", "医療機関コード", "code10", "コード", "医療機関等コード"),
    "prefecture_code": ("都道府県コード",),
    "prefecture": ("都道府県名", "都道府県"),
    "category": ("区分", "点数表区分", "category", "種別"),
    "name": ("医療機関名称", "医療機関名", "名称", "name", "薬局名称"),
    "address": (
        "医療機関所在地（住所）",
        "医療機関所在地",
        "所在地",
        "住所",
        "address",
        "薬局所在地",
    ),
    "telephone": ("電話番号", "電話"),
    "fax": ("FAX番号", "FAX（番号）", "ＦＡＸ"),
    "notification": ("受理届出名称", "届出名称", "施設基準"),
}
NEEDED = ("code", "name", "address")
# 点数表番号, the third digit of the ten.
_TABLES = {"医科": "1", "歯科": "3", "薬局": "4", "調剤": "4", "medical": "1", "dental": "3"}
_TABLES |= {"pharmacy": "4", "1": "1", "3": "3", "4": "4"}


def columns(extra: Mapping[str, Sequence[str]] | None = None) -> dict[str, tuple[str, ...]]:
    """The accepted names per field, those of ``extra`` (a region's mapping) first."""
    more = extra or {}
    return {field: (*more.get(field, ()), *names) for field, names in COLUMNS.items()}


def read(
    content: bytes, extra: Mapping[str, Sequence[str]] | None = None
) -> Iterator[tuple[int, Raw]]:
    """The institutions of a CSV or Excel file, one after another.

    The bureaus repeat an institution for each 届出 it filed; these lines become one, with
    the names of all in ``notification``. Raises UnreadableTable or MissingColumns.
    """
    accepted = columns(extra)
    table = tables.read_table(content, [name for names in accepted.values() for name in names])
    fields = tables.named(table, accepted, NEEDED)
    held: tuple[int, Raw] | None = None
    for line, raw in tables.rows_of(table, fields):
        if held and raw.get("code") and _same(held[1], raw):
            _add_notification(held[1], raw)
            continue
        if held:
            yield held
        held = line, raw
    if held:
        yield held


def _same(one: Raw, other: Raw) -> bool:
    if "notification" not in one:
        return False
    return all(one.get(part) == other.get(part) for part in ("code", "category", "name"))


def _add_notification(held: Raw, raw: Raw) -> None:
    added = raw.get("notification", "")
    if added and added not in held["notification"].split("、"):
        held["notification"] = "、".join(filter(None, (held["notification"], added)))


def typed(line: int, raw: Raw) -> Said:
    """The institution the line tells of."""
    code = full_code(raw)
    name = cells.line(raw.get("name", ""), 100)
    if not name:
        yield Problem(line, "名称がありません", is_rejected=True)
        return
    if not re.fullmatch("[0-9]{2}[134][0-9]{7}", code):
        shown = cells.line(raw.get("code", ""), 30) or "空"
        yield Problem(line, f"医療機関コードを10桁にできません：{shown}", is_rejected=True)
        return
    yield Row(
        line=line,
        key=code,
        raw=raw,
        place=Place(
            name=name,
            address=cells.line(raw.get("address", ""), 200),
            telephone=cells.telephone(raw.get("telephone", "")),
            fax=cells.telephone(raw.get("fax", "")),
            prefecture=code[:2],
        ),
        kind=kind_of(code, name),
        number=code,
        numbers=((IdentifierSystem.MEDICAL.value, code),),
    )


def full_code(raw: Raw) -> str:
    """Ten digits: prefecture, 点数表番号 and the seven digits the bureau writes (`01,1234,5`)."""
    digits = cells.digits(cells.number(raw.get("code", ""), 7))
    if len(digits) != 7:
        return digits
    prefecture = cells.digits(raw.get("prefecture_code", "")).zfill(2)[-2:]
    if prefecture == "00":
        prefecture = PREFECTURE_CODES.get(raw.get("prefecture", "").strip(), "")
    return prefecture + _TABLES.get(raw.get("category", "").strip(), "") + digits


def kind_of(code: str, name: str) -> str:
    """By the 点数表; only a hospital may be called 病院 (医療法 第3条)."""
    if code[2] == "4":
        return "pharmacy"
    if "病院" in name or "医療センター" in name:
        return "hospital"
    return "dentist" if code[2] == "3" else "clinic"
