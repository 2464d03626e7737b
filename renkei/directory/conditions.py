"""The conditions a search understands, as lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from renkei.directory import helping
from renkei.directory.models import Ability, Filing, Service
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

TIMES = (
    *(f"{day}曜" for day in "月火水木金土日"),
    "祝日",
    "午前",
    "午後",
    "夕方",
    "夜間",
    "24時間",
)
VACANT = "空き"


@dataclass(frozen=True)
class Group:
    """A heading and the words below it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class KindCount:
    """A kind of service and how many places of the region offer it."""

    label: str
    total: int
    code: str


def kinds_of(region: Region) -> list[KindCount]:
    """The kinds offered in the region's municipalities, in the order of the list."""
    offered = (
        Service.objects.listed()
        .filter(
            facility__municipality__in=region.municipalities.all(),
            facility__merged_into__isnull=True,
        )
        .order_by()
        .values("kind")
        .annotate(total=Count("facility", distinct=True))
    )
    totals = {row["kind"]: row["total"] for row in offered}
    terms = Term.objects.of(Scheme.SERVICE).filter(pk__in=totals).order_by("position", "code")
    return [KindCount(term.label, totals[term.pk], term.code) for term in terms]


def groups_of(region: Region) -> list[Group]:
    """Place, kind, ability, help, time, room: only what the region has."""
    groups = [
        Group("場所", _names(region.municipalities.all())),
        Group("種類", tuple(kind.label for kind in kinds_of(region))),
        Group("できること", _abilities(region)),
        Group("届出", _filings(region)),
        Group("手助け", _helps(region)),
        Group("曜日・時間", TIMES),
        Group("空き", (VACANT,)),
    ]
    return [group for group in groups if group.words]


def _names(things: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(thing) for thing in things)


def _abilities(region: Region) -> tuple[str, ...]:
    said = Ability.objects.of(region).order_by().values("term")
    return _names(Term.objects.of(Scheme.ABILITY).filter(pk__in=said))


def _helps(region: Region) -> tuple[str, ...]:
    kinds = helping.shown_of(region).order_by().values("kind")
    return _names(Term.objects.of(Scheme.INFORMAL).filter(pk__in=kinds))


def _filings(region: Region) -> tuple[str, ...]:
    """Without what stands in brackets, as people search for them."""
    places = Facility.objects.filter(municipality__in=region.municipalities.all())
    filed = Filing.objects.open().at(places).order_by().values("term")
    terms = Term.objects.of(Scheme.FILING).filter(pk__in=filed)
    return tuple(dict.fromkeys(term.label.partition("（")[0] for term in terms))
