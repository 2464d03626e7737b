"""The visit (訪問) with what was learnt and what follows."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from renkei.core.actors import Actor
from renkei.organizations.models import Facility
from renkei.programme.models import Activity, ActivityQuerySet
from renkei.programme.models.activity import named
from renkei.vocabulary.models import Term


class VisitQuerySet(ActivityQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Only the region's staff: what a body tells in confidence stays there."""
        return self.filter(region__in=actor.staff_region_ids)

    def between(self, first: date, last: date) -> Self:
        """Visits on the days from ``first`` to ``last``, both included."""
        return self.filter(starts_on__range=(first, last))


class Visit(Activity):
    """A coordinator goes to a body: purpose, people met, what was learnt (KZ 図1).

    ``title`` is the name of the place as typed; ``facility`` links it once known.
    Counts of visits are public in papers, the record never is.
    """

    starts_at = models.TimeField("時刻", null=True, blank=True)
    target = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name="訪問先の種類")
    facility = models.ForeignKey(
        Facility,
        models.PROTECT,
        related_name="visits",
        verbose_name="施設",
        null=True,
        blank=True,
    )
    purposes = models.ManyToManyField(Term, related_name="+", verbose_name="目的", blank=True)
    people_met = models.CharField("会った人", max_length=200, blank=True)
    learnt = models.TextField("分かったこと", blank=True)
    follow_up = models.CharField("次にすること", max_length=200, blank=True)
    follow_up_by = models.DateField("いつまでに", null=True, blank=True)
    followed_up_at = models.DateTimeField("済んだ時", null=True, blank=True, editable=False)

    objects = VisitQuerySet.as_manager()  # type: ignore[misc]  # more phrases

    class Meta(Activity.Meta):
        constraints = [
            *Activity.Meta.constraints,
            models.CheckConstraint(
                name="a_due_day_belongs_to_a_task",
                condition=Q(follow_up_by__isnull=True) | ~Q(follow_up=""),
                violation_error_message="「次にすること」を書いてください。",
            ),
        ]

    def as_history(self) -> dict[str, str]:
        """The fields and the purposes."""
        return super().as_history() | {"目的": named(self.purposes.all())}

    def settle(self) -> None:
        """A visit is never published by itself."""
        self.is_public = False
        super().settle()
