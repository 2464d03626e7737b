"""Inputs of several boxes: a date with its era, a time of day."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, ClassVar

from django import forms

from renkei.core import boxes
from renkei.core.fiscal import FiscalYear
from renkei.core.wareki import (
    ERAS,
    WESTERN,
    DateError,
    date_parts,
    era_of,
    wareki_full,
    western_full,
    with_western,
)

PRESENT_ERA = ERAS[-1]
_ERA_CHOICES = [(name, name) for name in [*(era.name for era in reversed(ERAS)), WESTERN]]


def _box(label: str, block: str) -> forms.TextInput:
    return forms.TextInput(
        {
            "aria-label": label,
            "class": f"{block}__box",
            "inputmode": "numeric",
            "autocomplete": "off",
        }
    )


class BoxesInput(forms.MultiWidget):
    """Several boxes that are one answer; a single value under the plain name fills the first one.

    The plain name serves links and filters: `?held_on=2016-08-28`.
    """

    units: ClassVar[Sequence[str]]
    first_text_box: ClassVar[int]

    def use_required_attribute(self, initial: Any) -> bool:
        # One box may hold the whole answer: a browser must not insist on the others.
        return False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str | None]:
        if name in data:
            return self._pasted(str(data[name]))
        return list(super().value_from_datadict(data, files, name))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and super().value_omitted_from_data(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, dict(attrs or {}))
        for subwidget, unit in zip(context["widget"]["subwidgets"], self.units, strict=True):
            subwidget["unit"] = unit
        return context

    def _pasted(self, text: str) -> list[str | None]:
        filled: list[str | None] = [""] * len(self.widgets)
        filled[self.first_text_box] = text
        return filled


class WarekiDateInput(BoxesInput):
    """Era, 年, 月, 日; below them the same day in the other calendar, with weekday and 年度."""

    template_name = "core/widgets/date.html"
    units = ("", "年", "月", "日")
    first_text_box = 1

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        era = forms.Select(
            {"aria-label": "元号", "class": "c-date__box c-date__box--era"}, choices=_ERA_CHOICES
        )
        super().__init__([era, *(_box(unit, "c-date") for unit in self.units[1:])], attrs)

    def decompress(self, value: Any) -> list[str | None]:
        """The boxes of a date; an empty one proposes the present era, a text is shown as it is."""
        if isinstance(value, date):
            return self._of(value)
        filled = self._pasted(str(value or ""))
        filled[0] = PRESENT_ERA.name
        return filled

    def _of(self, on: date) -> list[str | None]:
        era = era_of(on)
        year = era.year_of(on.year) if era else str(on.year)
        return [era.name if era else WESTERN, year, str(on.month), str(on.day)]

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        filled = value if isinstance(value, list) else self.decompress(value)
        context = super().get_context(name, self._spread(filled), attrs)
        context["widget"]["reading"] = reading(filled)
        return context

    def _spread(self, filled: list[str | None]) -> list[str | None]:
        """A pasted date taken apart, so that a box can be put right afterwards."""
        pasted = boxes.pasted_date(filled)
        parts = date_parts(pasted) if pasted else None
        return list(parts) if parts else filled


def reading(filled: Sequence[str | None]) -> str:
    """`2016年8月28日（日曜日）　平成28年度` for boxes with a day in 平成28年, else nothing."""
    try:
        on = boxes.read_date(filled)
    except DateError:
        return ""
    return f"{_other_calendar(on, filled)}　{FiscalYear.of(on).label}" if on else ""


def _other_calendar(on: date, filled: Sequence[str | None]) -> str:
    if boxes.pasted_date(filled):
        return with_western(on)
    return wareki_full(on) if boxes.is_western(filled) else western_full(on)


class ClockTimeInput(BoxesInput):
    """時 and 分 of a day of 24 hours; ``after`` is the word behind them (から, まで)."""

    template_name = "core/widgets/time.html"
    units = ("時", "分")
    first_text_box = 0

    def __init__(self, attrs: dict[str, Any] | None = None, *, after: str = "") -> None:
        self.after = after
        super().__init__([_box(unit, "c-time") for unit in self.units], attrs)

    def decompress(self, value: Any) -> list[str | None]:
        if isinstance(value, time):
            return [str(value.hour), f"{value.minute:02}"]
        return self._pasted(str(value or ""))

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["after"] = self.after
        return context
