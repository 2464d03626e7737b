"""What only the region knows: abilities, vacancies, notes, corrections."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.vocabulary.models import Term

VACANCY_HOLDS_FOR = timedelta(days=14)


class Evidence(models.TextChoices):
    """How a fact became known."""

    PUBLISHED = "published", "国の公表情報"
    TOLD = "told", "事業所の申告"
    PHONE = "phone", "電話で確認"
    VISIT = "visit", "訪問で確認"
    SAMPLE = "sample", "見本"


class OpenQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Abilities and vacancies are public."""
        return self

    def of(self, region: Region) -> Self:
        return self.filter(region=region)


class Ability(Record):
    """What a facility can do for a patient at home (人工呼吸器 …), with evidence and date."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="abilities")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name="できること")
    note = models.CharField("補足", max_length=120, blank=True)
    evidence = models.CharField("出典", max_length=10, choices=Evidence.choices)
    checked_on = models.DateField("確認した日")

    objects = OpenQuerySet.as_manager()

    class Meta:
        ordering = ["term__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="an_ability_is_said_once", fields=["region", "facility", "term"]
            )
        ]

    def __str__(self) -> str:
        return str(self.term)


class Vacancy(Record):
    """Whether there is room now (受入): value, by whom, when; it grows old by itself.

    Never a reservation. Older than ``VACANCY_HOLDS_FOR`` it reads 不明. ``submission`` is
    the mark of the sheet by which it was told last.
    """

    class State(models.TextChoices):
        ROOM = "room", "受入可"
        ASK = "ask", "相談可"
        FULL = "full", "満員"

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="vacancies")
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name="何の空き")
    state = models.CharField("空き", max_length=10, choices=State.choices)
    note = models.CharField("補足", max_length=120, blank=True)
    told_by = models.CharField("知らせた人", max_length=60)
    told_at = models.DateTimeField("いつ")
    submission = models.UUIDField("送信の印", null=True, editable=False)

    objects = OpenQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_vacancy_per_kind_and_facility", fields=["region", "facility", "kind"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.get_state_display()}"

    @property
    def told_on(self) -> date:
        """The day in Japan."""
        return timezone.localdate(self.told_at)

    def is_fresh(self, at: datetime) -> bool:
        return at - self.told_at <= VACANCY_HOLDS_FOR


class NoteQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Members of the region who work in care or record its work, and the facility itself.

        Nobody else, and no machine: search engines have no account.
        """
        may = Q(region__in=actor.working_region_ids)
        for region, facility in actor.workplaces:
            may |= Q(region=region, facility=facility)
        return self.filter(may)

    def of(self, region: Region) -> Self:
        return self.filter(region=region)


class Note(Record):
    """How to reach a facility well (連絡のコツ): for professionals of the region only."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="notes")
    text = models.TextField("連絡のコツ")
    best_time = models.CharField("連絡がつきやすい時間", max_length=60, blank=True)
    person = models.CharField("窓口の人", max_length=60, blank=True)
    prefers_fax = models.BooleanField("FAXを希望", default=False)
    written_by = models.CharField("書いた人", max_length=60)
    written_on = models.DateField("書いた日")
    submission = models.UUIDField("送信の印", null=True, unique=True, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-written_on", "-pk"]

    def __str__(self) -> str:
        return self.text[:40]


class CorrectionQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Only those who decide on them."""
        return self.filter(region__in=actor.staff_region_ids)

    def of(self, region: Region) -> Self:
        return self.filter(region=region)

    def approved(self) -> Self:
        return self.filter(state=Correction.State.APPROVED)

    def waiting(self) -> Self:
        return self.filter(state=Correction.State.WAITING)


class Correction(Record):
    """A local value for one published field, or the proposal of one.

    Proposed by staff, by the facility through its link, or by a reader; the public
    value stays until somebody of the region approves. ``public_value`` is what was
    shown at that moment. An approved one that a newer one ``replaces``, or that was
    taken back, is ended. An address by which the place moved keeps in ``moved_from``
    where it lay before (``actions.moving``). A proposed ability or vacancy names its ``term``; once
    approved it lives on as Ability or Vacancy.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "確認待ち"
        APPROVED = "approved", "採用"
        REFUSED = "refused", "見送り"
        ENDED = "ended", "終わり"

    class Field(models.TextChoices):
        NAME = "name", "名称"
        KANA = "kana", "ふりがな"
        ADDRESS = "address", "所在地"
        TELEPHONE = "telephone", "電話"
        FAX = "fax", "FAX"
        WEBSITE = "website", "ウェブサイト"
        HOURS = "hours", "曜日と時間"
        CLOSED = "closed", "閉院・移転"
        ABILITY = "ability", "できること"
        VACANCY = "vacancy", "空き"
        OTHER = "other", "そのほか"

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="corrections")
    field = models.CharField("項目", max_length=10, choices=Field.choices)
    term = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name="何の", null=True, blank=True
    )
    value = models.CharField("正しい内容", max_length=300, blank=True)
    public_value = models.CharField("公表の内容", max_length=300, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    proposed_by = models.CharField("知らせた人", max_length=60)
    state = models.CharField("状態", max_length=10, choices=State.choices, default=State.WAITING)
    decided_by = models.CharField("決めた人", max_length=60, blank=True)
    decided_at = models.DateTimeField("決めた時", null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, related_name="+", verbose_name="前の内容", null=True, blank=True
    )
    moved_from: models.JSONField[Any, Any] = models.JSONField("前の場所", null=True, editable=False)
    submission = models.UUIDField("送信の印", null=True, unique=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_decision_has_its_moment",
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="one_local_value_per_field",
                fields=["region", "facility", "field"],
                condition=Q(state="approved", term__isnull=True) & ~Q(field="other"),
            ),
            models.CheckConstraint(
                name="what_is_said_of_a_term_names_it",
                condition=Q(field__in=["ability", "vacancy"], term__isnull=False)
                | (~Q(field__in=["ability", "vacancy"]) & Q(term__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facility} {self.get_field_display()}"

    @property
    def said_on(self) -> date:
        """The day in Japan on which it came in."""
        return timezone.localdate(self.created_at)
