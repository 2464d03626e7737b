"""How far a doctor may come: the 16 km rule of 往診 and 訪問診療, and reasons to go beyond it.

Between the institution and the home lie at most 16 km as the crow flies; beyond that the
visit is paid only for an absolute reason, such as that no institution within 16 km can
treat the condition, or that the one there does not visit. It is a condition for the fee,
not a ban (answer of the government, 200th Diet, no. 184). domain.md 8, sources S52, S53.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from renkei.directory.filing_kinds import filing_kinds
from renkei.directory.models import Ability, Filing
from renkei.geo.points import Point, distance_m
from renkei.organizations.models import Facility, PointBasis
from renkei.programme.models import Region

LIMIT_M = 16_000
LIMIT = f"{LIMIT_M // 1000}km"
RULE = (
    f"往診・訪問診療は、医療機関から患家まで直線{LIMIT}以内が保険の決まりです。"
    "超えるときは、やむを得ない理由が要ります。"
)
SOURCE = "衆議院 質問答弁（第200回国会 第184号）"
SOURCE_URL = "https://www.shugiin.go.jp/internet/itdb_shitsumon.nsf/html/shitsumon/b200184.htm"
VISITING = frozenset({"home-visit", "day-call", "night-call"})
VISITING_WORDS = ("訪問診療", "往診")


class Reason(models.TextChoices):
    """Why a doctor from beyond the limit is asked all the same."""

    NONE_WITHIN = "none-within", f"{LIMIT}以内に対応できる医療機関がない"
    NOT_VISITING = "not-visiting", "近くの医療機関が往診・訪問診療を行っていない"
    NOT_ASKED = "not-asked", "往診・訪問診療は頼まない（通院・入院など）"
    OTHER = "other", "その他"


@dataclass(frozen=True)
class Start:
    """From where a list is measured: the name and the middle of a district or town."""

    label: str
    point: Point


@dataclass(frozen=True)
class Why:
    """A reason with its words; only その他 needs them."""

    reason: Reason
    words: str = ""

    def __str__(self) -> str:
        if self.reason == Reason.OTHER:
            return self.words
        return "　".join(filter(None, (str(self.reason.label), self.words)))


@dataclass(frozen=True)
class Reach:
    """How far a place of the list is, and whether that is too far for a doctor's visit."""

    start: Start
    metres: float | None
    is_visiting: bool
    why: Why | None = None
    is_estimated: bool = False

    @property
    def is_beyond(self) -> bool:
        """Whether the rule speaks against a visit from there."""
        return self.is_visiting and self.metres is not None and self.metres > LIMIT_M

    @property
    def needs_reason(self) -> bool:
        return self.is_beyond and self.why is None

    @property
    def reason(self) -> str:
        """Why it stands on the list though it is too far away."""
        return str(self.why) if self.is_beyond and self.why else ""

    @property
    def distance(self) -> str:
        """`850m`, `16.0km`; what is beyond the limit never reads as within."""
        if self.metres is None:
            return ""
        if self.metres < 995:
            return f"{round(self.metres, -1):.0f}m"
        tenths = round(self.metres / 100)
        if self.metres > LIMIT_M:
            tenths = max(tenths, LIMIT_M // 100 + 1)
        return f"{tenths / 10:.1f}km"

    @property
    def printed(self) -> str:
        """The distance with what one has to know of it."""
        return f"{self.distance}（推定）" if self.is_estimated else self.distance


def reach(start: Start, place: Facility, *, is_visiting: bool, why: Why | None) -> Reach:
    """The place as the person's district or town sees it."""
    if place.latitude is None or place.longitude is None:
        return Reach(start, None, is_visiting, why)
    metres = distance_m(start.point, Point(place.latitude, place.longitude))
    is_estimated = place.point_basis == PointBasis.ESTIMATED
    return Reach(start, metres, is_visiting, why, is_estimated)


def visiting_among(places: Iterable[Facility], region: Region) -> set[int]:
    """Keys of those whose doctors visit: by the kind of a service, what the region says
    they can, or what they filed."""
    keys = [place.pk for place in places]
    codes = [kind.code for kind in filing_kinds().values() if VISITING & set(kind.proves)]
    able = Ability.objects.of(region).filter(facility__in=keys, term__code__in=VISITING)
    filed = Filing.objects.open().at(keys).filter(term__code__in=codes)
    by_kind = {
        place.pk
        for place in places
        for service in place.services.all()
        if any(word in service.kind.label for word in VISITING_WORDS)
    }
    return (
        by_kind
        | set(able.values_list("facility_id", flat=True))
        | set(filed.values_list("row__facility_id", flat=True))
    )
