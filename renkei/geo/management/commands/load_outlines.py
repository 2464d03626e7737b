"""Load the outlines of municipalities, school districts or care areas."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from renkei.core import clock
from renkei.core.actors import SYSTEM
from renkei.core.errors import DomainError
from renkei.geo import areas, loading
from renkei.geo.models import CareArea, Municipality, SchoolDistrict
from renkei.geo.outlines import Outline, read_json
from renkei.geo.shapefiles import read_shapes

AREAS: dict[str, type[SchoolDistrict] | type[CareArea]] = {
    "school-district": SchoolDistrict,
    "care-area": CareArea,
}


class Command(BaseCommand):
    """``manage.py load_outlines [FILE…]``: GeoJSON, TopoJSON or .shp, else what we ship."""

    help = "Load outlines of municipalities (N03), school districts or care areas."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path)
        parser.add_argument(
            "--missing", action="store_true", help="only of municipalities that have none yet"
        )
        parser.add_argument("--area", choices=AREAS)
        parser.add_argument("--municipality", help="5-digit code, with --area")
        parser.add_argument("--name-column", default="name", help="column with the area's name")
        parser.add_argument("--source", default="", help="publisher and licence, shown on the map")
        parser.add_argument("--encoding", default="", help="of the .dbf; else UTF-8, then cp932")

    def handle(self, *, files: list[Path], missing: bool, area: str | None, **options: Any) -> None:
        paths = files or loading.OUTLINES
        try:
            outlines = [o for path in paths for o in read(path, options["encoding"])]
            if missing:
                outlines = loading.undrawn(outlines)
            number = self.of_areas(outlines, AREAS[area], options) if area else of_all(outlines)
        except (DomainError, OSError) as reason:
            raise CommandError(str(reason)) from reason
        if number or not missing:
            self.stdout.write(f"区域の形を {number:,} 件、登録しました。")

    def of_areas(
        self,
        outlines: list[Outline],
        kind: type[SchoolDistrict] | type[CareArea],
        options: dict[str, Any],
    ) -> int:
        """Outlines of areas within one municipality. Raises CommandError when it is unknown."""
        code = options["municipality"]
        municipality = Municipality.objects.filter(code=code).first()
        if municipality is None:
            raise CommandError(
                f"市区町村のコード「{code or ''}」がありません。5桁で書いてください。"
            )
        return areas.load_area_outlines(
            kind=kind,
            municipality=municipality,
            outlines=outlines,
            name_column=options["name_column"],
            source=options["source"],
            by=SYSTEM,
            at=clock.now(),
        )


def of_all(outlines: list[Outline]) -> int:
    """Outlines of municipalities."""
    return loading.load_municipality_outlines(outlines=outlines, by=SYSTEM, at=clock.now())


def read(path: Path, encoding: str) -> list[Outline]:
    """The outlines of a file; a .shp needs its .dbf beside it."""
    if path.suffix.lower() != ".shp":
        return read_json(path.read_bytes())
    prj = path.with_suffix(".prj")
    return read_shapes(
        shp=path.read_bytes(),
        dbf=path.with_suffix(".dbf").read_bytes(),
        prj=prj.read_text(encoding="utf-8") if prj.exists() else "",
        encoding=encoding,
    )
