"""What an app offers to the whole, declared once in its ``apps.py``.

The kinds of offer are fixed here, so that one page shows all there is; an
offer never reaches back into a lower app.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # apps.py reads this before any model may be imported
    from renkei.core.actors import Actor
    from renkei.core.finding import Hits
    from renkei.core.guard import Rule


@dataclass(frozen=True)
class Place:
    """An entry of the staff navigation: absent where ``rule`` refuses.

    ``group`` is one of time, work, year, settings; ``order`` sorts within it.
    """

    group: str
    order: int
    label: str
    view: str
    rule: Rule
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublicPlace:
    """An entry of a region's public navigation."""

    order: int
    label: str
    view: str
    help: str = ""
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Start:
    """Something the staff can begin to record: absent where ``rule`` refuses.

    ``group`` is one of work, resources; ``order`` sorts within it. ``help`` says in one
    line what belongs there. ``is_of_place``: it is begun on a page of a place, not on a form
    of its own.
    """

    group: str
    order: int
    label: str
    help: str
    view: str
    rule: Rule
    is_of_place: bool = False


@dataclass(frozen=True)
class Shortcut:
    """One of the few entries of the bar at the bottom of a phone: absent where ``rule`` refuses.

    ``icon`` names a drawing of ``static/img/icons.svg``; the entry is also the current
    one on the pages of the views it ``covers``, asked for once all apps have started.
    """

    order: int
    label: str
    icon: str
    view: str
    rule: Rule
    covers: Callable[[], Iterable[str]] = tuple


@dataclass(frozen=True)
class SearchSource:
    """A kind of thing the staff's search finds: absent where ``rule`` refuses.

    ``find`` is given person, region, phrase and the day; what it finds begins with what
    this person may know of (``visible_to``) and lies in the region.
    """

    order: int
    label: str
    rule: Rule
    find: Callable[[Actor, Any, str, date], Hits]


@dataclass(frozen=True)
class Booklet:
    """A PDF of a region that anyone may print, made when it is asked for.

    ``size`` says how many pages and bytes it had when it was made last; empty before.
    """

    label: str
    view: str
    help: str
    size: Callable[[Any], str]


@dataclass
class Registry:
    """Everything the apps offered, filled while Django starts and read-only after."""

    places: list[Place] = field(default_factory=list)
    public_places: list[PublicPlace] = field(default_factory=list)
    starts: list[Start] = field(default_factory=list)
    shortcuts: list[Shortcut] = field(default_factory=list)
    search_sources: list[SearchSource] = field(default_factory=list)
    booklets: list[Booklet] = field(default_factory=list)
    evidence: list[Callable[..., Iterable[Any]]] = field(default_factory=list)
    cards: list[Callable[..., Any]] = field(default_factory=list)


registry = Registry()
GROUPS = ("time", "work", "year", "settings")
