"""The forms of a year: who does what, and the words of its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from renkei.core.actors import Actor
from renkei.core.fields import TidyCharField, TidyTextField
from renkei.core.forms import RecordForm
from renkei.geo.models import Municipality
from renkei.programme.matrix import names_of
from renkei.programme.models import Item, ItemName, Mode, ProgrammeYear
from renkei.programme.year_actions import (
    OPEN,
    Cell,
    Share,
    set_commission,
    set_words,
    shares_of,
)

MODES = [("", OPEN), *Mode.choices]


class YearForm(RecordForm[ProgrammeYear]):
    """A form of a year, which need not be kept yet: then its version is 0."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial["version"] = 0


def _name(kind: str, cell: Cell) -> str:
    return f"{kind}-{cell.item}-{cell.municipality}"


def typed_shares(shares: Mapping[Cell, Share], usual: str) -> dict[str, str]:
    """The fields of a matrix, as the form shows them: the usual contractor stays unsaid."""
    unsaid = Share(Mode.COMMISSIONED, usual)
    modes = {_name("mode", cell): share.mode for cell, share in shares.items()}
    return modes | {
        _name("contractor", cell): share.contractor * (share != unsaid)
        for cell, share in shares.items()
    }


@dataclass(frozen=True)
class FormCell:
    """The two fields of a cell of the matrix."""

    municipality: Municipality
    mode: BoundField
    contractor: BoundField


class CommissionForm(YearForm):
    """The matrix item × municipality: mode, and contractor where it differs from the usual one."""

    contractor = TidyCharField(
        label="委託先・共同の相手",
        max_length=100,
        required=False,
        widget=forms.TextInput({"list": "organizations"}),
        help_text="下の表で委託先を空けたところは、この団体への委託になります。",
    )

    class Meta:
        model = ProgrammeYear
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = self.instance.region
        self.municipalities = list(self.region.municipalities.all())
        for cell, label in self._cells():
            self.fields[_name("mode", cell)] = forms.ChoiceField(
                label=f"{label}の形", choices=MODES, required=False
            )
            self.fields[_name("contractor", cell)] = TidyCharField(
                label=f"{label}の委託先",
                max_length=100,
                required=False,
                widget=forms.TextInput({"list": "organizations"}),
            )

    def _cells(self) -> list[tuple[Cell, str]]:
        return [
            (Cell(item.value, town.pk), f"{item.letter} {town}")
            for item in Item
            for town in self.municipalities
        ]

    @classmethod
    def initial_of(cls, record: ProgrammeYear) -> dict[str, Any]:
        usual = str(record.region.operated_by or "")
        return {"contractor": usual} | typed_shares(shares_of(record.region, record.year), usual)

    @property
    def rows(self) -> list[tuple[Item, str, list[FormCell]]]:
        """The matrix for the page: item, its name of the year, a cell per municipality."""
        names = names_of(self.region, self.instance.year)
        return [
            (item, names[item], [self._row_cell(item, town) for town in self.municipalities])
            for item in Item
        ]

    def _row_cell(self, item: Item, town: Municipality) -> FormCell:
        cell = Cell(item.value, town.pk)
        return FormCell(town, self[_name("mode", cell)], self[_name("contractor", cell)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for cell, label in self._cells():
            self._check(cell, label, self._share(cell))
        return cleaned

    def _share(self, cell: Cell) -> Share:
        mode = self.cleaned_data.get(_name("mode", cell)) or ""
        own = self.cleaned_data.get(_name("contractor", cell)) or ""
        usual = self.cleaned_data.get("contractor") or ""
        return Share(mode, own or usual * (mode == Mode.COMMISSIONED))

    def _check(self, cell: Cell, label: str, share: Share) -> None:
        if share.mode == Mode.COMMISSIONED and not share.contractor:
            self.add_error(_name("contractor", cell), f"{label}の委託先を書いてください")
        if share.mode in (Mode.OWN, Mode.NONE) and share.contractor:
            self.add_error(
                _name("contractor", cell),
                f"{label}は「{Mode(share.mode).label}」です。委託先を消すか、委託を選んでください",
            )
        if not share.mode and share.contractor:
            self.add_error(
                _name("mode", cell), f"{label}の形を選んでください。なければ委託先を消してください"
            )

    def store(self, *, by: Actor, at: datetime) -> ProgrammeYear:
        return set_commission(
            region=self.region,
            year=self.instance.year,
            shares={cell: self._share(cell) for cell, _ in self._cells()},
            by=by,
            at=at,
            version=self.cleaned_data["version"],
        )


class YearWordsForm(YearForm):
    """What the page of a year says beside its records, and its wording of the items."""

    introduction = TidyTextField(label="はじめの文", required=False, max_length=2000)
    scope = TidyTextField(label="事業項目の前の文", required=False, max_length=2000)
    scope_note = TidyTextField(label="委託の範囲に続く文", required=False, max_length=2000)

    class Meta:
        model = ProgrammeYear
        fields = ["introduction", "scope", "scope_note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in Item:
            self.fields[f"name-{item.value}"] = TidyCharField(
                label=f"{item.letter}　一覧での名前",
                max_length=80,
                required=False,
                help_text=f"空けると「{item.label}」になります。",
            )
            self.fields[f"heading-{item.value}"] = TidyCharField(
                label=f"{item.letter}　見出しでの名前",
                max_length=80,
                required=False,
                help_text="一覧と同じなら空けます。",
            )

    @classmethod
    def initial_of(cls, record: ProgrammeYear) -> dict[str, Any]:
        rows = ItemName.objects.filter(region=record.region, fiscal_year=record.fiscal_year)
        shown = super().initial_of(record)
        for row in rows:
            shown |= {f"name-{row.item}": row.name, f"heading-{row.item}": row.heading}
        return shown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for item in Item:
            if cleaned.get(f"heading-{item.value}") and not cleaned.get(f"name-{item.value}"):
                self.add_error(f"name-{item.value}", f"{item.letter}の一覧での名前も書いてください")
        return cleaned

    def store(self, *, by: Actor, at: datetime) -> ProgrammeYear:
        cleaned = self.cleaned_data
        names = {i.value: (cleaned[f"name-{i.value}"], cleaned[f"heading-{i.value}"]) for i in Item}
        return set_words(page=self.instance, names=names, by=by, at=at, version=cleaned["version"])
