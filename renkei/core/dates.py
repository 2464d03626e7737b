"""How exactly the day of a piece of work is known."""

from datetime import date

from django.db import models

from renkei.core.fiscal import FiscalYear
from renkei.core.wareki import wareki_full, wareki_month


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
