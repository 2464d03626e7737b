"""Informal services (お助けサービス) for the public: by municipality, by kind, by words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from renkei.directory.models import InformalService
from renkei.geo.models import Municipality
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

SHOWN = 5
_FIELDS = ("name", "provider", "description", "area", "kind__label")
# Words without their endings: お弁当の配達 is 弁当 and 配達.
_STEMS = re.compile(r"[一-鿿々]{2,}|[ァ-ヺー]{2,}|[A-Za-z]{2,}")
_WORDS_TRIED = 6


class HelpChoice(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    """Municipality and kind, from the address."""

    municipality = django_filters.ModelChoiceFilter(
        label="お住まい",
        field_name="municipalities",
        queryset=Municipality.objects.none(),
        to_field_name="code",
        empty_label="すべて",
    )
    kind = django_filters.ModelChoiceFilter(
        label="種類", queryset=Term.objects.none(), to_field_name="code", empty_label="すべて"
    )

    def __init__(self, data: Any, queryset: QuerySet[Any], *, region: Region) -> None:
        super().__init__(data, queryset)
        self.filters["municipality"].queryset = region.municipalities.all()
        self.filters["kind"].queryset = Term.objects.of(Scheme.INFORMAL).in_use()


def shown_of(region: Region) -> QuerySet[InformalService]:
    """What everybody may see of the region's list."""
    kept = InformalService.objects.of(region).kept().filter(is_public=True)
    return kept.select_related("kind").prefetch_related("municipalities")


def matching(words: str, places: Iterable[str], region: Region) -> list[InformalService]:
    """Up to five that fit the words best; those of the named places, or of everywhere."""
    named = tuple(places)
    stems = [stem for stem in _STEMS.findall(words) if not _is_place(stem, named)][:_WORDS_TRIED]
    if not stems:
        return []
    asked = shown_of(region).filter(reduce(or_, (_holds(stem) for stem in stems)))
    if named:
        asked = asked.filter(municipalities__name__in=named)
    return sorted(asked.distinct(), key=lambda one: -_fit(one, stems))[:SHOWN]


def _is_place(stem: str, places: Iterable[str]) -> bool:
    return any(stem in place or place in stem for place in places)


def _holds(stem: str) -> Q:
    return reduce(or_, (Q(**{f"{field}__icontains": stem}) for field in _FIELDS))


def _fit(one: InformalService, stems: Iterable[str]) -> int:
    text = " ".join((one.name, one.provider, one.description, one.area, one.kind.label))
    return sum(stem in text for stem in stems)
