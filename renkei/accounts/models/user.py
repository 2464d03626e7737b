"""The person who signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import Lower, NullIf
from django.utils.functional import cached_property

from renkei.core import clock
from renkei.core.actors import Actor, Role
from renkei.core.models import Record, RecordQuerySet

if TYPE_CHECKING:
    from renkei.accounts.models.membership import Membership

STAFF_ROLES = frozenset({Role.COORDINATOR, Role.OFFICER})
WORKING_ROLES = STAFF_ROLES | {Role.PROFESSIONAL}
# Recovery codes alone are no second factor: they only replace a lost one.
SECOND_FACTORS = ("totp", "webauthn")


def last_without(reading: str) -> OrderBy:
    """In the order of あいうえお; who has no reading stands behind all, not in front."""
    return NullIf(reading, Value("")).asc(nulls_last=True)


class UserQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Oneself, and the people of the regions whose work one records; all for the operator."""
        if actor.is_operator:
            return self
        colleagues = Q(memberships__region__in=actor.staff_region_ids)
        return self.filter(Q(public_id=actor.public_id) | colleagues).distinct()

    def operators(self) -> Self:
        return self.filter(is_operator=True)

    def get_by_natural_key(self, email: str) -> User:
        """The person behind an address, in whatever letters it was typed."""
        person: User = self.get(email=email.lower())
        return person


class User(Record, AbstractBaseUser):
    """A person who signs in by e-mail and acts for one or several regions.

    Deactivating keeps the person, because the history names them; ``is_active``
    and ``deactivated_at`` go together. ``is_operator`` marks the 運用管理者 of the
    installation, who looks after regions and people, not after a region's work.
    """

    email = models.EmailField(
        "メールアドレス",
        unique=True,
        error_messages={"unique": "このメールアドレスは、もう使われています。"},
    )
    name = models.CharField("氏名", max_length=60)
    kana = models.CharField("ふりがな", max_length=80, blank=True)
    is_operator = models.BooleanField("運用管理者", default=False)
    is_active = models.BooleanField("利用中", default=True)
    deactivated_at = models.DateTimeField("利用を止めた時", null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserQuerySet.as_manager()

    class Meta:
        ordering = [last_without("kana"), "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_address_is_kept_in_small_letters",
                condition=Q(email=Lower(F("email"))),
                violation_error_message="メールアドレスは小文字で書いてください。",
            ),
            models.CheckConstraint(
                name="a_deactivated_person_has_its_moment",
                condition=Q(is_active=True, deactivated_at__isnull=True)
                | Q(is_active=False, deactivated_at__isnull=False),
                violation_error_message="利用を止めた時が必要です。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name written into the history."""
        return self.name

    @cached_property
    def held_today(self) -> list[Membership]:
        """The memberships of today, by one query; kept as long as this object lives."""
        held = self.memberships.active(clock.today()).order_by("pk")
        return list(held.with_second_factor_gap())

    def forget_memberships(self) -> None:
        """Ask the database again at the next question: a membership began or ended."""
        self.__dict__.pop("held_today", None)

    @property
    def memberships_today(self) -> list[Membership]:
        """What the person may do today: nothing until a required second factor is set up.

        So the public pages may stay open to them, and show what they show everybody.
        """
        return [] if self.lacks_second_factor else self.held_today

    @property
    def staff_region_ids(self) -> frozenset[int]:
        """Regions where the person is coordinator or officer today."""
        return frozenset(m.region_id for m in self.memberships_today if m.role in STAFF_ROLES)

    @property
    def working_region_ids(self) -> frozenset[int]:
        """Regions where the person is coordinator, officer or professional today."""
        return frozenset(m.region_id for m in self.memberships_today if m.role in WORKING_ROLES)

    @property
    def workplaces(self) -> frozenset[tuple[int, int]]:
        """Region and facility of each membership of today."""
        return frozenset(
            (m.region_id, m.facility_id) for m in self.memberships_today if m.facility_id
        )

    def has_role(self, region_id: int, *roles: str) -> bool:
        """Whether the person has one of ``roles`` in the region today; any when none given."""
        return any(
            m.region_id == region_id and (not roles or m.role in roles)
            for m in self.memberships_today
        )

    @property
    def lacks_second_factor(self) -> bool:
        """Whether a role of today requires a second factor and none is set up."""
        return any(getattr(m, "has_second_factor_gap", False) for m in self.held_today)
