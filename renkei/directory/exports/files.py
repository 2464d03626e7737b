"""The files of a region's open data: what they are called, hold and weigh."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from renkei.directory.exports import tables
from renkei.directory.exports.entries import Entry, entries, filings, informal_services
from renkei.directory.exports.terms_of_use import LICENCE, LICENCE_URL, attributions
from renkei.directory.exports.writing import as_csv, as_geojson, as_workbook
from renkei.programme.models import Region

CSV, GEOJSON, EXCEL = "CSV", "GeoJSON", "Excel"
STANDARD = "自治体標準オープンデータセットの列"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    GEOJSON: "application/geo+json",
    EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class DataFile:
    """One file: its name in addresses and folders, what people call it, and its bytes."""

    name: str
    label: str
    form: str
    content: bytes
    note: str = ""

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.form]


class Stock:
    """What a region's files are made of, each read once when a file needs it."""

    def __init__(self, region: Region) -> None:
        self.region = region

    @cached_property
    def entries(self) -> list[Entry]:
        return entries(self.region)

    @cached_property
    def care(self) -> tables.Table:
        return tables.care(self.entries)

    @cached_property
    def medical(self) -> tables.Table:
        return tables.medical(self.entries)

    @cached_property
    def informal(self) -> tables.Table:
        return tables.informal(informal_services(self.region))

    @cached_property
    def filings(self) -> tables.Table:
        return tables.filings(filings(self.region))

    @cached_property
    def sources(self) -> list[str]:
        return attributions(self.region)


def _care(stock: Stock, name: str) -> DataFile:
    label = f"介護サービス事業所 {len(stock.care)}件"
    return DataFile(name, label, CSV, as_csv(tables.CARE, stock.care), STANDARD)


def _medical(stock: Stock, name: str) -> DataFile:
    label = f"医療機関 {len(stock.medical)}件"
    return DataFile(name, label, CSV, as_csv(tables.MEDICAL, stock.medical), STANDARD)


def _informal(stock: Stock, name: str) -> DataFile:
    label = f"お助けサービス {len(stock.informal)}件"
    return DataFile(name, label, CSV, as_csv(tables.INFORMAL, stock.informal))


def _filings(stock: Stock, name: str) -> DataFile:
    label = f"厚生局への届出 {len(stock.filings)}件"
    return DataFile(name, label, CSV, as_csv(tables.FILINGS, stock.filings), "終わったものを含む")


def _places(stock: Stock, name: str) -> DataFile:
    content = as_geojson(stock.entries, sources=stock.sources)
    return DataFile(name, "地図の地点", GEOJSON, content, "緯度・経度は世界測地系")


def _directory(stock: Stock, name: str) -> DataFile:
    sheets = {
        "介護サービス事業所": (tables.CARE, stock.care),
        "医療機関": (tables.MEDICAL, stock.medical),
        "できること": (tables.ABILITIES, tables.abilities(stock.entries)),
        "届出": (tables.FILINGS, stock.filings),
        "お助けサービス": (tables.INFORMAL, stock.informal),
    }
    content = as_workbook(sheets, sources=stock.sources)
    return DataFile(name, "すべての表", EXCEL, content, "できることと届出の表も入っています")


MAKERS: dict[str, Callable[[Stock, str], DataFile]] = {
    "care-services.csv": _care,
    "medical-institutions.csv": _medical,
    "filings.csv": _filings,
    "informal-services.csv": _informal,
    "places.geojson": _places,
    "directory.xlsx": _directory,
}
NAMES = tuple(MAKERS)


def files_of(region: Region) -> list[DataFile]:
    """All files of the region as its records are now, in the order of ``NAMES``."""
    stock = Stock(region)
    return [make(stock, name) for name, make in MAKERS.items()]


def file_of(region: Region, name: str) -> DataFile:
    """The file of this name, one of ``NAMES``."""
    return MAKERS[name](Stock(region), name)


def terms_file(region: Region) -> str:
    """The text that lies beside the files."""
    lines = [
        f"{region.name} 社会資源のオープンデータ",
        "",
        f"利用条件：{LICENCE} {LICENCE_URL}",
        *attributions(region),
    ]
    return "\r\n".join(lines) + "\r\n"
