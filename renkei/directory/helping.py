"""Informal services (お助けサービス) for the public: by municipality, by kind, by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from renkei.directory.models import InformalService
from renkei.geo.models import Municipality
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

SHOWN, SHOWN_ALONE = 5, 20
"""Beside facilities, and where nothing but informal services is asked for."""

_FIELDS = ("name", "provider", "description", "area", "kind__label")
# Words without their endings: お弁当の配達 is 弁当 and 配達.
_STEMS = re.compile(r"[一-鿿々]{2,}|[ァ-ヺー]{2,}|[A-Za-z]{2,}")
_KANA = re.compile("[ぁ-ゖ]{3,}")
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


def matching(
    words: str,
    kinds: Set[int],
    municipalities: Set[int],
    region: Region,
    *,
    abilities: Sequence[str] = (),
    most: int = SHOWN,
) -> list[InformalService]:
    """The first of these kinds or, where none is named, that fit the words; those of these
    municipalities, or of all. What fits most words comes first. Names of abilities fit as
    they are: not everything at home (自宅) is 自宅での看取り."""
    stems = [*_STEMS.findall(words), *abilities][:_WORDS_TRIED]
    if not stems and not kinds:
        return []
    named = Q(kind__in=kinds) if kinds else reduce(or_, map(_holds, stems))
    asked = shown_of(region).filter(named)
    if municipalities:
        asked = asked.filter(municipalities__in=municipalities)
    return sorted(asked.distinct(), key=lambda one: _unfit(one, stems))[:most]


def is_told(word: str, found: Iterable[InformalService]) -> bool:
    """Whether one of these holds the word, or all of it but its endings: of a place in kana
    (ひょうたん校下) the rest says nothing."""
    stems = _STEMS.findall(word)
    is_of_stems = bool(stems) and not _KANA.search(word)
    return any(
        word in text or (is_of_stems and all(stem in text for stem in stems))
        for text in map(_text, found)
    )


def missing(
    asked: Mapping[str, Set[int]], found: Sequence[InformalService], most: int = SHOWN
) -> list[str]:
    """Kinds that were asked for, of which none is among all that were found."""
    kinds = {one.kind_id for one in found}
    if len(found) >= most:
        return []
    # A word without a kind of its own is found by what the services say of themselves.
    return [label for label, wanted in asked.items() if not (wanted & kinds if wanted else found)]


def _holds(stem: str) -> Q:
    return reduce(or_, (Q(**{f"{field}__icontains": stem}) for field in _FIELDS))


def _unfit(one: InformalService, stems: Iterable[str]) -> int:
    return -sum(stem in _text(one) for stem in stems)


def _text(one: InformalService) -> str:
    return " ".join((one.name, one.provider, one.description, one.area, one.kind.label))
