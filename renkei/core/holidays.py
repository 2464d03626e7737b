"""Public holidays (国民の祝日), 振替休日 and 国民の休日 included."""

from __future__ import annotations

from datetime import date

import jpholiday


def holiday_of(on: date) -> str:
    """The name of the holiday a day is, 「建国記念の日」; empty on other days.

    Source: 国民の祝日に関する法律, as the jpholiday package knows it. A change of the law
    needs a newer release; 年末年始 and お盆 are no holidays of the law.
    """
    return jpholiday.is_holiday_name(on) or ""
