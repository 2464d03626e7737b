"""The kinds of 届出 that matter at home: how the bureaus write them, and what each proves.

The table ``directory/data/filings.csv`` is data to be edited: ``code`` is that of a term of
the list 届出の種類; ``names`` and ``symbols`` (受理届出名称, 受理記号) are ways of writing it,
``proves`` the codes of abilities an institution with it has, ``times`` when it answers;
``group`` puts kinds together for the council, ``plain`` says it to everybody.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from renkei.directory.sources.tables import column_key

FILINGS = Path(__file__).resolve().parent / "data" / "filings.csv"


class FilingKind(NamedTuple):
    """A row of the table; ``times`` are words as ``search.times`` reads them."""

    code: str
    names: tuple[str, ...]
    symbols: tuple[str, ...]
    proves: tuple[str, ...]
    times: str
    group: str
    plain: str


@cache
def filing_kinds() -> dict[str, FilingKind]:
    """The table by code, in its order."""
    with FILINGS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _kind(row) for row in csv.DictReader(file)}


def _kind(row: dict[str, str]) -> FilingKind:
    names, symbols, proves = (
        tuple(filter(None, row[column].split("|"))) for column in ("names", "symbols", "proves")
    )
    return FilingKind(row["code"], names, symbols, proves, row["times"], row["group"], row["plain"])


@cache
def _codes() -> dict[str, str]:
    """Codes by every way of writing; brackets, blanks and widths do not matter."""
    return {
        column_key(written): kind.code
        for kind in filing_kinds().values()
        for written in (*kind.names, *kind.symbols)
    }


def code_of(name: str, symbol: str = "") -> str:
    """The kind of a 届出 by its name, else by its symbol; empty when it is not on the list.

    The name goes first: a symbol may be given to another kind at a revision of the fees.
    """
    return _codes().get(column_key(name)) or _codes().get(column_key(symbol), "")
