"""届出受理医療機関名簿 of the regional bureaus: bytes into rows. See README.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from renkei.directory.sources import cells, tables
from renkei.directory.sources.kouseikyoku import filed
from renkei.directory.sources.rows import BrokenLine, Place, Problem, Raw, Row, Said
from renkei.geo.addresses import PREFECTURE_CODES
from renkei.organizations.models import IdentifierSystem

# Each bureau names its columns a little differently; a region may add more names.
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": (
        "医療機関番号",
        "医療機関コード",
        "code10",
        "コード",
        "医療機関等コード",
        "薬局番号",
        "ステーションコード",
        "訪問看護ステーションコード",
    ),
    "prefecture_code": ("都道府県コード",),
    "prefecture": ("都道府県名", "都道府県"),
    "category": ("区分", "点数表区分", "category", "種別"),
    "name": (
        "医療機関名称",
        "医療機関名",
        "名称",
        "name",
        "薬局名称",
        "事業者名／事業所名",
        "事業者名事業所名",
        "事業所名称",
        "事業所名",
        "訪問看護ステーション名称",
        "訪問看護ステーション名",
    ),
    "address": (
        "医療機関所在地（住所）",
        "医療機関所在地",
        "所在地",
        "住所",
        "address",
        "薬局所在地",
        "事業所所在地",
        "訪問看護ステーション所在地",
    ),
    "telephone": ("電話番号", "電話"),
    "fax": ("FAX番号", "FAX（番号）", "ＦＡＸ"),
    "notification": ("受理届出名称", "届出名称", "施設基準", "施設基準名"),
    "symbol": ("受理記号", "略称"),
    "acceptance": ("受理番号", "届出受理番号"),
    "since": ("算定開始年月日", "算定開始日", "算定開始"),
}
NEEDED = ("code", "name", "address")
# 点数表番号, the third digit of the ten; 6 are stations of visiting nurses (訪問看護).
_TABLES = {"医科": "1", "歯科": "3", "薬局": "4", "調剤": "4", "medical": "1", "dental": "3"}
_TABLES |= {"pharmacy": "4", "訪問看護": "6", "1": "1", "3": "3", "4": "4", "6": "6"}
_POSTAL_CODE = re.compile(r"^\s*〒?\s*[0-9０-９]{3}[-－‐−ー]?[0-9０-９]{4}(?=\D)\s*")


def columns(extra: Mapping[str, str | Sequence[str]] | None = None) -> dict[str, tuple[str, ...]]:
    """The accepted names per field, those of ``extra`` (a region's mapping) first."""
    more = {
        field: (names,) if isinstance(names, str) else names
        for field, names in (extra or {}).items()
    }
    return {field: (*more.get(field, ()), *names) for field, names in COLUMNS.items()}


def read(
    content: bytes, extra: Mapping[str, str | Sequence[str]] | None = None
) -> Iterator[tuple[int, Raw]]:
    """The institutions of a CSV or Excel file, one after another.

    The bureaus repeat an institution for each 届出 it filed, or leave its cells empty from
    the second on (merged cells); these lines become one, with all 届出 in ``filings``.
    Raises UnreadableTable or MissingColumns.
    """
    accepted = columns(extra)
    table = tables.read_table(content, [name for names in accepted.values() for name in names])
    fields = tables.named(table, accepted, NEEDED)
    has_filings = not set(fields).isdisjoint(filed.COLUMNS)
    head = table.columns[fields.index("code")]
    held: tuple[int, Raw] | None = None
    for line, raw in tables.rows_of(table, fields):
        if raw.get("code") == head:  # each sheet of a book has its own
            continue
        if isinstance(raw, BrokenLine):
            yield line, raw
            continue
        if "ステーション" in head:
            raw.setdefault("category", "訪問看護")
        if held and _continues(held[1], raw):
            _add_filings(held[1], raw)
            continue
        if held:
            yield held
        held = line, _gathered(raw) if has_filings else raw
    if held:
        yield held


def _continues(held: Raw, raw: Raw) -> bool:
    """Whether a line tells more of the institution before it."""
    if "filings" not in held:
        return False
    here = (raw.get("code", "").strip(), raw.get("name", "").strip())
    if not any(here):
        return True
    return all(held.get(part) == raw.get(part) for part in ("code", "category", "name"))


def _gathered(raw: Raw) -> Raw:
    """The line with its 届出 in one field in place of their columns."""
    kept = {field: cell for field, cell in raw.items() if field not in filed.COLUMNS}
    return kept | {"filings": "\n".join(filed.written(raw))}


def _add_filings(held: Raw, raw: Raw) -> None:
    known = held["filings"].split("\n") if held["filings"] else []
    held["filings"] = "\n".join(dict.fromkeys([*known, *filed.written(raw)]))


def typed(line: int, raw: Raw) -> Said:
    """The institution the line tells of."""
    code = full_code(raw)
    organization, name = _names(raw)
    if not name:
        yield Problem(line, "名称がありません", is_rejected=True)
        return
    if not re.fullmatch("[0-9]{2}[1346][0-9]{7}", code):
        shown = cells.line(raw.get("code", ""), 30) or "空"
        yield Problem(line, f"医療機関コードを10桁にできません：{shown}", is_rejected=True)
        return
    for day in filed.unreadable_days(raw):
        yield Problem(line, f"算定開始年月日として読めません：{cells.line(day, 40)}")
    yield Row(
        line=line,
        key=code,
        raw=raw,
        place=_place(code, name, raw),
        kind=kind_of(code, name),
        # The care insurance numbers stations too, and otherwise.
        number="" if code[2] == "6" else code,
        numbers=((IdentifierSystem.MEDICAL.value, code),),
        organization=organization,
        filings=filed.told(raw),
    )


def _names(raw: Raw) -> tuple[str, str]:
    """The body and the institution; where a cell has two lines, the body stands first."""
    *bodies, name = raw.get("name", "").strip().splitlines() or [""]
    return cells.line(bodies[0], 100) if bodies else "", cells.line(name, 100)


def _place(code: str, name: str, raw: Raw) -> Place:
    """Where it is; telephone and FAX may stand one below the other."""
    telephone, *rest = raw.get("telephone", "").strip().splitlines() or [""]
    return Place(
        name=name,
        address=cells.line(_POSTAL_CODE.sub("", raw.get("address", "")), 200),
        telephone=cells.telephone(telephone),
        fax=cells.telephone(raw.get("fax", "") or "".join(rest[:1])),
        prefecture=code[:2],
    )


def full_code(raw: Raw) -> str:
    """Ten digits: prefecture, 点数表番号 and the seven digits the bureau writes (`01,1234,5`)."""
    digits = cells.digits(cells.number(raw.get("code", ""), 7))
    if len(digits) != 7:
        return digits
    return _prefecture(raw) + _TABLES.get(raw.get("category", "").strip(), "") + digits


def _prefecture(raw: Raw) -> str:
    """Its two digits, from its own column or from the beginning of the address."""
    code = cells.digits(raw.get("prefecture_code", ""))
    if code.strip("0"):
        return code.zfill(2)[-2:]
    named = raw.get("prefecture", "").strip() or _POSTAL_CODE.sub("", raw.get("address", ""))
    return next((code for name, code in PREFECTURE_CODES.items() if named.startswith(name)), "")


def kind_of(code: str, name: str) -> str:
    """By the 点数表; only a hospital may be called 病院 (医療法 第3条)."""
    if code[2] in "46":
        return {"4": "pharmacy", "6": "kaigo-130"}[code[2]]
    if "病院" in name or "医療センター" in name:
        return "hospital"
    return "dentist" if code[2] == "3" else "clinic"
