"""お知らせ: what changed lately, told from the published records. Nobody types it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from renkei.core.fiscal import FiscalYear
from renkei.events.models import Gathering
from renkei.programme.models import Region, Undertaking

SHOWN = 5
YEARS_SHOWN = 2


@dataclass(frozen=True)
class News:
    """One change: when it was made known, what, and where to read it."""

    at: datetime
    text: str
    url: str
    is_of_year: bool = False

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)


def latest_news(region: Region, today: date) -> list[News]:
    """The latest changes, newest first."""
    return sorted(
        [*_of_gatherings(region, today), *_of_years(region)],
        key=lambda news: (news.at, news.is_of_year),
        reverse=True,
    )[:SHOWN]


def _of_gatherings(region: Region, today: date) -> list[News]:
    published = Gathering.objects.of(region).published().order_by("-updated_at", "-pk")[:SHOWN]
    known = published.select_related("lecture__school_district").prefetch_related("lecturers")
    return [
        News(
            gathering.updated_at,
            _words(gathering, today),
            reverse(
                "events:gathering",
                kwargs={"region": region.slug, "gathering": gathering.public_id},
            ),
        )
        for gathering in known
    ]


def _words(gathering: Gathering, today: date) -> str:
    on, title = gathering.starts_on, gathering.distinct_title
    day = f"（{on.month}月{on.day}日）" if on else ""
    if gathering.is_cancelled:
        return f"{title}{day}は中止になりました"
    if gathering.attendance_total is not None:
        return f"{title}{day}に{gathering.attendance_total:,}名が参加しました"
    if gathering.is_over(min(today, timezone.localdate(gathering.updated_at))):
        return f"{title}{day}を開きました"
    return f"{title}{day}の案内を載せました"


def _of_years(region: Region) -> list[News]:
    """One line per year that changed: its latest change, in whatever record."""
    changed: dict[int, datetime] = {}
    for model in (Gathering, Undertaking):
        rows = model.objects.of(region).published().order_by()
        for year, at in rows.values_list("fiscal_year").annotate(Max("updated_at")):
            changed[year] = max(at, changed.get(year, at))
    latest = sorted(changed.items(), key=lambda row: row[1], reverse=True)[:YEARS_SHOWN]
    return [
        News(
            at,
            f"{FiscalYear(year).label}の取組を更新しました",
            reverse("reporting:programme", kwargs={"region": region.slug, "year": year}),
            is_of_year=True,
        )
        for year, at in latest
    ]
