"""What the search over everything shows of one kind of thing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.db.models.expressions import Window
from django.urls import reverse

SHOWN = 5
"""Rows of one kind on the page; its own list has the rest."""


@dataclass(frozen=True)
class Hit:
    """One thing that was found, with a line on what it is.

    ``lead`` tells the rows of its kind apart at a glance (a role, a town); a
    ``record`` of the region's work shows its day and its state instead.
    """

    title: str
    url: str
    context: str = ""
    lead: str = ""
    record: Any = None


@dataclass(frozen=True)
class Hits:
    """The first of one kind and how many there are; ``more_url`` leads to all of them.

    It is empty where the kind has no list that could be narrowed to the same words.
    """

    shown: list[Hit] = field(default_factory=list)
    total: int = 0
    more_url: str = ""


def first_of(rows: QuerySet[Any]) -> tuple[list[Any], int]:
    """The first rows, and how many there are in all, in one query."""
    counted: list[Any] = list(rows.annotate(found_in_all=Window(Count("*")))[:SHOWN])
    return counted, counted[0].found_in_all if counted else 0


def narrowed(view: str, region: Any, phrase: str) -> str:
    """The address of a list of the region, narrowed to the words."""
    return f"{reverse(view, kwargs={'region': region.slug})}?{urlencode({'q': phrase})}"


def line(*parts: object) -> str:
    """What is known, as one line."""
    return "　".join(str(part) for part in parts if part)
