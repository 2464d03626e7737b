"""What the boxes of a date and of a time say, as sentences when they say nothing possible."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, time

from renkei.core.errors import DomainError
from renkei.core.wareki import WESTERN, DateError, parse_date, parse_month

_YEAR = re.compile("元|[0-9]{1,4}")
_NUMBER = re.compile("[0-9]{1,4}")
_WHOLE_DATE = re.compile("[0-9元][^0-9]+[0-9]|[0-9]{5}")
_CLOCK = re.compile(
    r"(?P<half>午[前後])?(?P<hour>[0-9]{1,2})(?:[:.時](?P<minute>[0-9]{1,2})分?|(?P<digits>[0-9]{2}))?"
)


class ClockError(DomainError, ValueError):
    """時刻を確かめてください"""


def plain(box: str | None, unit: str = "") -> str:
    """The content of a box in half width, without blanks and without its own unit."""
    return "".join(unicodedata.normalize("NFKC", box or "").split()).removesuffix(unit)


def pasted_date(boxes: Sequence[str | None]) -> str | None:
    """The complete date somebody pasted into one of the boxes of 年 月 日, if any."""
    typed = (plain(box) for box in boxes[1:])
    return next((box for box in typed if _WHOLE_DATE.search(box)), None)


def is_western(boxes: Sequence[str | None]) -> bool:
    """Whether the year box holds a western year: 西暦 is chosen or it has four digits."""
    era, year = plain(boxes[0]), plain(boxes[1], "年")
    return era == WESTERN or len(year) == len("2016")


def read_date(boxes: Sequence[str | None], *, day_optional: bool = False) -> date | None:
    """The day in the boxes 元号 年 月 日; None when 年 月 日 are empty.

    A complete date pasted into any of them wins. A year of four digits is western,
    whatever the era says. With ``day_optional`` an empty 日 gives the first of the
    month. Raises DateError with the sentence to show.
    """
    if pasted := pasted_date(boxes):
        return parse_date(pasted)
    typed = [plain(box, unit) for box, unit in zip(boxes[1:], "年月日", strict=True)]
    if not any(typed):
        return None
    _check(typed, day_optional=day_optional)
    era = WESTERN if is_western(boxes) else plain(boxes[0])
    month = f"{era}{typed[0]}年{typed[1]}月"
    return parse_date(f"{month}{typed[2]}日") if typed[2] else parse_month(month)


def _check(typed: Sequence[str], *, day_optional: bool) -> None:
    needed = typed[:2] if day_optional else typed
    missing = [unit for unit, box in zip("年月日", needed, strict=False) if not box]
    if missing:
        raise DateError(f"{'と'.join(missing)}も書いてください")
    kinds = (_YEAR, _NUMBER, _NUMBER)
    wrong = [
        u for u, b, kind in zip("年月日", typed, kinds, strict=True) if b and not kind.fullmatch(b)
    ]
    if wrong:
        raise DateError(f"{'と'.join(wrong)}は数字で書いてください")


def read_time(boxes: Sequence[str | None]) -> time | None:
    """The time in the boxes 時 分; None when both are empty, empty minutes are 0.

    The first box may hold a whole time: `13:30`, `1330`, `13時半`, `午後1時30分`.
    Raises ClockError with the sentence to show.
    """
    hour, minute = plain(boxes[0], "時"), plain(boxes[1], "分")
    if not hour:
        if minute:
            raise ClockError("時も書いてください")
        return None
    match = _CLOCK.fullmatch(hour.replace("半", "30分"))
    if match is None:
        raise ClockError("時は0から23までの数字で書いてください")
    return time(_hour(match), _minute(match["minute"] or match["digits"] or minute or "0"))


def _hour(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    if match["half"] == "午後" and hour < 12:
        hour += 12
    if hour > 23:
        raise ClockError("時は0から23までの数字で書いてください")
    return hour


def _minute(text: str) -> int:
    if not re.fullmatch("[0-9]{1,2}", text) or int(text) > 59:
        raise ClockError("分は0から59までの数字で書いてください")
    return int(text)
