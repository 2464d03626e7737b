"""医療情報ネット（ナビイ）: 施設票 and 診療科・診療時間票, bytes into rows. See README.md."""

from __future__ import annotations

from collections.abc import Iterator

from renkei.directory.sources import cells, tables
from renkei.directory.sources.rows import Place, Problem, Raw, Row, Said, Span
from renkei.organizations.models import IdentifierSystem

FACILITY_COLUMNS = {
    "id": ("ID",),
    "name": ("正式名称",),
    "kana": ("正式名称（フリガナ）",),
    "category": ("機関区分",),
    "prefecture_code": ("都道府県コード",),
    "city_code": ("市区町村コード",),
    "address": ("所在地",),
    "latitude": ("所在地座標（緯度）",),
    "longitude": ("所在地座標（経度）",),
    "website": ("案内用ホームページアドレス",),
    "telephone": ("案内用電話番号", "電話番号", "案内用電話番号1"),
    "fax": ("案内用ファクシミリ番号", "FAX番号"),
    "holidays": ("その他の休診日（gw、お盆等）", "その他の休診日"),
}
HOURS_COLUMNS = {
    "id": ("ID",),
    "department_code": ("診療科目コード",),
    "department": ("診療科目名",),
    "band": ("診療時間帯",),
}
KINDS = {"1": "hospital", "2": "clinic", "3": "dentist", "4": "midwife", "5": "pharmacy"}
# 1 means "sees patients" although the column is called 休診; an empty cell says nothing.
_OPEN = "1"
_WEEK = [(day, f"毎週決まった曜日に休診（{day}）") for day in "月火水木金土日"]


def read(content: bytes) -> Iterator[tuple[int, Raw]]:
    """The lines of either table. Raises UnreadableTable or MissingColumns."""
    known = [names[0] for names in (FACILITY_COLUMNS | HOURS_COLUMNS).values()]
    table = tables.read_table(content, known)
    keys = {tables.column_key(column) for column in table.columns}
    if tables.column_key("診療科目コード") in keys or tables.column_key("診療時間帯") in keys:
        fields = tables.named(table, HOURS_COLUMNS, ("id", "department"))
    else:
        fields = tables.named(table, FACILITY_COLUMNS, ("id", "name", "address"))
    return tables.rows_of(table, fields)


def typed(line: int, raw: Raw) -> Said:
    """The institution, or the hours of one of its departments."""
    identity = raw.get("id", "").strip()
    if not 1 <= len(identity) <= 20:
        yield Problem(line, "IDがありません", is_rejected=True)
    elif "name" not in raw:
        yield from _hours(line, raw, identity)
    else:
        yield from _facility(line, raw, identity)


def _facility(line: int, raw: Raw, identity: str) -> Said:
    name = cells.line(raw.get("name", ""), 100)
    kind = KINDS.get(raw.get("category", "").strip())
    if not name or kind is None:
        yield Problem(line, "正式名称か機関区分がありません", is_rejected=True)
        return
    website = cells.website(raw.get("website", ""))
    if raw.get("website", "").strip() and not website:
        yield Problem(line, f"ウェブサイトとして読めません：{cells.line(raw['website'], 80)}")
    prefecture = cells.digits(raw.get("prefecture_code", "")).zfill(2)[-2:]
    city = cells.digits(raw.get("city_code", ""))
    yield Row(
        line=line,
        key=f"{prefecture}:{kind}:{identity}",
        raw=raw,
        place=Place(
            name=name,
            kana=cells.line(raw.get("kana", ""), 200),
            address=cells.line(raw.get("address", ""), 200),
            telephone=cells.telephone(raw.get("telephone", "")),
            fax=cells.telephone(raw.get("fax", "")),
            website=website,
            municipality=prefecture + city.zfill(3) if city else "",
            prefecture=prefecture,
            point=cells.point(raw.get("latitude", ""), raw.get("longitude", "")),
        ),
        kind=kind,
        numbers=((IdentifierSystem.NAVII.value, identity),),
        days=open_days(raw),
        days_note=cells.lines(raw.get("holidays", "")),
    )


def open_days(raw: Raw) -> str:
    """The weekdays on which the institution sees patients: `月・火・水`; empty if unknown."""
    return "・".join(day for day, column in _WEEK if raw.get(column, "").strip() == _OPEN)


def _hours(line: int, raw: Raw, identity: str) -> Said:
    department = cells.line(raw.get("department", ""), 60)
    band = cells.line(raw.get("band", ""), 20)
    spans = tuple(_spans(raw, department))
    if not spans:
        yield Problem(line, "診療時間がありません", is_rejected=True)
        return
    yield Row(
        line=line,
        key=f"hours:{identity}:{raw.get('department_code', department)[:20]}:{band}"[:80],
        raw=raw,
        place=Place(name=""),
        kind="",
        numbers=((IdentifierSystem.NAVII.value, identity),),
        openings=spans,
        attaches=True,
    )


def _spans(raw: Raw, department: str) -> Iterator[Span]:
    for weekday, day in enumerate(cells.WEEKDAYS):
        starts_at = cells.clock(raw.get(f"{day}_診療開始時間", ""))
        ends_at = cells.clock(raw.get(f"{day}_診療終了時間", ""))
        if starts_at and ends_at and starts_at < ends_at:
            yield Span(weekday, starts_at, ends_at, department)
