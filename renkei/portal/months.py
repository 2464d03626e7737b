"""A month in the address: 2017-03."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from renkei.core.wareki import EARLIEST, LATEST, wareki_month

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Month:
    """A calendar month by its first day."""

    first: date

    @classmethod
    def read(cls, text: str, today: date) -> Month:
        """The month written as 2017-03; anything else is the month of ``today``."""
        match = _MONTH.fullmatch(text)
        if match is None or not EARLIEST.year < int(match[1]) < LATEST.year:
            return cls(today.replace(day=1))
        return cls(date(int(match[1]), int(match[2]), 1))

    @property
    def last(self) -> date:
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def label(self) -> str:
        """``平成29年3月``."""
        return wareki_month(self.first)

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def next(self) -> Month:
        return Month(self.last + timedelta(days=1))

    @property
    def previous(self) -> Month:
        return Month((self.first - timedelta(days=1)).replace(day=1))
