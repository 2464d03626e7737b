"""The search index: one row per facility, kept in step after imports and changes."""

from collections.abc import Iterable


def refresh(facility_ids: Iterable[int]) -> None:
    """Bring these facilities' rows up to date; a facility that is gone loses its row."""


def rebuild() -> None:
    """Make every row anew."""
