"""What was said against what is shown now, one line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from renkei.directory.actions.proposing import CAN, CANNOT, words_of
from renkei.directory.facts import Facts, effective_all
from renkei.directory.models import Ability, Correction, Vacancy
from renkei.programme.models import Region


@dataclass(frozen=True)
class Proposal:
    """A waiting correction, with the present and the proposed value in words.

    ``is_same`` tells that it says what is known already.
    """

    correction: Correction
    shown: str
    value: str
    is_same: bool


class Waiting(NamedTuple):
    """What waits for one place: differences to decide on, and answers without one."""

    changed: list[Proposal]
    same: list[Proposal]

    @classmethod
    def of(cls, lines: Iterable[Proposal]) -> Waiting:
        """The lines parted, each part in its order."""
        some = list(lines)
        return cls([one for one in some if not one.is_same], [one for one in some if one.is_same])


def proposals(corrections: Iterable[Correction], region: Region) -> list[Proposal]:
    """The lines to decide on; four queries however many they are."""
    waiting = list(corrections)
    places = {one.facility_id: one.facility for one in waiting}
    here = {"region": region, "facility__in": list(places)}
    known = effective_all(places.values(), region)
    able = set(Ability.objects.filter(**here).values_list("facility", "term"))
    rooms = {(row.facility_id, row.kind_id): row.state for row in Vacancy.objects.filter(**here)}
    return [_line(one, _shown(one, known[one.facility_id], able, rooms)) for one in waiting]


def _line(one: Correction, shown: str) -> Proposal:
    is_same = one.field != Correction.Field.OTHER and one.value == shown
    return Proposal(one, words_of(one, shown), words_of(one, one.value), is_same)


def _shown(
    one: Correction,
    known: Facts,
    able: set[tuple[int, int]],
    rooms: dict[tuple[int, int | None], str],
) -> str:
    match one.field:
        case Correction.Field.ABILITY:
            return CAN if (one.facility_id, one.term_id) in able else CANNOT
        case Correction.Field.VACANCY:
            return rooms.get((one.facility_id, one.term_id), "")
        case Correction.Field.OTHER:
            return ""
    return str(getattr(known, one.field))
