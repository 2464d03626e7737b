"""What a search answers: hits with their reasons, and what was understood of the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

MOST = 1001


class Kind(StrEnum):
    """What a piece of the phrase is about; the value is the word on the chip."""

    PLACE = "場所"
    DISTANCE = "距離"
    SERVICE = "サービス"
    VISIT = "訪問"
    HELP = "手助け"
    ABILITY = "できること"
    TIME = "時間"
    VACANCY = "空き"
    NAME = "名前"
    TELEPHONE = "電話"


@dataclass(frozen=True)
class Chip:
    """A piece of the phrase as it was understood; ``without`` is the phrase without it.

    ``is_broad``: it stands for so many kinds of services that one had better choose.
    ``is_station``: only places of the station's name are known. ``around``: what stands for
    a place that is not known itself.
    """

    kind: Kind
    label: str
    without: str
    is_broad: bool = False
    is_station: bool = False
    around: str = ""


class Tag(NamedTuple):
    """Something a facility can, offers or has; ``is_asked``: the phrase asked for it."""

    label: str
    is_asked: bool = False


@dataclass(frozen=True)
class Hit:
    """One facility. ``distance_m`` is None without a point to measure from.

    ``tags`` are all that was asked for, or else what moves it in the list and what it is
    known for. ``filings`` are the 届出 on which an answer rests. ``lacks`` says in
    sentences what was asked for and is not known of it.
    """

    facility_id: int
    distance_m: int | None
    tags: tuple[Tag, ...] = ()
    filings: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alternative:
    """What to loosen when nothing fits: a phrase of fewer words that gets ``total``."""

    label: str
    words: str
    total: int


class Guess(NamedTuple):
    """What a word that nobody knows may have been meant to be, and the phrase that says so."""

    label: str
    words: str


@dataclass(frozen=True)
class Within:
    """How a search that names municipalities keeps to them.

    It counts the hits that lie in them and the ``others`` near them (None where there are
    too many, or none but in them). ``words`` is the phrase for the other way.
    """

    label: str
    words: str
    is_only: bool = False
    total: int = 0
    others: int | None = None


@dataclass(frozen=True)
class Reach:
    """How far a search looks around a place, and the phrase that looks farther.

    ``words`` is empty where nothing more lies there; else it gets ``total``.
    """

    radius_m: int
    words: str = ""
    wider_m: int = 0
    total: int = 0

    @property
    def kilometres(self) -> int:
        return self.radius_m // 1000

    @property
    def wider(self) -> int:
        """Kilometres of the wider search."""
        return self.wider_m // 1000

    @property
    def total_label(self) -> str:
        return labelled(self.total)


def labelled(total: int) -> str:
    """A number of hits as it is shown, with its unit."""
    return f"{MOST - 1:,}件以上" if total >= MOST else f"{total}件"


@dataclass(frozen=True)
class Found:
    """A page of hits. Where nothing fits, ``nearly`` are the facilities that fit best, and
    ``alternatives`` what to loosen. ``total`` is counted up to ``MOST``; ``origin`` says from where
    distances are measured (守谷市, 現在地), empty when from nowhere. ``helps`` are the
    kinds of informal services that were asked for, by the words on their chips;
    ``is_for_help``: and nothing but those.
    ``municipalities`` are those of the places that were named, and ``within`` says how the
    search kept to them; ``reach`` says how far it looked around another place.
    ``either`` are the kinds of services of which one is enough, where there are several.
    ``negated`` is what was said not to be wanted, which nothing is searched by.
    ``loosened`` tells in sentences what was done to find anything. ``unloaded`` are kinds of
    services that were asked for, of which the region has none at all; ``elsewhere`` are
    those of ``not_understood`` that are municipalities out of reach, and ``guesses`` say what
    others of those may have been meant to be.
    """

    hits: tuple[Hit, ...]
    total: int
    understood: tuple[Chip, ...] = ()
    not_understood: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    nearly: tuple[Hit, ...] = ()
    origin: str = ""
    helps: Mapping[str, frozenset[int]] = field(default_factory=dict)
    is_for_help: bool = False
    municipalities: frozenset[int] = frozenset()
    within: Within | None = None
    reach: Reach | None = None
    loosened: tuple[str, ...] = ()
    unloaded: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    either: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()

    @property
    def total_label(self) -> str:
        """The number as it is shown, with its unit."""
        return labelled(self.total)


@dataclass(frozen=True)
class Suggestion:
    """A completion of what is being typed; ``words`` replaces the box's content."""

    kind: Kind
    label: str
    words: str
