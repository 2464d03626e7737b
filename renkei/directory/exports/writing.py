"""Tables and places as bytes of CSV, GeoJSON and Excel."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from renkei.core.cells import harmless
from renkei.directory.exports.entries import Entry
from renkei.directory.exports.tables import Table
from renkei.directory.exports.terms_of_use import LICENCE, LICENCE_URL

# Without these Excel would compute, link or round what is only text.
AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# A moment of its own would make the same tables another file each time.
SOME_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
NARROWEST, WIDEST = 8, 40


def as_csv(columns: Sequence[str], rows: Table) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it too; no cell begins a formula."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def as_geojson(entries: Iterable[Entry], *, sources: list[str]) -> bytes:
    """One point a place (RFC 7946), with its services; places without a point are left out."""
    places: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.service.facility.latitude is not None:
            places.setdefault(entry.service.facility_id, []).append(entry)
    collection = {
        "type": "FeatureCollection",
        "license": LICENCE,
        "license_url": LICENCE_URL,
        "attribution": sources,
        "features": [_feature(held) for held in places.values()],
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(held: list[Entry]) -> dict[str, Any]:
    place, facts = held[0].service.facility, held[0].facts
    return {
        "type": "Feature",
        "id": place.public_id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "名称": facts.name.value,
            "種類": list(dict.fromkeys(each.service.kind.label for each in held)),
            "住所": facts.address.value,
            "電話番号": facts.telephone.value,
            "FAX番号": facts.fax.value,
            "URL": facts.website.value,
            "地点": str(place.get_point_basis_display()),
            "できること": [each.term.label for each in held[0].abilities],
        },
    }


def as_workbook(sheets: Mapping[str, tuple[Sequence[str], Table]], *, sources: list[str]) -> bytes:
    """A sheet for each table, and one with the terms of use; every cell is text."""
    import xlsxwriter  # noqa: PLC0415 -- 12 MB that only this file needs

    target = io.BytesIO()
    terms: Table = [("利用条件", LICENCE), ("", LICENCE_URL), *(("出典", s) for s in sources)]
    with xlsxwriter.Workbook(target, AS_TEXT) as book:
        book.set_properties({"created": SOME_MOMENT})
        head = book.add_format({"bold": True})
        for name, (columns, rows) in {
            **sheets,
            "利用条件と出典": (("項目", "内容"), terms),
        }.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            _write(sheet, columns, rows, head)
    return target.getvalue()


def _write(sheet: Any, columns: Sequence[str], rows: Table, head: Any) -> None:
    sheet.write_row(0, 0, columns, head)
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            sheet.write_string(line, place, cell)
    for place, column in enumerate(columns):
        longest = max([len(column), *(len(row[place]) for row in rows)])
        sheet.set_column(place, place, min(WIDEST, max(NARROWEST, longest * 2)))
