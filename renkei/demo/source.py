"""The data files of the demo: the facts of two published documents, and invented people."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"
REGIONS = ("toride", "kanazawa")

Raw = dict[str, Any]

# What tells two entries of a section apart; their other fields may be corrected later.
_IDENTITY = ("fiscal_year", "kind", "item", "municipality", "subject", "role", "title", "name")


def read(slug: str) -> Raw:
    """One region's file: tables of entries by section, TOML."""
    with (FOLDER / f"{slug}.toml").open("rb") as file:
        return tomllib.load(file)


def entries(source: Mapping[str, Any], section: str) -> Iterator[Raw]:
    """The entries of a section, each with its ``key``; a repeated one once per day."""
    for raw in source.get(section, []):
        for entry in _each_day(raw):
            yield {"key": natural_key(entry), **entry}


def _each_day(raw: Raw) -> Iterator[Raw]:
    if "repeat" not in raw:
        yield raw
        return
    for day in raw["repeat"]:
        yield {**{name: raw[name] for name in raw if name != "repeat"}, "days": [day]}


def natural_key(entry: Mapping[str, Any]) -> str:
    """What names the entry within its section, whatever else is corrected in it."""
    parts = [str(entry[name]) for name in _IDENTITY if name in entry]
    days = [str(day_of(each)["on"]) for each in entry.get("days", [])[:1]]
    return "/".join(parts + days)


def day_of(entry: date | Raw) -> Raw:
    """A day with its times; a bare date is a day without."""
    return {"on": entry} if isinstance(entry, date) else entry


def visits(plan: Mapping[str, Any] | None) -> Iterator[Raw]:
    """Invented visits: as many of each kind as the plan says, spread over its working days."""
    if plan is None:
        return
    days = list(_working_days(plan["first"], plan["last"]))
    for kind in plan["counts"]:
        for number in range(kind["count"]):
            yield {
                "key": f"{kind['target']}/{number}",
                "target": kind["target"],
                "title": f"{kind['place']} {number + 1}",
                "purposes": [kind["purposes"][number % len(kind["purposes"])]],
                "starts_on": days[number * len(days) // kind["count"]],
                "item": plan["item"],
                "summary": plan["remark"],
            }


def _working_days(first: date, last: date) -> Iterator[date]:
    for count in range((last - first).days + 1):
        day = first + timedelta(days=count)
        if day.weekday() < 5:
            yield day
