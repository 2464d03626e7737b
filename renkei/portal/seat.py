"""What a member of a council reads: meetings to come, those before, and their papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.db.models import Prefetch

from renkei.core.actors import Actor
from renkei.council.models import Council, Meeting
from renkei.events.models import GatheringQuerySet
from renkei.programme.models import Region
from renkei.reporting.models import Paper

MOST = 60
OF_EACH = 3

Bodies = list[tuple[Council, list[Meeting]]]


def meetings_for(actor: Actor, region: Region) -> GatheringQuerySet:
    """The councils' meetings this person may know of, each with its public papers."""
    known: GatheringQuerySet = Meeting.objects.visible_to(actor).of(region).published()
    papers = Paper.objects.visible_to(actor).published()
    return (
        known.filter(council__isnull=False)
        .select_related("council")
        .prefetch_related("occasions", Prefetch("council_papers", papers, to_attr="papers"))
    )


def by_council(meetings: Iterable[Meeting]) -> Bodies:
    """The first few meetings of each body, the bodies in their own order."""
    bodies: dict[Council, list[Meeting]] = {}
    for meeting in meetings:
        bodies.setdefault(cast("Council", meeting.council), []).append(meeting)
    in_order = sorted(bodies.items(), key=lambda body: (body[0].position, body[0].pk))
    return [(council, held[:OF_EACH]) for council, held in in_order]
