"""Where facts come from: publications, their rows, runs of import, and uncertain joins."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet
from renkei.directory.models.service import Service
from renkei.documents.models import Edition
from renkei.geo.models import Municipality
from renkei.organizations.models import Facility
from renkei.programme.models import Region


class Source(models.TextChoices):
    """The national and local sources; each has a folder under ``directory/sources``."""

    KAIGO = "kaigo", "介護サービス情報公表システム"
    NAVII = "navii", "医療情報ネット（ナビイ）"
    KOUSEIKYOKU = "kouseikyoku", "届出受理医療機関名簿（地方厚生局）"
    STANDARD = "standard", "自治体標準オープンデータセット"
    OWN = "own", "圏域の一覧"


class Publication(models.Model):
    """One edition of a source: which day it stands for, under which licence, by whom.

    ``published_on`` is the day its name tells (`2026-06`: the first), else the day on which
    it first came in.
    """

    source = models.CharField("出典", max_length=20, choices=Source.choices)
    label = models.CharField("版", max_length=60)
    published_on = models.DateField("公表日", null=True, blank=True)
    publisher = models.CharField("公表者", max_length=80, blank=True)
    licence = models.CharField("利用条件", max_length=80, blank=True)

    class Meta:
        ordering = ["source", "-pk"]
        constraints = [
            models.UniqueConstraint(name="an_edition_is_kept_once", fields=["source", "label"])
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.label}"


class SourceRow(models.Model):
    """A row of a source as it was read, and what it became.

    ``key`` names the row within its source across editions; ``digest`` (SHA-256 of
    the raw values) lets a second import skip what has not changed; ``seen_in`` is the
    last import in which the row was there.
    """

    source = models.CharField("出典", max_length=20, choices=Source.choices)
    key = models.CharField("行の鍵", max_length=80)
    digest = models.CharField("照合値", max_length=64)
    raw: models.JSONField[Any, Any] = models.JSONField("原本")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="rows")
    facility = models.ForeignKey(
        Facility, models.SET_NULL, related_name="source_rows", null=True, blank=True
    )
    service = models.ForeignKey(
        Service, models.SET_NULL, related_name="source_rows", null=True, blank=True
    )
    seen_in = models.ForeignKey(
        "ImportRun", models.SET_NULL, related_name="rows", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_row_has_one_key_in_its_source", fields=["source", "key"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"


class ImportRunQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The staff of the region that sent the file."""
        return self.filter(region__in=actor.staff_region_ids)

    def besides(self, run: ImportRun) -> Self:
        """The other runs of the same source in the same region, and those for all regions."""
        regions = models.Q(region=run.region_id) | models.Q(region__isnull=True)
        return self.filter(regions, source=run.source).exclude(pk=run.pk)

    def begun(self) -> Self:
        """Those that brought something in, or are about to."""
        states = (ImportRun.State.RUNNING, ImportRun.State.FINISHED)
        return self.filter(models.Q(done__gt=0) | models.Q(state__in=states))


