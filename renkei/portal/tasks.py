"""今日: what waits for somebody, taken from the records. Nothing is kept here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F
from django.urls import reverse

from renkei.core.dates import Precision
from renkei.core.fiscal import FiscalYear
from renkei.core.wareki import short_day, wareki_short
from renkei.directory.models import Correction, InformalService
from renkei.events.models import Gathering
from renkei.liaison.models import Visit
from renkei.portal.happenings import Happening, happenings
from renkei.portal.places import desk_url
from renkei.programme.models import Region

WEEK = timedelta(days=7)
MOST = 20


@dataclass(frozen=True)
class Task:
    """One line of 今日: since or until when, what, why, and the one thing to press.

    ``is_done_by_press`` says that the act is a post, not another page.
    """

    when: str
    title: str
    url: str
    context: str
    act_label: str
    act_url: str
    is_overdue: bool = False
    is_done_by_press: bool = False


@dataclass
class Day:
    """The sections of 今日."""

    overdue: list[Task] = field(default_factory=list)
    today: list[Task] = field(default_factory=list)
    later: list[Task] = field(default_factory=list)
    week: list[Happening] = field(default_factory=list)


def day_of(region: Region, today: date) -> Day:
    """Everything that waits on this day, in five queries and their details."""
    coming = happenings(region, today, today + WEEK)
    follow_ups = _open_follow_ups(region)
    return Day(
        overdue=[
            *(_follow_up(v, region, today) for v in follow_ups if _is_before(v, today)),
            *(_without_result(g, region, today) for g in _waiting(region, today)),
        ],
        today=[
            *(_happening(one) for one in coming if one.on == today and one.has_day),
            *(_follow_up(v, region, today) for v in follow_ups if v.follow_up_by == today),
            *_of_directory(region, today),
        ],
        later=[_follow_up(v, region, today) for v in follow_ups if _is_after(v, today)],
        week=[one for one in coming if one.on > today],
    )


def _of_directory(region: Region, today: date) -> Iterator[Task]:
    """One line for what was said of facilities, one for informal services nobody checked."""
    waiting = Correction.objects.of(region).waiting().count()
    if waiting:
        yield _count(region, "corrections", "返事待ち", f"届いた知らせ {waiting}件")
    stale = InformalService.objects.of(region).kept().unchecked_since(today).count()
    if stale:
        yield _count(region, "informal-calls", "1年以上", f"お助けサービス {stale}件の確認")


def _count(region: Region, view: str, when: str, title: str) -> Task:
    url = reverse(f"directory:{view}", kwargs={"region": region.slug})
    return Task(when, title, url, "", "開く", url)


def _is_before(visit: Visit, today: date) -> bool:
    return visit.follow_up_by is not None and visit.follow_up_by < today


def _is_after(visit: Visit, today: date) -> bool:
    return visit.follow_up_by is None or visit.follow_up_by > today


def _open_follow_ups(region: Region) -> list[Visit]:
    """Next steps of visits not yet done, the most urgent first; without a day last."""
    held = Visit.objects.of(region).kept().going_ahead()
    waiting = held.filter(followed_up_at__isnull=True)
    ordered = waiting.exclude(follow_up="").order_by(F("follow_up_by").asc(nulls_last=True), "pk")
    return list(ordered[: MOST * 2])


def _waiting(region: Region, today: date) -> list[Gathering]:
    """Over in this 年度 or the one before, and nobody has written what came of it.

    Those of which only the month is known count as told: they were entered afterwards.
    """
    over = Gathering.objects.of(region).kept().going_ahead().past(today)
    since = int(FiscalYear.of(today).previous)
    recent = over.filter(precision=Precision.DAY, fiscal_year__gte=since)
    return list(recent.filter(attendance_total__isnull=True, result="")[:MOST])


def _follow_up(visit: Visit, region: Region, today: date) -> Task:
    by = visit.follow_up_by
    keys = {"region": region.slug, "visit": visit.public_id}
    return Task(
        when=_due(by, today) if by else "期限なし",
        title=visit.follow_up,
        url=desk_url(visit, region),
        context=f"{_day(visit.starts_on or today, today)}に{visit.title}を訪問",
        act_label="済んだ",
        act_url=reverse("portal:follow-up-finish", kwargs=keys),
        is_overdue=_is_before(visit, today),
        is_done_by_press=True,
    )


def _day(on: date, today: date) -> str:
    """Short within this 年度, else with its year."""
    return short_day(on) if FiscalYear.of(on) == FiscalYear.of(today) else wareki_short(on)


def _due(by: date, today: date) -> str:
    if by < today:
        return f"{short_day(by)}\n{(today - by).days}日前"
    return f"{short_day(by)}まで"


def _without_result(gathering: Gathering, region: Region, today: date) -> Task:
    last = gathering.ends_on or gathering.starts_on or today
    return Task(
        when=f"{short_day(last)}\n{(today - last).days}日前",
        title=gathering.title,
        url=desk_url(gathering, region),
        context="終わりましたが、人数とまとめがまだありません",
        act_label="結果を書く",
        act_url=desk_url(gathering, region, "edit"),
        is_overdue=True,
    )


def _happening(one: Happening) -> Task:
    title = f"中止：{one.title}" if one.record.is_cancelled else one.title
    return Task(one.times or "今日中", title, one.url, one.place, "開く", one.url)
