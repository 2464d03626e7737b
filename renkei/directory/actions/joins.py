"""Taking back what was decided about two places that look alike."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.directory import joining
from renkei.directory.models import Join


@transaction.atomic
def undecide(*, join: Join, by: Actor, at: datetime, region: str) -> Join:
    """Open the question again; two merged places are taken apart first.

    Raises MergedFurther.
    """
    join = Join.objects.select_for_update(of=("self",)).get(pk=join.pk)
    if join.state == Join.State.MERGED:
        join = joining.take_apart(join=join, by=by, at=at, region=region)
    if join.state == Join.State.OPEN:
        return join
    join.state = Join.State.OPEN
    join.stamp(at)
    join.save()
    audit.record(Verb.RESTORE, join, by=by, at=at, region=region)
    return join