class ImportRun(Record):
    """One import: file, progress and what it did. ``done`` counts rows behind the cursor.

    ``digest`` (SHA-256 of the file) finds the run again that was killed; ``upload`` is
    the file itself where a person sent it, ``submission`` the mark of the sheet it came
    with. ``options`` are columns a person assigned, and ``is_whole`` for a list of the region
    that names all there are. ``gone`` are the first names that the list no longer has.
    """

    class State(models.TextChoices):
        DRY = "dry", "試し"
        RUNNING = "running", "取込み中"
        FINISHED = "finished", "済み"
        GIVEN_UP = "given-up", "やめた"

    source = models.CharField("出典", max_length=20, choices=Source.choices)
    file_name = models.CharField("ファイル名", max_length=200)
    state = models.CharField("状態", max_length=10, choices=State.choices, default=State.RUNNING)
    total = models.PositiveIntegerField("行数", default=0)
    done = models.PositiveIntegerField("読み終えた行", default=0)
    created = models.PositiveIntegerField("新しい", default=0)
    changed = models.PositiveIntegerField("変わった", default=0)
    unchanged = models.PositiveIntegerField("同じ", default=0)
    unlisted = models.PositiveIntegerField("一覧に無くなった", default=0)
    gone: models.JSONField[Any, Any] = models.JSONField("無くなるものの例", default=list)
    digest = models.CharField("照合値", max_length=64, blank=True)
    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="runs", null=True, blank=True
    )
    region = models.ForeignKey(
        Region, models.CASCADE, related_name="import_runs", null=True, blank=True
    )
    upload = models.ForeignKey(
        Edition, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="ファイル"
    )
    options: models.JSONField[Any, Any] = models.JSONField("列の指定", default=dict, blank=True)
    submission = models.UUIDField("送信の印", null=True, unique=True, editable=False)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.file_name}"

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100."""
        return 100 * self.done // self.total if self.total else 100

    @property
    def is_whole(self) -> bool:
        """Whether what the list does not name is gone; of a region's own list a person says it."""
        return self.source != Source.OWN or bool(self.options.get("is_whole"))

    @property
    def takes_nothing(self) -> bool:
        """Whether a trial found no row that can be read."""
        return self.created + self.changed + self.unchanged == 0

    @property
    def took_nothing(self) -> bool:
        """Whether it was given up before a row came in; its counts are those of the trial."""
        return self.state == self.State.GIVEN_UP and not self.done

    @property
    def loses_many(self) -> bool:
        """Whether so many would be gone (over 5, and over 10 %) that the list may be a part."""
        before = self.unlisted + self.changed + self.unchanged
        return self.unlisted > 5 and self.unlisted * 10 > before

    @property
    def is_under_way(self) -> bool:
        return self.state == self.State.RUNNING


class RowProblem(models.Model):
    """A row that was repaired or left out: line (from 1), reason in a sentence."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField("行")
    reason = models.CharField("理由", max_length=200)
    is_rejected = models.BooleanField("読み込まなかった", default=False)

    class Meta:
        ordering = ["line", "pk"]

    def __str__(self) -> str:
        return f"{self.line}行目：{self.reason}"


class JoinQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those in whose region one records the work."""
        return self.filter(
            kept__municipality__in=Municipality.objects.filter(regions__in=actor.staff_region_ids)
        )

    def of(self, region: Region) -> Self:
        """Those of which the kept place lies in the region."""
        return self.filter(kept__municipality__in=region.municipalities.all())

    def undecided(self) -> Self:
        """Open ones, but for a place that was merged into a third: the question waits with it."""
        open_ones = self.filter(state=Join.State.OPEN)
        return open_ones.filter(kept__merged_into=None, other__merged_into=None)

    def decided(self) -> Self:
        """Those people decided, the newest first."""
        return self.exclude(state=Join.State.OPEN).order_by("-updated_at", "-pk")

    def merged(self) -> Self:
        return self.filter(state=Join.State.MERGED)


class Join(Record):
    """Two facilities that may be one place: shown side by side, decided by a person.

    ``moved`` remembers what a merge moved, under ``FILLED`` the fields of the kept place it
    filled with their values, and under ``TURNED`` whether it kept the other one, so that it
    can be taken apart again.
    """

    FILLED, TURNED = "filled", "turned"

    class State(models.TextChoices):
        OPEN = "open", "未確認"
        MERGED = "merged", "同じ"
        APART = "apart", "別"

    kept = models.ForeignKey(Facility, models.CASCADE, related_name="+", verbose_name="残すほう")
    other = models.ForeignKey(Facility, models.CASCADE, related_name="+", verbose_name="重なるほう")
    score = models.FloatField("似ている度合い")
    reasons: models.JSONField[Any, Any] = models.JSONField("似ているところ", default=list)
    state = models.CharField("状態", max_length=10, choices=State.choices, default=State.OPEN)
    moved: models.JSONField[Any, Any] = models.JSONField("移したもの", default=dict)

    objects = JoinQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(name="two_places_are_compared_once", fields=["kept", "other"])
        ]

    def __str__(self) -> str:
        return f"{self.kept} / {self.other}"

    def turn(self) -> None:
        """Let the one that was to go be the one that stays."""
        self.kept, self.other = self.other, self.kept
