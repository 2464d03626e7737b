"""Cells of spreadsheets that stay text."""

from __future__ import annotations

# What Excel and its kin take as the beginning of a formula (OWASP, CSV injection).
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """The cell with an apostrophe in front where a program might run it."""
    return f"'{cell}" if cell.startswith(_BEGINS_FORMULA) else cell
