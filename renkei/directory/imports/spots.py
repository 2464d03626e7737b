"""A row of a list on its way to a place, and what it may change there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from renkei.directory.sources.rows import Row
from renkei.geo.models import Municipality
from renkei.geo.settling import Settled
from renkei.organizations.models import Facility


class Placed(NamedTuple):
    """A row with the keys of the place and the service it became."""

    row: Row
    facility: int
    service: int | None


@dataclass(slots=True)
class Spot:
    """Where a row belongs: a place to be made, or one there is (``pk``, loaded later)."""

    row: Row
    municipality: Municipality | None
    old: Row | None = None
    pk: int | None = None
    facility: Facility | None = None
    settled: Settled | None = None
    is_new: bool = False
    by_number: bool = False


def take_over(target: Any, fields: Sequence[str], said: Any, before: Any | None) -> None:
    """Set what is empty; change what the same row had said before."""
    for name in fields:
        value, present = getattr(said, name), getattr(target, name)
        is_own = before is not None and getattr(before, name) == present
        if value != present and (not present or is_own) and (value or name != "name"):
            setattr(target, name, value)
