"""Questions about two places that look alike: looked for again, and opened again."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from django.db import transaction

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.directory import joining
from renkei.directory.imports import comparing
from renkei.directory.models import Join
from renkei.programme.models import Region


@transaction.atomic
def look_for_joins(*, region: Region, by: Actor, at: datetime) -> int:
    """Ask about all pairs of the region's places that may be one; returns how many are new.

    An import asks about the places it brings only, by the rules of its day. A pair that was
    asked about before, either way round and however it was decided, is left alone.
    """
    towns = dict(region.municipalities.values_list("pk", "name"))
    near = comparing.neighbourhoods(towns).values()
    found = chain.from_iterable(map(comparing.pairs_within, near))
    asked = {frozenset(pair) for pair in Join.objects.of(region).values_list("kept", "other")}
    joins = comparing.questions(
        (pair for pair in found if frozenset((pair.kept.pk, pair.other.pk)) not in asked), at
    )
    Join.objects.bulk_create(joins, ignore_conflicts=True)
    if joins:
        label = f"重なりをさがした：{len(joins)}件"
        audit.record_plain(Verb.CREATE, by=by, at=at, region=region.slug, label=label)
    return len(joins)


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
