"""The form for a list: which source, which file, and columns named unlike any we know."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django import forms

from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.fields import TidyCharField
from renkei.core.once import OnceForm
from renkei.directory.actions import bringing
from renkei.directory.imports import filings
from renkei.directory.models import ImportRun, Source
from renkei.directory.sources.own.parse import LABELS
from renkei.programme.models import Region

REGIONAL = (Source.OWN, Source.STANDARD, Source.KOUSEIKYOKU)
NATIONAL = (
    f"{Source.KAIGO.label}と{Source.NAVII.label}の一覧は、ここでは選べません。"
    "全国のファイルを、運用管理者が取り込みます。"
)


class BringingForm(OnceForm):
    """Try a list out. National files are offered to the operator of the installation only."""

    source = forms.ChoiceField(label="一覧の種類", initial=Source.OWN)
    file = forms.FileField(
        label="ファイル",
        allow_empty_file=True,
        help_text="CSV か Excel。20MBまで。まず試すだけで、まだ取り込みません。",
        error_messages={"required": "ファイルを選んでください"},
    )
    edition = TidyCharField(
        label="版",
        max_length=60,
        required=False,
        help_text="いつの一覧か。例：2026-06。空けておくと今日のものになります。",
    )

    extent = forms.ChoiceField(
        label="圏域の一覧に無いもの",
        choices=[
            ("additions", "追加だけ（無い行は、そのまま）"),
            ("whole", "この一覧がすべて（無い行は、無くなったとする）"),
        ],
        initial="additions",
        required=False,
        widget=forms.RadioSelect,
        help_text="「すべて」は、同じ市町村・同じ種類のうち、前に圏域の一覧で取り込んだものに効きます。",
    )

    def __init__(self, *args: Any, region: Region, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region
        sources = list(Source) if actor.is_operator else REGIONAL
        choice = cast("forms.ChoiceField", self.fields["source"])
        choice.choices = [(source.value, source.label) for source in sources]
        if not actor.is_operator:
            choice.help_text = NATIONAL
        for field, label in LABELS.items():
            self.fields[f"column_{field}"] = TidyCharField(
                label=f"「{label}」の列", max_length=60, required=False
            )

    def clean_edition(self) -> str:
        """A name that tells a day: the region's facts are as old as it says."""
        edition: str = self.cleaned_data["edition"]
        if edition and filings.day_named(edition) is None:
            raise forms.ValidationError(
                "いつの一覧か分かりません。「2026-06」や「令和8年6月15日」のように書いてください"
            )
        return edition

    def keep(self, *, by: Actor, at: datetime) -> ImportRun | None:
        """The tried run, or None with the reason beside the file or the edition."""
        data = self.cleaned_data
        try:
            return bringing.try_out(
                region=self.region,
                source=data["source"],
                upload=data["file"],
                edition=data["edition"],
                columns=self._options(),
                submission=self.mark,
                by=by,
                at=at,
            )
        except bringing.FutureEdition as refusal:
            self.add_error("edition", str(refusal))
            return None
        except DomainError as refusal:
            self.add_error("file", str(refusal))
            return None

    def _options(self) -> dict[str, Any]:
        """What only a region's own list may have: columns of any names, and additions."""
        if self.cleaned_data["source"] != Source.OWN:
            return {}
        named = {field: self.cleaned_data[f"column_{field}"] for field in LABELS}
        columns: dict[str, Any] = {field: name for field, name in named.items() if name}
        is_whole = self.cleaned_data["extent"] == "whole"
        return columns | ({"is_whole": True} if is_whole else {})
