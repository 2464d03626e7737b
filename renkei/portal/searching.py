"""One search over everything the desk keeps: each app finds its own, the page shows all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from renkei.core.actors import Actor
from renkei.core.dates import days_named
from renkei.core.finding import Hits
from renkei.core.registry import registry
from renkei.core.words import words_of
from renkei.programme.models import Region


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    label: str
    hits: Hits


def search(actor: Actor, region: Region, phrase: str, today: date) -> list[Group]:
    """The kinds of which something was found, in the order of the navigation."""
    asked = (
        Group(source.label, source.find(actor, region, phrase, today))
        for source in sorted(registry.search_sources, key=lambda source: source.order)
        if source.rule(actor, region)
    )
    return [group for group in asked if group.hits.total]


def elsewhere(phrase: str) -> str:
    """What of it may be asked in the directory: all but the days."""
    return " ".join(word for word in words_of(phrase) if days_named(word) is None)


def shorter(phrase: str) -> list[str]:
    """Each word by itself, where there are several: one may find what all together do not."""
    words = words_of(phrase)
    return words if len(words) > 1 else []
