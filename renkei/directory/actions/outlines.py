"""A file of outlines: tried out, taken in, taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.once import once
from renkei.directory.models import AreaKind, OutlineRun
from renkei.directory.outlines import trial
from renkei.documents.inspection import Upload
from renkei.geo import areas
from renkei.geo.area_files import MAX_BYTES, read_area_file
from renkei.geo.models import Boundary, Municipality
from renkei.programme.models import Region

OUTLINE = ("rings", "source", "west", "south", "east", "north")


class AlreadyTaken(DomainError):
    """この形は、もう取り込まれています。"""


class NothingToDraw(DomainError):
    """取り込む形がありません。一覧に無い名前も登録するなら、印を付けてください。"""


class NotTaken(DomainError):
    """取り込まれていないため、元に戻せません。"""


class DrawnSince(DomainError):
    """あとから同じ種類の形が取り込まれています。先に、そちらを元に戻してください。"""


def try_out(
    *,
    region: Region,
    municipality: Municipality,
    kind: AreaKind,
    upload: Upload,
    column: str,
    crs: str,
    source: str,
    by: Actor,
    at: datetime,
    submission: UUID | None = None,
) -> OutlineRun:
    """Read a file and tell what it would do; no area is drawn yet.

    A second sending of one sheet (same ``submission``) returns the run of the first. Raises
    what ``read_area_file`` and ``trial.read`` raise, and then keeps nothing.
    """
    run = OutlineRun(
        region=region,
        municipality=municipality,
        kind=kind,
        file_name=(upload.name or "形")[-200:],
        source=source,
        submission=submission,
    )
    rows = OutlineRun.objects.filter(region=region)
    return once(rows, submission, partial(_try_out, run, upload, column, crs, by, at))


@transaction.atomic
def _try_out(
    run: OutlineRun, upload: Upload, column: str, crs: str, by: Actor, at: datetime
) -> OutlineRun:
    content = upload.read(MAX_BYTES + 1)
    file = read_area_file(content, crs)
    found = trial.read(file, run.municipality, run.area_kind, column)
    run.digest = hashlib.sha256(content).hexdigest()
    run.column, run.shapes, run.problems = found
    run.stamp(at)
    run.save()
    audit.record(Verb.UPLOAD, run, by=by, at=at)
    return run


@transaction.atomic
def take(*, run: OutlineRun, by: Actor, at: datetime, registers: bool = False) -> OutlineRun:
    """Draw the areas of a tried file; an outline that is there already is replaced.

    ``registers``: names that no area has become new areas, else they are passed over. Raises
    AlreadyTaken, or NothingToDraw when nothing is left to do.
    """
    run = _locked(run)
    if run.state == OutlineRun.State.TAKEN:
        raise AlreadyTaken
    plan = trial.plan(run)
    wanted = [one for one in plan.areas if one.changes and (registers or not one.is_unknown)]
    if not wanted:
        raise NothingToDraw
    run.before = [_drawn(one, run, at) for one in wanted]
    run.state, run.taken_at = OutlineRun.State.TAKEN, at
    new = sum(one.is_unknown for one in wanted)
    changes = {"形": f"{len(wanted)}件", "新しく登録": f"{new}件"}
    _kept(run, Verb.IMPORT, by, at, {label: ("", told) for label, told in changes.items()})
    return run


def _drawn(one: trial.Planned, run: OutlineRun, at: datetime) -> dict[str, Any]:
    """Draw one area; what it was before."""
    area = one.area or areas.registered(run.area_kind.model, run.municipality, one.name, at)
    old = Boundary.objects.filter(**areas.outlined(area)).values(*OUTLINE).first()
    areas.draw(area, one.polygons, run.source, at)
    return {"area": area.pk, "is_new": one.is_unknown, "outline": old, "rings": one.polygons}


@transaction.atomic
def take_back(*, run: OutlineRun, by: Actor, at: datetime) -> OutlineRun:
    """Put the outlines back that taking this file in replaced.

    An area that was registered with it goes, unless something names it by now; an outline that
    was drawn anew since stays. Raises NotTaken, or DrawnSince when a later file drew areas of
    the same kind.
    """
    run = _locked(run)
    if run.state != OutlineRun.State.TAKEN:
        raise NotTaken
    if OutlineRun.objects.taken_after(run).exists():
        raise DrawnSince
    for outline, entry in _still_so(run):
        _put_back(outline, entry, run, at)
    run.state, run.before = OutlineRun.State.UNDONE, []
    _kept(run, Verb.RESTORE, by, at, {})
    return run


def _still_so(run: OutlineRun) -> Iterator[tuple[Boundary, dict[str, Any]]]:
    """What the run drew and nobody drew anew, with what was there before."""
    for entry in run.before:
        area = run.area_kind.model.objects.filter(pk=entry["area"]).first()
        outline = area and Boundary.objects.filter(**areas.outlined(area)).first()
        if outline and outline.rings == entry["rings"]:
            yield outline, entry


def _put_back(outline: Boundary, entry: dict[str, Any], run: OutlineRun, at: datetime) -> None:
    area: Any = outline.school_district or outline.care_area
    if old := entry["outline"]:
        areas.draw(area, old["rings"], old["source"], at)
        return
    outline.delete()
    if entry["is_new"] and _removed(area):
        return
    area.stamp(at)
    area.save(update_fields=["updated_at", "version"])


def _removed(area: Any) -> bool:
    """Whether the area could go; one that records name stays, without its outline."""
    try:
        with transaction.atomic():
            area.delete()
    except ProtectedError:
        return False
    return True


def _locked(run: OutlineRun) -> OutlineRun:
    found: OutlineRun = OutlineRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    return found


def _kept(run: OutlineRun, verb: str, by: Actor, at: datetime, changes: Any) -> None:
    run.stamp(at)
    run.save()
    audit.record(verb, run, by=by, at=at, changes=changes)
