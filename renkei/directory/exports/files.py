"""The files of a region's open data: what they are called, hold and weigh."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.directory.exports import tables, writing
from renkei.directory.exports.entries import entries, informal_services
from renkei.directory.exports.terms_of_use import LICENCE, LICENCE_URL, attributions
from renkei.programme.models import Region

CSV, GEOJSON, EXCEL = "CSV", "GeoJSON", "Excel"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    GEOJSON: "application/geo+json",
    EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NAMES = (
    "care-services.csv",
    "medical-institutions.csv",
    "informal-services.csv",
    "places.geojson",
    "directory.xlsx",
)


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


def files_of(region: Region) -> list[DataFile]:
    """All files of the region as its records are now, in the order of ``NAMES``."""
    found, sources = entries(region), attributions()
    care, medical = tables.care(found), tables.medical(found)
    able, informal = tables.abilities(found), tables.informal(informal_services(region))
    standard = "自治体標準オープンデータセットの列"
    sheets = {
        "介護サービス事業所": (tables.CARE, care),
        "医療機関": (tables.MEDICAL, medical),
        "できること": (tables.ABILITIES, able),
        "お助けサービス": (tables.INFORMAL, informal),
    }
    contents = (
        (f"介護サービス事業所 {len(care)}件", CSV, writing.as_csv(tables.CARE, care), standard),
        (f"医療機関 {len(medical)}件", CSV, writing.as_csv(tables.MEDICAL, medical), standard),
        (f"お助けサービス {len(informal)}件", CSV, writing.as_csv(tables.INFORMAL, informal), ""),
        (
            "地図の地点",
            GEOJSON,
            writing.as_geojson(found, sources=sources),
            "緯度・経度は世界測地系",
        ),
        (
            "すべての表",
            EXCEL,
            writing.as_workbook(sheets, sources=sources),
            "できることの表も入っています",
        ),
    )
    return [
        DataFile(name, label, form, content, note)
        for name, (label, form, content, note) in zip(NAMES, contents, strict=True)
    ]


def terms_file(region: Region) -> str:
    """The text that lies beside the files."""
    lines = [
        f"{region.name} 社会資源のオープンデータ",
        "",
        f"利用条件：{LICENCE} {LICENCE_URL}",
        *attributions(),
    ]
    return "\r\n".join(lines) + "\r\n"
