"""Places of a leaflet as people type them: one a line. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renkei.events.lines import read_each

_PLACE = re.compile(
    r"(?:(?P<group>[^：:]{1,40})[：:])?[\s　]*(?P<name>.+?)"
    r"(?:[\s　]+(?P<count>[0-9０-９]{1,6})部?)?"
)
LONGEST_NAME = 80


@dataclass(frozen=True)
class Place:
    """A place with its group (市の施設 …) and the copies it was given, if known."""

    name: str
    group: str = ""
    count: int | None = None

    def __str__(self) -> str:
        number = f" {self.count}部" if self.count is not None else ""
        return f"{self.group}：{self.name}{number}" if self.group else f"{self.name}{number}"


def read_places(text: str) -> list[Place]:
    """``市の施設：公民館 30部`` a line; group, number and 部 optional. Raises LineError."""
    return read_each(text, _place)


def _place(line: str) -> Place:
    match = _PLACE.fullmatch(line)
    if match is None or len(match["name"]) > LONGEST_NAME:
        raise ValueError(f"設置場所を{LONGEST_NAME}文字までで書いてください")
    count = int(match["count"]) if match["count"] else None
    return Place(match["name"], (match["group"] or "").strip(), count)
