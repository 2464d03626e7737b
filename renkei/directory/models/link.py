"""The one-time link by which a facility brings its own entry up to date."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet
from renkei.organizations.models import Facility
from renkei.programme.models import Region

BY_LINK = "事業所（メールのリンク）"
LINK_HOLDS_FOR = timedelta(days=14)


def digest(token: str) -> str:
    """What is kept of a token: whoever reads the database cannot use the link."""
    return hashlib.sha256(token.encode()).hexdigest()


class FacilityLinkQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the regions whose work one records."""
        return self.filter(region__in=actor.staff_region_ids)

    def with_token(self, token: str) -> Self:
        return self.filter(token_digest=digest(token))

    def open(self, at: datetime) -> Self:
        """Those that still open the page."""
        return self.filter(used_at__isnull=True, ended_at__isnull=True, expires_at__gt=at)


class FacilityLink(Record):
    """A link, e-mailed to a facility, that opens its own entry without an account.

    Valid for fourteen days and for one sending: looking does not use it up, because
    mail programs open links before people do. Sending a new one ends the old.
    """

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="links")
    email = models.EmailField("メールアドレス")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    sent_by = models.CharField("送った人", max_length=60)
    expires_at = models.DateTimeField("期限")
    used_at = models.DateTimeField("答えた時", null=True, blank=True)
    ended_at = models.DateTimeField("止めた時", null=True, blank=True)
    submission = models.UUIDField("送信の印", null=True, unique=True, editable=False)

    objects = FacilityLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.facility}への確認のお願い"

    @property
    def sent_on(self) -> date:
        """The day in Japan."""
        return timezone.localdate(self.created_at)
