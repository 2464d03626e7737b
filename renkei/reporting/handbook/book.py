"""What a handbook is made of; ``typst/handbook.typ`` draws it from the same as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

TITLE = "医療・介護 資源ガイドブック"


@dataclass(frozen=True)
class Fact:
    """A line of an entry: what it is called, what is said, and how that is known."""

    label: str
    text: str
    basis: str = ""


@dataclass(frozen=True)
class Entry:
    """A place or a help; ``key`` is its public id, by which the index finds its pages."""

    key: str
    name: str
    kana: str
    telephone: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Part:
    """The entries of one kind."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Chapter:
    """A municipality, or the helps that no insurance pays for; each begins a page."""

    title: str
    kana: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Desk:
    """Where people turn to."""

    name: str
    telephone: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class IndexGroup:
    """A letter of the index with the names below it, each with the key of its entry."""

    title: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cover:
    """The title page. ``logo`` are the bytes of a PNG; without any the common mark (SVG) stands."""

    accent: str
    logo: tuple[int, ...]
    common_mark: str
    tagline: str
    region: str
    kana: str
    edition: str
    as_of: str
    publisher: Desk


@dataclass(frozen=True)
class Book:
    """The whole. ``restricted`` stands on every page of an edition that is not for everybody.

    ``unread`` is the title of the index's last group, to which its beginning points.
    """

    title: str
    cover: Cover
    restricted: str
    desks: tuple[Desk, ...]
    address: str
    qr: str
    chapters: tuple[Chapter, ...]
    index: tuple[IndexGroup, ...]
    unread: str
    terms: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=True)

    @property
    def entry_count(self) -> int:
        return sum(len(part.entries) for chapter in self.chapters for part in chapter.parts)
