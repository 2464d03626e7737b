"""Form fields that take what people write, tidy it, and answer in sentences."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from renkei.core import boxes
from renkei.core.errors import DomainError
from renkei.core.text import has_forbidden, tidy, tidy_lines, tidy_telephone
from renkei.core.widgets import ClockTimeInput, WarekiDateInput

_Value = TypeVar("_Value")

DIRECTION_MARKS = (
    "文字の向きを変える見えない記号が入っています。いったん消して、手で書き直してください"
)


def _read(parse: Callable[[], _Value]) -> _Value:
    """Turn the refusal of a parser into the error of a field, word for word."""
    try:
        return parse()
    except DomainError as refusal:
        raise ValidationError(str(refusal), code="invalid") from refusal


class NamedField(forms.Field):
    """A field whose answers name it: the summary of errors is read without the form."""

    default_name = "内容"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = f"{self.called}を書いてください"

    @property
    def called(self) -> str:
        return str(self.label or self.default_name)


class WarekiDateField(NamedField):
    """A day written in an era or in western years, in boxes or pasted into one of them.

    With ``day_optional`` an empty 日 means the first of the month, for work of which
    only the month is known. A form sets ``latest`` to today for what has happened already.
    """

    widget = WarekiDateInput
    default_name = "日付"
    latest: date | None = None

    def __init__(self, *, day_optional: bool = False, **kwargs: Any) -> None:
        self.day_optional = day_optional
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        filled = value if isinstance(value, list) else ["", str(value), "", ""]
        return _read(lambda: boxes.read_date(filled, day_optional=self.day_optional))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and self.latest and value > self.latest:
            raise ValidationError(f"{self.called}は、今日までの日付を書いてください", code="late")


class ClockTimeField(NamedField):
    """A time of day in boxes for 時 and 分, or pasted into the first: `13:30`.

    ``after`` is the word behind the boxes: から, まで.
    """

    default_name = "時刻"

    def __init__(self, *, after: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", ClockTimeInput(after=after))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        if value is None or isinstance(value, time):
            return value
        filled = value if isinstance(value, list) else [str(value), ""]
        return _read(lambda: boxes.read_time(filled))


class TidyCharField(NamedField, forms.CharField):
    """One line, tidied. Too long is answered with both lengths; direction marks are refused.

    Other invisible characters go in silence: nobody typed them and nothing changes
    its meaning without them.
    """

    def to_python(self, value: Any) -> Any:
        text = str(value or "")
        if has_forbidden(text):
            raise ValidationError(DIRECTION_MARKS, code="direction")
        return self.tidied(text) or self.empty_value

    def tidied(self, text: str) -> str:
        return tidy(text)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(
                f"{self.max_length:,}文字までで書いてください（いまは{len(value):,}文字）",
                code="max_length",
            )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # With maxlength a browser would cut what is pasted, in silence.
        return {k: v for k, v in super().widget_attrs(widget).items() if k != "maxlength"}


class TidyTextField(TidyCharField):
    """Several lines, each tidied."""

    widget = forms.Textarea({"rows": 4, "cols": False})

    def tidied(self, text: str) -> str:
        return tidy_lines(text)


class TelephoneField(TidyCharField):
    """A telephone or FAX number with its area code, in any width and with any dashes."""

    widget = forms.TelInput({"autocomplete": "off"})
    default_name = "電話番号"

    def tidied(self, text: str) -> str:
        number = tidy(text)
        called = "FAX番号" if "FAX" in self.called else self.default_name
        return _read(lambda: tidy_telephone(number, called)) if number else ""


class CountField(NamedField):
    """How many people, cases or copies: 0 to ``largest``; `１，２３４名` is 1234.

    ``min_value`` is there because model fields hand it over; a count begins at 0.
    """

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    default_name = "数"

    def __init__(self, *, largest: int = 100_000, min_value: int = 0, **kwargs: Any) -> None:
        self.largest = largest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        typed = re.sub("[名人件回部]$", "", boxes.plain(str("" if value is None else value)))
        digits = re.sub("^[−‐–ー]", "-", re.sub("[,、]", "", typed))
        if not digits:
            return None
        if not re.fullmatch("-?[0-9]+", digits):
            raise ValidationError(f"{self.called}は数字で書いてください", code="invalid")
        return self._within(digits)

    def _within(self, digits: str) -> int:
        # Compared by length first: Python refuses to read numbers of thousands of digits.
        if digits.startswith("-") and digits.strip("-0"):
            raise ValidationError(f"{self.called}は0以上の数で書いてください", code="min_value")
        significant = digits.lstrip("-0") or "0"
        if len(significant) > len(str(self.largest)) or int(significant) > self.largest:
            raise ValidationError(
                f"{self.called}は{self.largest:,}までの数で書いてください", code="max_value"
            )
        return int(significant)
