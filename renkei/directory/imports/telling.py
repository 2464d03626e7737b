"""What is said about the rows of an import, in few lines: one for each reason."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from renkei.directory.models import ImportRun

SHOWN = 5


class Told(NamedTuple):
    """A reason, whether its rows were left out, and their lines in the file."""

    is_rejected: bool
    reason: str
    lines: list[int]

    @property
    def first(self) -> list[int]:
        """The lines that are named."""
        return self.lines[:SHOWN]

    @property
    def others(self) -> int:
        """How many more there are."""
        return len(self.lines) - len(self.first)


def told_of(run: ImportRun) -> list[Told]:
    """What is left out first, then what is repaired; in the order of their first lines."""
    rows = run.problems.order_by("is_rejected", "reason", "line", "pk")
    said = rows.values_list("is_rejected", "reason", "line")
    found = [
        Told(is_rejected, reason, [line for _, _, line in lines])
        for (is_rejected, reason), lines in groupby(said.iterator(), key=lambda row: row[:2])
    ]
    return sorted(found, key=lambda told: (not told.is_rejected, told.lines[0]))
