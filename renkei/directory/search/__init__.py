"""Finding facilities by a phrase in a person's own words."""

from renkei.directory.search.found import Alternative, Chip, Found, Hit, Kind, Suggestion, Tag
from renkei.directory.search.planner import find, question_of
from renkei.directory.search.searches import HERE
from renkei.directory.search.suggesting import suggest

__all__ = [
    "HERE",
    "Alternative",
    "Chip",
    "Found",
    "Hit",
    "Kind",
    "Suggestion",
    "Tag",
    "find",
    "question_of",
    "suggest",
]
