"""What a facility can do, as the region found out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from renkei.audit.history import display
from renkei.core.actors import Actor
from renkei.directory.actions.telling import show_anew, tell
from renkei.directory.actions.undo import Kept, forget, remember
from renkei.directory.models import Ability, Evidence
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.vocabulary.models import Term


@dataclass(frozen=True)
class Said:
    """That a facility can, or cannot, do something; ``note`` narrows it."""

    can: bool
    note: str = ""


@transaction.atomic
def say_abilities(
    *,
    region: Region,
    facility: Facility,
    said: Mapping[Term, Said],
    evidence: Evidence,
    checked_on: date,
    by: Actor,
    at: datetime,
    confirm_all: bool = False,
) -> list[Kept]:
    """Keep what was said of each term; what is returned takes it back.

    Only what differs gets the new evidence and day, unless ``confirm_all`` says that
    the rest was asked as well. A term that is not among ``said`` stays as it is.
    """
    rows = Ability.objects.filter(region=region, facility=facility).select_for_update(of=("self",))
    known = {row.term_id: row for row in rows.select_related("term")}
    kept: list[Kept] = []
    changes: dict[str, list[str]] = {}
    for term, one in said.items():
        row = known.get(term.pk)
        if _is_news(row, one) or (confirm_all and _is_older(row, evidence, checked_on)):
            new = row or Ability(region=region, facility=facility, term=term)
            old, step = words_of(row), _say(new, row, one, evidence, checked_on, at)
            kept.append(step)
            changes[f"できること：{term}"] = [old, words_of(new if one.can else None)]
    if any(step["version"] is None for step in kept):  # a row is gone
        show_anew(facility, at)
    if changes:
        tell(facility, changes, region=region, by=by, at=at)
    return kept


def _is_news(row: Ability | None, said: Said) -> bool:
    if row is None:
        return said.can
    return not said.can or row.note != said.note


def _is_older(row: Ability | None, evidence: Evidence, checked_on: date) -> bool:
    """Whether it was not yet known in this way on this day."""
    return row is not None and (row.evidence, row.checked_on) != (evidence, checked_on)


def _say(
    row: Ability,
    former: Ability | None,
    said: Said,
    evidence: Evidence,
    checked_on: date,
    at: datetime,
) -> Kept:
    if not said.can:
        kept = forget(row)
        row.delete()
        return kept
    before = Ability.objects.get(pk=former.pk) if former else None
    row.note, row.evidence, row.checked_on = said.note, evidence, checked_on
    row.stamp(at)
    row.save()
    return remember(before, now=row)


def words_of(row: Ability | None) -> str:
    """An ability as the history shows it."""
    if row is None:
        return ""
    evidence = Evidence(row.evidence).label
    return "　".join(filter(None, ["できる", row.note, evidence, display(row.checked_on)]))
