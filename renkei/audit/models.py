"""Events and the heads of their chains.

No foreign keys: an event outlives what it tells of. Triggers of the database
(migration 0002) refuse every change of an event, whoever asks.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils import timezone

from renkei.core.wareki import moment


class Verb(models.TextChoices):
    """What can be done; an app may use a verb of its own, which is then shown as it is."""

    CREATE = "create", "登録"
    UPDATE = "update", "変更"
    COPY = "copy", "複写"
    DELETE = "delete", "削除"
    RESTORE = "restore", "復元"
    CANCEL = "cancel", "中止"
    FINALISE = "finalise", "確定"
    PUBLISH = "publish", "公開"
    WITHDRAW = "withdraw", "公開の取り下げ"
    UPLOAD = "upload", "ファイルの追加"
    DOWNLOAD = "download", "ファイルの取り出し"
    IMPORT = "import", "取り込み"
    SIGN_IN = "sign-in", "ログイン"
    SIGN_IN_FAILED = "sign-in-failed", "ログインの失敗"
    SIGN_OUT = "sign-out", "ログアウト"
    LOCK_OUT = "lock-out", "締め出し"
    SEND = "send", "送信"
    DECLINE = "decline", "見送り"
    REFUSE = "refuse", "拒否"
    INVITE = "invite", "招待"
    ACCEPT = "accept", "招待の承諾"
    GRANT = "grant", "権限の付与"
    REVOKE = "revoke", "権限の取り消し"
    DEACTIVATE = "deactivate", "利用停止"
    REACTIVATE = "reactivate", "利用再開"
    CHANGE_PASSWORD = "change-password", "パスワードの変更"
    SECOND_FACTOR = "second-factor", "二要素認証の変更"


class Change(NamedTuple):
    """One field before and after, as people read it."""

    label: str
    old: str
    new: str


class AuditEvent(models.Model):
    """One thing somebody did (FHIR AuditEvent).

    ``digest`` is keyed over ``previous`` (the digest before it in the region) and
    all other fields, so nobody without the key can change, insert, remove or
    reorder events unnoticed. ``region`` is a slug; empty means the installation.
    """

    region = models.CharField("圏域", max_length=50, blank=True)
    sequence = models.PositiveBigIntegerField("通し番号")
    at = models.DateTimeField("日時")
    actor_id = models.CharField("人の番号", max_length=40, blank=True)
    actor = models.CharField("人", max_length=200)
    verb = models.CharField("操作", max_length=40)
    object_type = models.CharField("対象の種類", max_length=100, blank=True)
    object_id = models.CharField("対象の番号", max_length=40, blank=True)
    object_label = models.CharField("対象", max_length=200, blank=True)
    changes = models.JSONField("変更", default=dict, blank=True)
    reason = models.TextField("理由", blank=True)
    origin = models.CharField("接続元", max_length=50, blank=True)
    previous = models.CharField("前の印", max_length=64, blank=True)
    digest = models.CharField("印", max_length=64)

    class Meta:
        verbose_name = "操作の記録"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="an_event_has_one_place_in_its_chain", fields=["region", "sequence"]
            ),
            models.CheckConstraint(name="a_chain_begins_at_one", condition=Q(sequence__gte=1)),
        ]
        indexes = [
            models.Index(name="events_of_an_object", fields=["object_type", "object_id"]),
            models.Index(name="events_of_a_person", fields=["actor_id"]),
            models.Index(name="events_by_moment", fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.region}#{self.sequence} {self.actor} {self.verb_label} {self.object_label}"

    @property
    def verb_label(self) -> str:
        labels = dict(Verb.choices)
        return str(labels.get(self.verb, self.verb))

    @property
    def moment(self) -> str:
        """`平成29年3月26日 13時30分`, as lists show it."""
        return moment(timezone.localtime(self.at))

    def changed_fields(self) -> Iterator[Change]:
        """Each changed field with its old and new text."""
        for label, (old, new) in self.changes.items():
            yield Change(label, old, new)


class ChainHead(models.Model):
    """How long a region's chain is and its last digest, sealed with the key.

    Without it the newest events could be cut off unnoticed. The row named
    ``ALL_CHAINS`` counts the chains themselves, so that no whole chain vanishes.
    """

    ALL_CHAINS = "*"

    region = models.CharField("圏域", max_length=50, unique=True, blank=True)
    length = models.PositiveBigIntegerField("長さ", default=0)
    digest = models.CharField("最後の印", max_length=64, blank=True)
    seal = models.CharField("封", max_length=64, blank=True)

    class Meta:
        verbose_name = "鎖の先頭"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.region} {self.length} {self.digest}"
