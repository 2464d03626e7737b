"""The directory as tables, with the columns of 自治体標準オープンデータセット.

Column names: 推奨データセット 介護サービス事業所一覧 and 医療機関一覧, as listed by
NEC-FIWARE/smart-data-models (docs/data-sources.md). One row is one service; what no
source tells is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import jaconv

from renkei.directory.exports.entries import Entry
from renkei.directory.models import Filing, InformalService, Opening
from renkei.organizations.models import Facility, IdentifierSystem, PointBasis

WEEK = "月火水木金土日祝"
CARE = (
    *("都道府県コード又は市区町村コード", "NO", "都道府県名", "市区町村名"),
    *("介護サービス事業所名称", "介護サービス事業所名称_カナ", "実施サービス", "住所", "方書"),
    *("緯度", "経度", "電話番号", "内線番号", "FAX番号", "法人番号", "法人の名称", "事業所番号"),
    *("利用可能曜日", "利用可能曜日特記事項", "定員", "URL", "備考"),
)
MEDICAL = (
    *("都道府県コード又は市区町村コード", "NO", "都道府県名", "市区町村名"),
    *("名称", "名称_カナ", "医療機関の種類", "住所", "方書", "緯度", "経度"),
    *("電話番号", "内線番号", "FAX番号", "法人番号", "法人の名称", "医療機関コード"),
    *("診療曜日", "診療開始時間", "診療終了時間", "診療日時特記事項", "時間外における対応"),
    *("診療科目", "病床数", "URL", "備考"),
)
ABILITIES = ("名称", "市区町村名", "できること", "補足", "出典", "確認した日")
FILINGS = (
    *("名称", "市区町村名", "届出の種類", "受理届出名称", "受理記号", "受理番号"),
    *("算定開始", "終わり", "出典", "出典の版の日"),
)
INFORMAL = (
    *("名称", "種類", "提供者", "内容", "地域", "地域の補足", "曜日と時間", "料金"),
    *("申込み", "使える人", "電話番号", "FAX番号", "URL", "確認した日"),
)
ESTIMATED = "緯度・経度は推定（住所の町の中心）"

Table = list[Sequence[str]]


def code_with_check_digit(code: str) -> str:
    """The six digits of 全国地方公共団体コード from its first five (JIS X 0402, modulus 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=True))
    return f"{code}{(11 - total % 11) % 10}"


def care(entries: Iterable[Entry]) -> Table:
    """介護サービス事業所一覧."""
    found = [entry for entry in entries if entry.is_care]
    return [_row(CARE, _care(entry, number)) for number, entry in enumerate(found, start=1)]


def medical(entries: Iterable[Entry]) -> Table:
    """医療機関一覧: hospitals, clinics, dentists and pharmacies."""
    found = [entry for entry in entries if not entry.is_care]
    return [_row(MEDICAL, _medical(entry, number)) for number, entry in enumerate(found, start=1)]


def abilities(entries: Iterable[Entry]) -> Table:
    """What each place can do, once per place, with how and when it became known."""
    rows: dict[int, Table] = {}
    for entry in entries:
        place = entry.service.facility
        rows[place.pk] = [
            (
                entry.facts.name.value,
                place.municipality.name,
                each.term.label,
                each.note,
                str(each.get_evidence_display()),
                each.checked_on.isoformat(),
            )
            for each in entry.abilities
        ]
    return [row for said in rows.values() for row in said]


def filings(known: Iterable[Filing]) -> Table:
    """厚生局への届出; 算定開始 is empty where the list names no day."""
    return [(*_of_facility(each), *_of_filing(each)) for each in known]


def _of_facility(filing: Filing) -> Sequence[str]:
    place: Any = filing.row.facility
    return place.name, place.municipality.name


def _of_filing(filing: Filing) -> Sequence[str]:
    return (
        filing.term.label if filing.term else "",
        filing.name,
        filing.symbol,
        filing.number,
        filing.since.isoformat() if filing.is_since_told else "",
        filing.until.isoformat() if filing.until else "",
        str(filing.publication),
        filing.seen_on.isoformat(),
    )


def informal(services: Iterable[InformalService]) -> Table:
    """お助けサービス."""
    return [
        (
            *(each.name, each.kind.label, each.provider, each.description),
            ";".join(area.name for area in each.municipalities.all()),
            *(each.area, each.days, each.price, each.how_to_apply, each.who_may_use),
            *(each.telephone, each.fax, each.website, each.checked_on.isoformat()),
        )
        for each in services
    ]


def _row(columns: Sequence[str], values: dict[str, str]) -> list[str]:
    return [values.get(column, "") for column in columns]


def _place(entry: Entry, number: int) -> dict[str, str]:
    place, facts = entry.service.facility, entry.facts
    return {
        "都道府県コード又は市区町村コード": code_with_check_digit(place.municipality.code),
        "NO": str(number),
        "都道府県名": place.municipality.prefecture,
        "市区町村名": place.municipality.name,
        "住所": facts.address.value,
        "方書": place.building,
        "緯度": _degrees(place.latitude),
        "経度": _degrees(place.longitude),
        "電話番号": facts.telephone.value,
        "FAX番号": facts.fax.value,
        "法人番号": place.organization.corporate_number if place.organization else "",
        "法人の名称": place.organization.name if place.organization else "",
        "URL": entry.service.website or facts.website.value,
        "備考": _remark(place),
    }


def _care(entry: Entry, number: int) -> dict[str, str]:
    service = entry.service
    return _place(entry, number) | {
        "介護サービス事業所名称": entry.facts.name.value,
        "介護サービス事業所名称_カナ": jaconv.hira2kata(entry.facts.kana.value),
        "実施サービス": service.kind.label,
        "事業所番号": service.number or entry.number(IdentifierSystem.CARE),
        "利用可能曜日": entry.facts.hours.value or service.days,
        "利用可能曜日特記事項": service.days_note,
        "定員": "" if service.capacity is None else str(service.capacity),
    }


def _medical(entry: Entry, number: int) -> dict[str, str]:
    service = entry.service
    return _place(entry, number) | {
        "名称": entry.facts.name.value,
        "名称_カナ": jaconv.hira2kata(entry.facts.kana.value),
        "医療機関の種類": service.kind.label,
        "医療機関コード": service.number or entry.number(IdentifierSystem.MEDICAL),
        **_hours(entry.openings),
        "診療日時特記事項": entry.facts.hours.value or service.days_note,
    }


def _hours(openings: Sequence[Opening]) -> dict[str, str]:
    """Days, earliest start and latest end: the standard has one cell for each."""
    if not openings:
        return {}
    days = sorted({each.weekday for each in openings})
    departments = dict.fromkeys(each.department for each in openings if each.department)
    return {
        "診療曜日": "".join(WEEK[day] for day in days),
        "診療開始時間": f"{min(each.starts_at for each in openings):%H:%M}",
        "診療終了時間": f"{max(each.ends_at for each in openings):%H:%M}",
        "診療科目": ";".join(departments),
    }


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"


def _remark(place: Facility) -> str:
    return ESTIMATED if place.point_basis == PointBasis.ESTIMATED else ""
