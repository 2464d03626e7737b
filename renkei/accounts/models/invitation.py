"""The invitation by which a person comes to a region."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from renkei.accounts.models.user import User
from renkei.core.actors import Actor, Role
from renkei.core.models import Record, RecordQuerySet
from renkei.geo.models import Municipality
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

VALID_FOR = timedelta(days=7)


def digest(token: str) -> str:
    """What is kept of a token: whoever reads the database cannot use the link."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the regions whose work one records; all for the operator."""
        if actor.is_operator:
            return self
        return self.filter(region__in=actor.staff_region_ids)

    def of(self, region: Region) -> Self:
        return self.filter(region=region)

    def waiting(self) -> Self:
        """Neither accepted nor withdrawn; perhaps expired, and then to be sent again."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def usable(self, at: datetime) -> Self:
        return self.waiting().filter(expires_at__gt=at)

    def with_token(self, token: str) -> Self:
        return self.filter(token_digest=digest(token))


class Invitation(Record):
    """A one-time link that lets one address into a region with one role.

    Valid for seven days after it was last sent, once. Only the SHA-256 of the
    token is kept; sending again makes a new token and ends the old link. A workplace
    that is not known yet is kept by name, and registered once somebody accepts: an
    invitation nobody answers leaves nothing behind.
    """

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="invitations", verbose_name="圏域"
    )
    email = models.EmailField("メールアドレス")
    role = models.CharField("役割", max_length=20, choices=Role.choices)
    profession = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="+",
        verbose_name="職種",
        limit_choices_to={"scheme": Scheme.PROFESSION},
    )
    facility = models.ForeignKey(
        Facility,
        models.PROTECT,
        related_name="+",
        verbose_name="勤め先",
        null=True,
        blank=True,
    )
    new_facility = models.CharField("まだ登録のない勤め先", max_length=100, blank=True)
    new_facility_municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="+",
        verbose_name="勤め先の市町村",
        null=True,
        blank=True,
    )
    invited_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="招いた人", editable=False
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField("期限", editable=False)
    accepted_at = models.DateTimeField("受けた時", null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        User,
        models.PROTECT,
        related_name="+",
        verbose_name="受けた人",
        null=True,
        blank=True,
        editable=False,
    )
    withdrawn_at = models.DateTimeField("取り消した時", null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "region",
                Lower("email"),
                "role",
                name="one_waiting_invitation_per_address_and_role",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                violation_error_message="この人は、もう同じ役割で招いています。",
            ),
            models.CheckConstraint(
                name="an_accepted_invitation_names_who_accepted",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                violation_error_message="受けた人が必要です。",
            ),
            models.CheckConstraint(
                name="an_accepted_invitation_cannot_be_withdrawn",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                violation_error_message="受け終えた招待は取り消せません。",
            ),
            models.CheckConstraint(
                name="only_a_council_member_is_invited_without_facility",
                condition=Q(facility__isnull=False)
                | ~Q(new_facility="")
                | Q(role=Role.COUNCIL_MEMBER),
                violation_error_message="勤め先を選んでください。",
            ),
            models.CheckConstraint(
                name="a_workplace_to_be_registered_has_name_and_municipality",
                condition=Q(new_facility="", new_facility_municipality__isnull=True)
                | Q(
                    ~Q(new_facility=""),
                    new_facility_municipality__isnull=False,
                    facility__isnull=True,
                ),
                violation_error_message="まだ登録のない勤め先には、名前と市町村が必要です。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}への招待"

    @property
    def workplace(self) -> str:
        """The name of where the person works; "" when they sit there for no facility."""
        return str(self.facility or self.new_facility)

    @property
    def is_waiting(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None

    def is_usable(self, at: datetime) -> bool:
        """Whether its link still opens the door."""
        return self.is_waiting and self.expires_at > at
