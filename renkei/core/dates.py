"""How exactly the day of a piece of work is known."""

from calendar import monthrange
from contextlib import suppress
from datetime import date

from django.db import models

from renkei.core.fiscal import FiscalYear
from renkei.core.wareki import DateError, parse_date, parse_month, wareki_full, wareki_month


class Precision(models.TextChoices):
    """What is known of a day; the kept date of a month is its first day."""

    DAY = "day", "日まで分かる"
    MONTH = "month", "月だけ分かる"
    YEAR = "year", "日は調整中（年度だけ決まっている）"
    ONGOING = "ongoing", "年度を通して"


def describe(on: date | None, precision: str, fiscal_year: int) -> str:
    """`平成28年8月28日（日曜日）`, `平成28年8月`, `平成28年度（日は調整中）`, `平成28年度を通して`.

    Without a date it falls back to the year, whatever the precision says.
    """
    label = FiscalYear(fiscal_year).label
    if precision == Precision.ONGOING:
        return f"{label}を通して"
    if on is None or precision == Precision.YEAR:
        return f"{label}（日は調整中）"
    return wareki_month(on) if precision == Precision.MONTH else wareki_full(on)


def days_named(word: str) -> tuple[date, date] | None:
    """First and last of the days a word names: `H28.8.28`, `平成28年8月`, `平成28年度`.

    None for any other word, also for days that cannot be.
    """
    for read in (_a_day, _a_month, _a_year):
        with suppress(DateError):
            return read(word)
    return None


def _a_day(word: str) -> tuple[date, date]:
    on = parse_date(word)
    return on, on


def _a_month(word: str) -> tuple[date, date]:
    first = parse_month(word)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _a_year(word: str) -> tuple[date, date]:
    # A bare number may be anything; only the word itself makes a year of it.
    year = FiscalYear.parse(word if word.endswith("年度") else "")
    return year.starts_on, year.ends_on
