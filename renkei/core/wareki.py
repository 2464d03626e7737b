"""和暦: reading and writing dates as people in a Japanese office do.

Days are Gregorian throughout. The calendar of Japan was lunar until 2 December
1872 (明治5年); nothing renkei keeps is that old, so those months are not translated.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from japanera import ERA_DATA_GENERAL

from renkei.core.errors import DomainError

EARLIEST = date(1868, 10, 23)
"""The day of the edict that began 明治; earlier dates are refused."""
LATEST = date(2100, 12, 31)
"""Later dates are refused: they are slips of the finger."""

WEEKDAYS = "月火水木金土日"
WESTERN = "西暦"


class DateError(DomainError, ValueError):
    """日付を確かめてください"""


@dataclass(frozen=True, slots=True)
class Era:
    """A 元号 from 明治 on: its name, its initial (H for 平成), its first and its last day."""

    name: str
    initial: str
    first: date
    last: date

    def __contains__(self, on: date) -> bool:
        return self.first <= on <= self.last

    def year_of(self, western: int) -> str:
        """The year within the era as it is written: 元 for the first, then 2, 3 …."""
        number = western - self.first.year + 1
        return "元" if number == 1 else str(number)


def _eras() -> tuple[Era, ...]:
    modern = [era for era in ERA_DATA_GENERAL if era.since.year >= EARLIEST.year]
    return tuple(
        Era(
            name=era.kanji,
            initial=era.english_head,
            first=max(era.since, EARLIEST),
            last=era.until - timedelta(days=1) if era.until else date.max,
        )
        for era in modern
    )


ERAS = _eras()
"""明治 to the present era, oldest first. Source: the table of the japanera package."""

_BY_NAME: Mapping[str, Era] = {key: era for era in ERAS for key in (era.name, era.initial)}


def era_of(on: date) -> Era | None:
    """The era a day lies in; None before 明治."""
    return next((era for era in ERAS if on in era), None)


# Writing


def wareki_year(on: date) -> str:
    """`平成28年`, `令和元年`; before 明治 the western year."""
    era = era_of(on)
    return f"{era.name}{era.year_of(on.year)}年" if era else western_year(on)


def western_year(on: date) -> str:
    """`2016年`."""
    return f"{on.year}年"


def wareki_month(on: date) -> str:
    """`平成28年4月`."""
    return f"{wareki_year(on)}{on.month}月"


def wareki(on: date) -> str:
    """`平成29年3月26日`."""
    return f"{wareki_month(on)}{on.day}日"


def weekday(on: date) -> str:
    """`日曜日`."""
    return f"{WEEKDAYS[on.weekday()]}曜日"


def wareki_full(on: date) -> str:
    """`平成29年3月26日（日曜日）`: public and printed pages."""
    return f"{wareki(on)}（{weekday(on)}）"


def western_full(on: date) -> str:
    """`2017年3月26日（日曜日）`."""
    return f"{western_year(on)}{on.month}月{on.day}日（{weekday(on)}）"


def with_western(on: date) -> str:
    """`平成29年（2017年）3月26日（日曜日）`: the first mention of a future event."""
    return f"{wareki_year(on)}（{western_year(on)}）{on.month}月{on.day}日（{weekday(on)}）"


def short_day(on: date) -> str:
    """`2月17日（金）`: lists of staff pages, within the 年度."""
    return f"{on.month}月{on.day}日（{WEEKDAYS[on.weekday()]}）"


def wareki_short(on: date) -> str:
    """`平成28年2月17日（水）`: lists of staff pages, outside the 年度."""
    return wareki_year(on) + short_day(on)


def moment(local: datetime) -> str:
    """`平成29年3月26日 13時30分`: when something was kept or counted."""
    return f"{wareki(local.date())} {clock(local.time())}"


def slash_day(on: date) -> str:
    """`10/19`: narrow tables on paper."""
    return f"{on.month}/{on.day}"


def clock(at: time) -> str:
    """`13時30分`; `13時` on the hour."""
    return f"{at.hour}時{at.minute}分" if at.minute else f"{at.hour}時"


def clock_range(starts: time, ends: time | None) -> str:
    """`13時30分～15時45分`; an open end leaves `13時30分～`."""
    return f"{clock(starts)}～{clock(ends) if ends else ''}"


# Reading

_UNLIKE_DATE = "日付は「H28.8.28」や「2016/8/28」のように書いてください"
_UNLIKE_MONTH = "年月は「H28.4」や「2016/4」のように書いてください"
_OUT_OF_BOUNDS = (
    f"{wareki(EARLIEST)}（{EARLIEST.year}年）から{LATEST.year}年までの日付を書いてください"
)
_LONGEST = 60

# Dashes, middle dots and commas of Japanese keyboards, after NFKC.
_SEPARATORS = str.maketrans(dict.fromkeys("/-‐‑‒–—―−ー~〜・。、,", "."))
_ERA = rf"(?P<era>{WESTERN}|{'|'.join(era.name for era in ERAS)}|[A-Za-z])?"
_YEAR = rf"{_ERA}(?P<year>元|[0-9]{{1,4}})"
_WESTERN_TOO = r"(?:\((?:西暦)?(?P<western>[0-9]{4})年?\))?"
_WEEKDAY = rf"(?:\(?(?P<weekday>[{WEEKDAYS}])(?:曜日?)?(?:.祝日?)?\)?)?"
_DATE = re.compile(
    rf"{_YEAR}(?:年{_WESTERN_TOO}|\.)(?P<month>[0-9]{{1,4}})[月.](?P<day>[0-9]{{1,4}})日?{_WEEKDAY}"
)
_MONTH = re.compile(rf"{_YEAR}(?:年{_WESTERN_TOO}|\.)(?P<month>[0-9]{{1,4}})月?")
_RUN_OF_DIGITS = re.compile(
    rf"{_ERA}(?P<year>(?<=[^0-9])[0-9]{{2}}|[0-9]{{4}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})"
)
_DAY_WITHOUT_YEAR = re.compile(rf"(?P<month>[0-9]{{1,2}})[月.](?P<day>[0-9]{{1,2}})日?{_WEEKDAY}")


class Year(NamedTuple):
    """A year as somebody wrote it: its era (None when western) and the western year."""

    era: Era | None
    western: int

    def __str__(self) -> str:
        name = f"{self.era.name}{self.era.year_of(self.western)}" if self.era else self.western
        return f"{name}年"


def _plain(text: str) -> str:
    """One width, one separator, no blanks: what the patterns are written for."""
    if len(text) > _LONGEST:
        raise DateError(_UNLIKE_DATE)
    squeezed = "".join(unicodedata.normalize("NFKC", text).split())
    return squeezed.translate(_SEPARATORS).strip(".")


def read_year(era: str | None, number: str) -> Year:
    """The year meant by `平成`, `28` or by None, `2016`.

    Raises DateError for an era or a year that cannot be. That the era covers the
    year is not checked here: it depends on the day.
    """
    if era and era != WESTERN:
        return _read_era_year(era, number)
    if len(number) != len("2016"):
        raise DateError("元号を選ぶか、西暦を4桁で書いてください（H28.8.28、2016/8/28）")
    return Year(None, int(number))


def _read_era_year(era: str, number: str) -> Year:
    known = _BY_NAME.get(era.upper() if era.isascii() else era)
    if known is None:
        initials = "・".join(f"{each.initial}（{each.name}）" for each in reversed(ERAS))
        raise DateError(f"元号は {initials} のどれかで書いてください")
    within = 1 if number == "元" else int(number)
    if within == 0:
        raise DateError(f"{known.name}の最初の年は、元年と書いてください")
    if within > min(known.last, LATEST).year - known.first.year + 1:
        raise DateError(_no_such_year(known, within))
    return Year(known, known.first.year + within - 1)


def _no_such_year(era: Era, within: int) -> str:
    """Translate 平成32年, and also 平成2016年, where somebody mixed the calendars."""
    western = within if within >= EARLIEST.year else era.first.year + within - 1
    if not EARLIEST.year <= western <= LATEST.year:
        return f"{era.name}{within}年はありません。年を確かめてください"
    named = wareki_year(date(western, 12, 31))
    return f"{era.name}{within}年はありません。{named}（{western}年）ではありませんか"


def _checked_year(match: re.Match[str]) -> Year:
    year = read_year(match["era"], match["year"])
    beside = match.groupdict().get("western")
    if beside and int(beside) != year.western:
        raise DateError(f"{year}は西暦{year.western}年です。年を確かめてください")
    return year


def _checked_month(year: Year, month: str) -> int:
    if not 1 <= int(month) <= 12:
        raise DateError("月は1から12までの数字で書いてください")
    if not EARLIEST.year <= year.western <= LATEST.year:
        raise DateError(_OUT_OF_BOUNDS)
    return int(month)


def _checked_day(year: Year, month: int, day: str) -> date:
    longest = monthrange(year.western, month)[1]
    if not 1 <= int(day) <= longest:
        raise DateError(f"{year}{month}月は{longest}日までです。日を直してください")
    on = date(year.western, month, int(day))
    if on < EARLIEST:
        raise DateError(_OUT_OF_BOUNDS)
    if year.era and on not in year.era:
        raise DateError(f"{year}{month}月{on.day}日は、{wareki(on)}と書いてください")
    return on


def parse_date(text: str, after: date | None = None) -> date:
    """The day meant by `H28.8.28`, `2016/8/28`, `平成28年8月28日（日曜日）`, `20160828` ….

    Widths, blanks and kinds of dash do not matter; 元年 and 1年 are the same; a
    weekday or a second year in brackets is checked. Where ``after`` is given, `2/9` is
    the first 9 February after it. Raises DateError with the sentence to show: 平成32年
    and 平成31年5月1日 are translated, 2月30日 is explained.
    """
    plain = _plain(text)
    match = _DATE.fullmatch(plain) or _RUN_OF_DIGITS.fullmatch(plain)
    short = _DAY_WITHOUT_YEAR.fullmatch(plain) if after else None
    if match:
        year = _checked_year(match)
    elif short and after:
        match, year = short, _next_year(short, after)
    else:
        raise DateError(_why_unreadable(plain))
    on = _checked_day(year, _checked_month(year, match["month"]), match["day"])
    said = match.groupdict().get("weekday")
    if said and said != WEEKDAYS[on.weekday()]:
        raise DateError(f"{wareki(on)}は{weekday(on)}です。日付か曜日を直してください")
    return on


def _next_year(match: re.Match[str], after: date) -> Year:
    """The year in which a month and day next come, as the era of ``after`` calls it."""
    is_over = (int(match["month"]), int(match["day"])) <= (after.month, after.day)
    return Year(None, after.year + is_over)


def date_parts(text: str) -> tuple[str, str, str, str] | None:
    """`平成`, `28`, `6`, `31` of `H28.6.31`, possible or not; None when unlike a date."""
    plain = _plain(text)
    match = _DATE.fullmatch(plain) or _RUN_OF_DIGITS.fullmatch(plain)
    if match is None:
        return None
    era = _BY_NAME.get((match["era"] or "").upper())
    if era is None and len(match["year"]) < len("2016"):
        return None
    return (era.name if era else WESTERN, match["year"], match["month"], match["day"])


def _why_unreadable(plain: str) -> str:
    if _DAY_WITHOUT_YEAR.fullmatch(plain):
        return "年も書いてください（H28.8.28、2016/8/28）"
    return _UNLIKE_DATE


def parse_month(text: str) -> date:
    """The first day of the month meant by `H28.4`, `2016/4`, `平成28年4月`.

    A month in which the era changed may be written in either: 昭和64年1月 and
    平成元年1月 are the same. Raises DateError with the sentence to show.
    """
    match = _MONTH.fullmatch(_plain(text))
    if match is None:
        raise DateError(_UNLIKE_MONTH)
    year = _checked_year(match)
    first = date(year.western, _checked_month(year, match["month"]), 1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    if last < EARLIEST:
        raise DateError(_OUT_OF_BOUNDS)
    if year.era and not (first <= year.era.last and year.era.first <= last):
        raise DateError(f"{year}{first.month}月は、{wareki_month(first)}と書いてください")
    return first
