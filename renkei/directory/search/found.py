"""What a search answers: hits with their reasons, and what was understood of the words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST = 1001


class Kind(StrEnum):
    """What a piece of the phrase is about; the value is the word on the chip."""

    PLACE = "場所"
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
    """A piece of the phrase as it was understood; ``without`` is the phrase without it."""

    kind: Kind
    label: str
    without: str


@dataclass(frozen=True)
class Hit:
    """One facility. ``distance_m`` is None without a point to measure from.

    ``reasons`` say in words why it stands where it stands, ``tags`` are up to three
    of the things asked for, or else of the things it is known for. ``filings`` are those
    of the reasons that rest on a 届出.
    """

    facility_id: int
    distance_m: int | None
    reasons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    filings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alternative:
    """What to loosen when nothing fits: a phrase of fewer words that gets ``total``."""

    label: str
    words: str
    total: int


@dataclass(frozen=True)
class Found:
    """A page of hits. ``total`` is counted up to ``MOST``; ``origin`` says from where
    distances are measured (守谷市, 現在地), empty when from nowhere. ``helps`` are the
    kinds of informal services that were asked for; ``is_for_help``: and nothing but those.
    ``municipalities`` are those of the places that were named."""

    hits: tuple[Hit, ...]
    total: int
    understood: tuple[Chip, ...] = ()
    not_understood: tuple[str, ...] = ()
    nearest: tuple[Alternative, ...] = ()
    origin: str = ""
    helps: frozenset[int] = frozenset()
    is_for_help: bool = False
    municipalities: frozenset[int] = frozenset()

    @property
    def total_label(self) -> str:
        """The number as it is shown, with its unit."""
        return f"{MOST - 1:,}件以上" if self.total >= MOST else f"{self.total}件"


@dataclass(frozen=True)
class Suggestion:
    """A completion of what is being typed; ``words`` replaces the box's content."""

    kind: Kind
    label: str
    words: str
