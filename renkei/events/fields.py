"""The attendance grid: how many of which profession or body came."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from renkei.core.fields import DIRECTION_MARKS, CountField
from renkei.core.text import half_width_digits, has_forbidden, tidy
from renkei.events import lines
from renkei.events.lines import Headcount

FREE_ROWS = 3
LONGEST_LABEL, LONGEST_BODIES, LARGEST = 60, 120, 100_000
UNKNOWN_PROFESSION = "職種不明"


@dataclass(frozen=True)
class GridRow:
    """A row as it stands on the page: what was typed, and the names of its boxes."""

    key: str
    label: str
    is_free: bool
    count: str = ""
    bodies: str = ""
    is_named: bool = False
    profession: int | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.count or self.bodies or self.is_named or (self.is_free and self.label))


class AttendanceInput(forms.Widget):
    """A table with a row for each profession and some free ones below."""

    template_name = "events/widgets/attendance.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__()
        self.professions: list[tuple[int, str]] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[GridRow] | Any:
        if f"{name}-sent" not in data:
            return data.get(name)
        rows = [self._typed(data, name, f"p{pk}", label, pk) for pk, label in self.professions]
        keys = (f"x{place}" for place in range(_free_rows(data, name)))
        return rows + [self._typed(data, name, key) for key in keys]

    def _typed(
        self, data: Any, name: str, key: str, label: str = "", profession: int | None = None
    ) -> GridRow:
        return GridRow(
            key,
            label or data.get(f"{name}-{key}-label", ""),
            not label,
            data.get(f"{name}-{key}-count", ""),
            data.get(f"{name}-{key}-bodies", ""),
            bool(data.get(f"{name}-{key}-named")),
            profession,
        )

    def format_value(self, value: Any) -> Any:
        return value

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = self._rows(value or [])
        free = sum(row.is_free for row in rows)
        return context | {"rows": rows, "free_rows": free, "name": name, "attrs": attrs or {}}

    def counted(self, value: Any) -> int:
        """The sum of the numbers as they stand in the boxes; what is no number counts nothing."""
        typed = (half_width_digits(row.count).strip() for row in self._rows(value or []))
        return sum(int(count) for count in typed if re.fullmatch("[0-9]{1,6}", count))

    def _rows(self, value: list[Any]) -> list[GridRow]:
        if value and isinstance(value[0], GridRow):
            return value
        kept = {count.profession: count for count in value if count.profession}
        rows = [_row(f"p{pk}", kept.get(pk), label, pk) for pk, label in self.professions]
        others = [count for count in value if count.profession not in dict(self.professions)]
        free = [*others, *[None] * FREE_ROWS]
        return rows + [_row(f"x{place}", count) for place, count in enumerate(free)]


def _row(
    key: str, count: Headcount | None, label: str = "", profession: int | None = None
) -> GridRow:
    if count is None:
        return GridRow(key, label, not label, profession=profession)
    return GridRow(
        key,
        label or count.label,
        not label,
        "" if count.count is None else str(count.count),
        count.bodies,
        count.count is None,
        profession,
    )


def _free_rows(data: Any, name: str) -> int:
    sent = str(data.get(f"{name}-sent", ""))
    return min(int(sent), 100) if sent.isdecimal() else FREE_ROWS


class AttendanceField(forms.Field):
    """Cleans to a list of Headcount; each wrong box is named in a sentence."""

    widget = AttendanceInput

    def set_professions(self, professions: Iterable[tuple[int, str]]) -> None:
        """The fixed rows: professions in use."""
        self.widget.professions = list(professions)

    def clean(self, value: Any) -> list[Headcount]:
        if value and isinstance(value[0], Headcount):
            return list(value)
        errors, kept = [], []
        for row in value or []:
            if row.is_empty:
                continue
            try:
                kept.append(_headcount(row))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return kept


def _headcount(row: GridRow) -> Headcount:
    label, bodies = tidy(row.label), tidy(row.bodies)
    if not label:
        raise ValidationError("職種か団体の名前を書いてください")
    if has_forbidden(row.label + row.bodies):
        raise ValidationError(DIRECTION_MARKS)
    if len(label) > LONGEST_LABEL:
        raise ValidationError(f"{label[:20]}…：職種・団体を{LONGEST_LABEL}文字までで書いてください")
    if len(bodies) > LONGEST_BODIES:
        raise ValidationError(f"{label}：団体の内訳を{LONGEST_BODIES}文字までで書いてください")
    count = CountField(label=f"{label}の人数", required=False, largest=LARGEST).clean(row.count)
    return Headcount(label, count, bodies, row.profession)


class LinesField(forms.CharField):
    """Several things, one a line, read by a pure function of ``events.lines``."""

    def __init__(
        self,
        *,
        read: Callable[[str], Iterable[Any]],
        rows: int = 5,
        longest: int = 10_000,
        **kwargs: Any,
    ) -> None:
        box = forms.Textarea({"rows": rows, "cols": False})
        super().__init__(required=False, strip=False, widget=box, **kwargs)
        self.read = read
        self.longest = longest

    def clean(self, value: Any) -> list[Any]:
        if isinstance(value, list):
            return value
        text = str(value or "")
        if has_forbidden(text):
            raise ValidationError(DIRECTION_MARKS)
        if len(text) > self.longest:
            raise ValidationError(f"{self.longest:,}文字までで書いてください")
        try:
            return list(self.read(text))
        except lines.LineError as why:
            raise ValidationError(why.sentences) from why

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value
