"""The gathering (催し): people meet at a place for a purpose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from renkei.geo.models import Municipality
from renkei.programme.models import Activity, ActivityQuerySet
from renkei.programme.models.activity import named
from renkei.vocabulary.models import Term


class Family(models.TextChoices):
    """Which kind of work a gathering belongs to; the subclass sets it."""

    MEETING = "meeting", "会議・協議会"
    TRAINING = "training", "研修"
    LECTURE = "lecture", "講座・催し"


class Basis(models.TextChoices):
    """Whom the total counts (数え方)."""

    ATTENDED = "attended", "参加者"
    COMPLETED = "completed", "修了者"


class Secretariat(models.TextChoices):
    """Whether the organisers' own people are in the total."""

    INCLUDED = "included", "事務局を含む"
    EXCLUDED = "excluded", "事務局を含まない"
    UNKNOWN = "unknown", "分からない"


def is_coming(today: date) -> Q:
    """Still to come or under way, the day being known."""
    return Q(ends_on__gte=today) | Q(ends_on__isnull=True, starts_on__gte=today)


def is_past(today: date) -> Q:
    """Its last known day has passed."""
    return Q(ends_on__lt=today) | Q(ends_on__isnull=True, starts_on__lt=today)


class GatheringQuerySet(ActivityQuerySet):
    def with_details(self) -> Self:
        """All that a page needs, in six queries however many rows."""
        return self.select_related("region", "kind").prefetch_related(
            "occasions", "agenda_items", "lecturers", "attendance_counts", "municipalities"
        )

    def for_lists(self) -> Self:
        """With kind, days and 校下, in two queries however many rows."""
        return self.select_related("kind", "lecture__school_district").prefetch_related("occasions")

    def of_family(self, *families: Family) -> Self:
        return self.filter(family__in=families)

    def upcoming(self, today: date) -> Self:
        """Still to come, soonest first; the cancelled too, for those who meant to go."""
        return self.filter(is_coming(today)).order_by("starts_on", "pk")

    def past(self, today: date) -> Self:
        """Over, latest first."""
        return self.filter(is_past(today)).order_by("-starts_on", "-pk")


class Gathering(Activity):
    """People meet at a place for a purpose: meeting, training or lecture (iCalendar VEVENT).

    Attendance is a total with its basis, never a bare number: 79名 of 修了者 and
    80名 with the secretariat are different facts (domain.md 12). The list beside it
    may be incomplete (等), then it need not add up.
    """

    family = models.CharField("分類", max_length=10, choices=Family.choices, editable=False)
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name="種類")
    venue = models.CharField("会場", max_length=100, blank=True)
    venue_address = models.CharField("会場の所在地", max_length=120, blank=True)
    venue_municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="+",
        verbose_name="会場の市町村",
        null=True,
        blank=True,
    )
    organizer = models.CharField("主催", max_length=120, blank=True)
    co_organizer = models.CharField("共催", max_length=120, blank=True)
    target_professions = models.ManyToManyField(
        Term, related_name="+", verbose_name="対象の職種", blank=True
    )
    audience = models.CharField("対象", max_length=120, blank=True)
    capacity = models.PositiveIntegerField("定員", null=True, blank=True)
    fee = models.CharField("参加費", max_length=60, blank=True)
    apply_to = models.CharField("申込先", max_length=80, blank=True)
    apply_telephone = models.CharField("申込みの電話", max_length=20, blank=True)
    apply_fax = models.CharField("申込みのFAX", max_length=20, blank=True)
    apply_note = models.CharField("申込みの案内", max_length=200, blank=True)
    attendance_total = models.PositiveIntegerField("人数の合計", null=True, blank=True)
    attendance_basis = models.CharField(
        "数え方", max_length=10, choices=Basis.choices, default=Basis.ATTENDED
    )
    secretariat = models.CharField(
        "事務局の人", max_length=10, choices=Secretariat.choices, default=Secretariat.UNKNOWN
    )
    is_listing_partial = models.BooleanField("ほかにもいる（等）", default=False)
    result = models.TextField("まとめ", blank=True)

    objects = GatheringQuerySet.as_manager()  # type: ignore[misc]  # more phrases

    class Meta(Activity.Meta):
        pass

    @property
    def headcount(self) -> str:
        """The total with its basis, e.g. ``79名（修了者）``; empty before it is known."""
        if self.attendance_total is None:
            return ""
        notes = []
        if self.attendance_basis != Basis.ATTENDED:
            notes.append(self.get_attendance_basis_display())
        if self.secretariat != Secretariat.UNKNOWN:
            notes.append(self.get_secretariat_display())
        basis = f"（{'、'.join(notes)}）" if notes else ""
        return f"{self.attendance_total:,}名{basis}"

    @property
    def attended_by(self) -> str:
        """Professions and bodies as one phrase, with 等 where the list is incomplete."""
        named = "、".join(count.label for count in self.attendance_counts.all())
        return named + "等" if named and self.is_listing_partial else named

    @property
    def takes_applications(self) -> bool:
        return bool(self.apply_telephone or self.apply_fax or self.apply_note)

    @property
    def has_result(self) -> bool:
        """Whether it tells what came of it; of a cancelled one nothing came."""
        return not self.is_cancelled and (self.attendance_total is not None or bool(self.result))

    @property
    def district(self) -> str:
        """The 校下 a lecture goes to, as it is said; empty for every other gathering."""
        return self.whole.district if self.family == Family.LECTURE else ""

    @property
    def distinct_title(self) -> str:
        """The title with what tells it from others of the same: 校下, else who speaks.

        Who speaks is added only while no day is known, since a day tells them apart too.
        """
        speakers = (
            "" if self.starts_on else "、".join(one.addressed for one in self.lecturers.all())
        )
        apart = self.district or speakers
        return f"{self.title}（{apart}）" if apart else self.title

    @property
    def whole(self) -> Gathering:
        """The meeting, training or lecture that this gathering is, with all its fields."""
        of_its_kind: Gathering = getattr(self, self.family)
        return of_its_kind

    def as_history(self) -> dict[str, str]:
        """The fields and the lines below the gathering, as people typed them."""
        return super().as_history() | {
            "対象の職種": named(self.target_professions.all()),
            "日時": "\n".join(map(str, self.occasions.all())),
            "プログラム": "\n".join(map(str, self.agenda_items.all())),
            "講師": "\n".join(map(str, self.lecturers.all())),
            "参加者の内訳": "\n".join(map(str, self.attendance_counts.all())),
        }

    def spans(self, days: Iterable[date]) -> None:
        """Take first and last day from the gathering's days."""
        known = sorted(days)
        self.starts_on = known[0] if known else None
        self.ends_on = known[-1] if len(known) > 1 else None
