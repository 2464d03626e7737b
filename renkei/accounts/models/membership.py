"""What a person does for a region, and where that requires a second factor."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from renkei.accounts.models.user import SECOND_FACTORS, STAFF_ROLES, User, last_without
from renkei.core.actors import Actor, Role
from renkei.core.models import Record, RecordQuerySet
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term


class MembershipQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; those of the regions whose work one records; all for the operator."""
        if actor.is_operator:
            return self
        own = Q(user__public_id=actor.public_id)
        return self.filter(own | Q(region__in=actor.staff_region_ids))

    def active(self, on: date) -> Self:
        """Those that hold on the day; the day of the end is the first one without."""
        not_ended = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
        return self.filter(not_ended, started_on__lte=on)

    def past(self, on: date) -> Self:
        return self.filter(ended_on__lte=on)

    def of(self, region: Region) -> Self:
        return self.filter(region=region)

    def of_staff(self) -> Self:
        """Those who may record the region's work."""
        return self.filter(role__in=STAFF_ROLES)

    def able(self) -> Self:
        """Of people whose account has not been stopped."""
        return self.filter(user__is_active=True)

    def with_second_factor_gap(self) -> Self:
        """Adds ``has_second_factor_gap``: the role requires what the person lacks."""
        rule = SecondFactorRule.objects.filter(region=OuterRef("region"), role=OuterRef("role"))
        return self.annotate(has_second_factor_gap=Exists(rule) & ~_has_second_factor())

    def with_second_factor(self) -> Self:
        """Adds ``has_second_factor``."""
        return self.annotate(has_second_factor=_has_second_factor())


def _has_second_factor() -> Exists:
    return Exists(User.objects.filter(pk=OuterRef("user"), authenticator__type__in=SECOND_FACTORS))


class Membership(Record):
    """What a person does for a region: region × facility × profession × role.

    A council member may sit there for no facility. ``ended_on`` is the first day
    on which the membership no longer holds, so that an end takes effect at once.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="人")
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="memberships", verbose_name="圏域"
    )
    facility = models.ForeignKey(
        Facility,
        models.PROTECT,
        related_name="memberships",
        verbose_name="勤め先",
        null=True,
        blank=True,
    )
    profession = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="+",
        verbose_name="職種",
        limit_choices_to={"scheme": Scheme.PROFESSION},
    )
    role = models.CharField("役割", max_length=20, choices=Role.choices)
    started_on = models.DateField("始まり")
    ended_on = models.DateField("終わり", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = [last_without("user__kana"), "user__name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_membership_ends_after_it_starts",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                violation_error_message="終わりの日は、始まりの日より後にしてください。",
            ),
            models.CheckConstraint(
                name="only_a_council_member_has_no_facility",
                condition=Q(facility__isnull=False) | Q(role=Role.COUNCIL_MEMBER),
                violation_error_message="勤め先を選んでください。",
            ),
            models.UniqueConstraint(
                name="one_active_membership_per_facility_and_role",
                fields=["user", "region", "facility", "role"],
                condition=Q(ended_on__isnull=True, facility__isnull=False),
                violation_error_message="この人は、もう同じ役割で登録されています。",
            ),
            models.UniqueConstraint(
                name="one_active_membership_without_facility_per_role",
                fields=["user", "region", "role"],
                condition=Q(ended_on__isnull=True, facility__isnull=True),
                violation_error_message="この人は、もう同じ役割で登録されています。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}（{self.get_role_display()}）"

    def is_active(self, on: date) -> bool:
        """Whether it holds on the day."""
        return self.started_on <= on and (self.ended_on is None or self.ended_on > on)


class SecondFactorRule(models.Model):
    """Its presence requires a second factor of everybody with this role in this region."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="second_factor_rules")
    role = models.CharField("役割", max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_second_factor_rule_per_role", fields=["region", "role"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.get_role_display()}"
