"""年度: the year of offices, from 1 April to 31 March."""

import re
import unicodedata
from datetime import date
from typing import Self

from renkei.core.wareki import EARLIEST, ERAS, LATEST, DateError, Era, read_year

_PATTERN = re.compile(r"(?P<era>[^0-9元]+)?(?P<year>元|[0-9]{1,4})年?度?")


class FiscalYear(int):
    """The 年度 that begins on 1 April of this western year: 2016 is 平成28年度.

    It is an int, so that it compares, sorts, hashes, goes into a URL and into a
    query as the plain number does. Raises DateError outside 1868–2100.
    """

    __slots__ = ()

    def __new__(cls, year: int) -> Self:
        if not EARLIEST.year <= year <= LATEST.year:
            raise DateError(f"年度は{EARLIEST.year}から{LATEST.year}までの西暦で書いてください")
        return super().__new__(cls, year)

    @classmethod
    def of(cls, on: date) -> Self:
        """The 年度 a day belongs to; January to March belong to the year before."""
        return cls(on.year if on.month >= 4 else on.year - 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2016`, `平成28年度`, `H28`; 平成31年度 is 令和元年度.

        Raises DateError with the sentence to show; 平成32年度 is translated.
        """
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        match = _PATTERN.fullmatch(plain)
        if match is None:
            raise DateError("年度は「2016」や「平成28年度」のように書いてください")
        return cls(read_year(match["era"], match["year"]).western)

    @property
    def starts_on(self) -> date:
        return date(self, 4, 1)

    @property
    def ends_on(self) -> date:
        return date(self + 1, 3, 31)

    def contains(self, on: date) -> bool:
        return self.starts_on <= on <= self.ends_on

    @property
    def _era(self) -> Era:
        # 1 May rather than 1 April: 2019 as a whole is 令和元年度, although its April was
        # 平成31年. Source: agreement of the ministries of 1 April 2019 on writing years after
        # the change of era (改元に伴う元号による年表示の取扱いについて). No other year differs.
        named_on = max(date(self, 5, 1), EARLIEST)
        return next(era for era in ERAS if named_on in era)

    @property
    def label(self) -> str:
        """`平成28年度`; `令和元年度` for all of 2019."""
        return f"{self._era.name}{self._era.year_of(self)}年度"

    @property
    def short(self) -> str:
        """`H28`; `R1` for 令和元年度."""
        return f"{self._era.initial}{self - self._era.first.year + 1}"

    @property
    def next(self) -> Self:
        return type(self)(self + 1)

    @property
    def previous(self) -> Self:
        return type(self)(self - 1)
