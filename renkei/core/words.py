"""What somebody typed into a search box, as a condition on rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from django.db.models import CharField, F, ManyToOneRel, Model, Q, QuerySet, Value
from django.db.models.functions import Replace
from django.db.models.lookups import Contains

from renkei.core.text import digits_of, search_key, spellings, tidy

M = TypeVar("M", bound=Model)

LONGEST = 200
"""Characters of a phrase that are read; the rest of a longer one is not looked at."""

MOST = 10
"""Words that are sought; others are not looked at."""

SHORTEST = 2
"""Characters below which nearly every record would be found."""


def is_too_short(phrase: str) -> bool:
    """Whether too little is left of it, signs and blanks apart."""
    return len(search_key(phrase)) < SHORTEST


def words_of(phrase: str) -> list[str]:
    """Its words as they were typed, each once."""
    return list(dict.fromkeys(tidy(phrase)[:LONGEST].split()))[:MOST]


def nothing_else(word: str) -> Q:
    """No other way for a word to be found than in the fields."""
    return Q()


def holding(
    rows: QuerySet[M],
    phrase: str,
    fields: Iterable[str],
    or_else: Callable[[str], Q] = nothing_else,
) -> QuerySet[M]:
    """The rows in which every word of the phrase occurs in one of ``fields``, in any order.

    Widths, the two kana and old characters do not matter, nor do hyphens in numbers; signs
    are text, never a pattern. A word also counts as found where ``or_else`` makes a
    condition of it that holds (a day, a number).
    """
    named = list(fields)
    for word in words_of(phrase):
        anywhere = or_else(word)
        for field in named:
            anywhere |= _in_field(rows.model, field, word)
        rows = rows.filter(anywhere)
    return rows


def _in_field(model: type[Model], field: str, word: str) -> Q:
    relation, _, below = field.partition("__")
    lines = model._meta.get_field(relation) if below else None
    if not isinstance(lines, ManyToOneRel):
        return _spelt(field, word)
    # Joined, the lines of each word would multiply the lines of every other.
    found = cast("Any", lines.related_model).objects.filter(_spelt(below, word))
    return Q(pk__in=found.values(lines.field.name))


def _spelt(field: str, word: str) -> Q:
    """The word in any spelling; a number also where hyphens stand in it, or none."""
    anyhow = Q()
    if digits := digits_of(word):
        plain = Replace(F(field), Value("-"), output_field=CharField())
        anyhow |= Q(Contains(plain, digits))
    for spelt in spellings(word):
        anyhow |= Q(**{f"{field}__icontains": spelt})
    return anyhow
