"""The form for a file of outlines: of which areas, where, and how its coordinates are written."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django import forms

from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.fields import TidyCharField
from renkei.core.once import OnceForm
from renkei.directory.actions import outlines
from renkei.directory.models import AreaKind, OutlineRun
from renkei.directory.outlines import trial
from renkei.geo.coordinates import DEGREES, TOKYO, UnknownPlane
from renkei.geo.models import Municipality
from renkei.geo.plane import SYSTEMS
from renkei.programme.models import Region

COORDINATES = [
    ("", "ファイルに書いてあるとおり"),
    (DEGREES, "緯度・経度（世界測地系：JGD2011・JGD2000）"),
    (TOKYO, "緯度・経度（旧日本測地系）"),
    *((str(number), f"平面直角座標系 第{number}系") for number in SYSTEMS),
]


ASKED_FOR = (
    "ファイルからは座標の種類が分かりません。ここで選んで、ファイルも、もう一度選んでください。"
)


class OutlinesForm(OnceForm):
    """Try a file of outlines out."""

    kind = forms.ChoiceField(
        label="区域の種類",
        choices=AreaKind.choices,
        initial=AreaKind.SCHOOL_DISTRICT,
        widget=forms.RadioSelect,
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="市町村",
        empty_label="選んでください",
        help_text="ほかの市町村の区域が入っていても、この市町村のものだけを読みます。",
        error_messages={"required": "市町村を選んでください"},
    )
    file = forms.FileField(
        label="ファイル",
        allow_empty_file=True,
        help_text="Shapefile の ZIP（.shp・.dbf・.prj）か GeoJSON。20MBまで。まず試すだけです。",
        error_messages={"required": "ファイルを選んでください"},
    )
    source = TidyCharField(
        label="出典",
        max_length=120,
        required=False,
        help_text="地図の下に出ます。例：見本市オープンデータ CC BY 4.0",
    )
    column = TidyCharField(
        label="名前の列",
        max_length=60,
        required=False,
        help_text="空けておくと、登録してある名前に合う列を読みます。",
    )
    crs = forms.ChoiceField(
        label="座標の種類",
        choices=COORDINATES,
        required=False,
        help_text="ファイルに .prj が無いときに選びます。石川県は第7系、茨城県は第9系です。",
    )

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region
        own = region.municipalities.all()
        choice = cast("forms.ModelChoiceField[Municipality]", self.fields["municipality"])
        choice.queryset = own
        if own.count() == 1:
            choice.initial = own.get()

    def keep(self, *, by: Actor, at: datetime) -> OutlineRun | None:
        """The tried run, or None with the reason beside the field that can help."""
        data = self.cleaned_data
        try:
            return outlines.try_out(
                region=self.region,
                municipality=data["municipality"],
                kind=AreaKind(data["kind"]),
                upload=data["file"],
                column=data["column"],
                crs=data["crs"],
                source=data["source"],
                submission=self.mark,
                by=by,
                at=at,
            )
        except DomainError as refusal:
            asks = type(refusal) is UnknownPlane
            self.add_error(_field_of(refusal), ASKED_FOR if asks else str(refusal))
            return None


def _field_of(refusal: DomainError) -> str:
    if isinstance(refusal, UnknownPlane):
        return "crs"
    return "column" if isinstance(refusal, trial.NamesUnknown) else "file"
