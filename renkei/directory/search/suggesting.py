"""Completions while a person types."""

from renkei.directory.search.found import Suggestion
from renkei.programme.models import Region


def suggest(prefix: str, region: Region) -> tuple[Suggestion, ...]:
    """Up to eight completions: places, kinds, abilities, names."""
    return ()
