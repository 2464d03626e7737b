"""Of the imports of one list only the newest may write: an older one would set values back."""

from __future__ import annotations

from django.db.models import Q

from renkei.core.errors import DomainError
from renkei.directory.models import ImportRun
from renkei.programme.models import Region


class CountsAreOld(DomainError):
    """試したあとに、同じ種類の一覧がほかに取り込まれました。もう一度試して、件数を確かめてください。"""


class Overtaken(DomainError):
    """あとから別の一覧の取込みが始まったため、この続きは取り込めません。「やめる」を押してください。"""


def in_turn(run: ImportRun) -> ImportRun:
    """The run as it is now, locked; the runs of one region wait for each other."""
    # Rows that point to the region may be written meanwhile, hence no key lock.
    regions = Region.objects.select_for_update(of=("self",), no_key=True)
    regions.filter(pk=run.region_id).first()
    found: ImportRun = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    return found


def is_overtaken(run: ImportRun) -> bool:
    """Whether another list of this source came in since: then this one tells of the past.

    A trial also counts what is there, so anything written after it makes it old. Runs of the
    command line are the operator's, who names file and edition each time.
    """
    if run.region_id is None or run.state not in (ImportRun.State.DRY, ImportRun.State.RUNNING):
        return False
    since = Q(pk__gt=run.pk)
    if run.state == ImportRun.State.DRY:
        since |= Q(updated_at__gt=run.updated_at)
    is_found: bool = ImportRun.objects.besides(run).begun().filter(since).exists()
    return is_found


def refuse_overtaken(run: ImportRun) -> None:
    """Raise CountsAreOld for a trial, Overtaken for a run under way."""
    if is_overtaken(run):
        raise CountsAreOld if run.state == ImportRun.State.DRY else Overtaken
