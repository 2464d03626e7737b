"""Of the imports of one list only the newest may write: an older one would set values back."""

from __future__ import annotations

from django.db import OperationalError, connection
from django.db.models import Exists, OuterRef, Q

from renkei.core.errors import DomainError
from renkei.directory.models import ImportRun, Publication, SourceRow
from renkei.geo.models import Municipality
from renkei.programme.models import Region


class CountsAreOld(DomainError):
    """試したあとに、同じ種類の一覧がほかに取り込まれました。もう一度試して、件数を確かめてください。"""


class Overtaken(DomainError):
    """あとから別の一覧の取込みが始まったため、この続きは取り込めません。「やめる」を押してください。"""


class OlderEdition(DomainError):
    """もっと新しい版を、もう取り込んでいます。「古い版でも取り込む」に印を付けてください。"""


class TrialUnderWay(DomainError):
    """ほかの人が、一覧を試しているか取り込んでいます。少し待ってから、もう一度押してください。"""


# So long one waits for another who tries a list out or takes one in.
PATIENCE = "3s"
# Any number, the same for all: locks of this kind are told apart by it.
_TRIALS = 1_905


def keep_off_trials(region: int | None) -> None:
    """Until the end of the transaction nobody else tries or takes a list of the region in.

    A trial writes the rows that an import writes, and keeps them to itself until it undoes
    them: the two would wait for each other, in the worst case for ever. Nothing else waits
    for it. Raises TrialUnderWay after ``PATIENCE``. SQLite has one writer anyway, and what the
    operator runs by command belongs to no region.
    """
    if connection.vendor != "postgresql" or region is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        try:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_TRIALS, region])
        except OperationalError as why:
            raise TrialUnderWay from why
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")


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


def newer_edition(run: ImportRun) -> Publication | None:
    """The newest edition that tells of the region's places and is newer than a trial's, if any.

    The bureaus' lists of other prefectures are editions of the same source, and say nothing
    about how new what is known here is.
    """
    if run.state != ImportRun.State.DRY or run.publication is None:
        return None
    begun = ImportRun.objects.besides(run).begun()
    here = Municipality.objects.filter(regions__in=[run.region_id])
    told = SourceRow.objects.filter(publication=OuterRef("pk"), facility__municipality__in=here)
    newer = Publication.objects.filter(
        Exists(told),
        pk__in=begun.values("publication"),
        published_on__gt=run.publication.published_on,
    )
    return newer.order_by("-published_on", "-pk").first()
