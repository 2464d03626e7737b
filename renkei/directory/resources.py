"""The region's facilities as the desk lists them: found by name, kind, ability, freshness."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import django_filters
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from renkei.core.words import holding
from renkei.directory.models import Ability, Correction, Service, Vacancy
from renkei.directory.models.informal import STAYS_FRESH_FOR
from renkei.directory.models.knowledge import VACANCY_HOLDS_FOR
from renkei.geo.models import Municipality
from renkei.organizations.models import Facility, Identifier
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

FRESHNESS = (
    ("waiting", "知らせが届いている"),
    ("unchecked", "1年以上確かめていない"),
    ("old-vacancy", "空きの知らせが古い"),
    ("vacancy", "空きが分かっている"),
)


def facilities_of(region: Region) -> QuerySet[Facility]:
    """The places in the municipalities of the region."""
    rows: QuerySet[Facility] = Facility.objects.standing().filter(
        municipality__in=region.municipalities.all()
    )
    return rows


def facility_in(region: Region, public_id: str) -> Facility:
    """The place of this address, if it lies in the region; else 404."""
    place = merged_or_standing(region, public_id)
    if place.merged_into_id:
        raise Http404
    return place


def merged_or_standing(region: Region, public_id: str) -> Facility:
    """The place of this address, also one that was merged into another; else 404."""
    places = Facility.objects.filter(municipality__in=region.municipalities.all())
    found = places.filter(public_id=public_id).select_related("municipality", "merged_into")
    place: Facility | None = found.first()
    if place is None:
        raise Http404
    return place


def kinds_of(places: Iterable[Facility]) -> dict[int, list[str]]:
    """The kinds of service of each place, in one query."""
    offered = Service.objects.listed().filter(facility__in=[place.pk for place in places])
    rows = offered.order_by("kind__position").values_list("facility", "kind__label")
    return _gathered(rows)


def numbers_of(places: Iterable[Facility]) -> dict[int, list[str]]:
    """The numbers authorities gave each place, in one query."""
    given = Identifier.objects.filter(facility__in=[place.pk for place in places])
    return _gathered(given.order_by("pk").values_list("facility", "value"))


def _gathered(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pk, text in rows:
        if text not in found.setdefault(pk, []):
            found[pk].append(text)
    return found


def listed(region: Region) -> QuerySet[Facility]:
    """The places with the name and telephone the region knows, and what waits there."""
    rows = facilities_of(region).select_related("municipality")
    waiting = Correction.objects.waiting().filter(region=region, facility=OuterRef("pk"))
    checked = Ability.objects.filter(region=region, facility=OuterRef("pk")).order_by()
    last = checked.values("facility").annotate(last=Max("checked_on")).values("last")
    return rows.annotate(
        shown_name=Coalesce(_local("name", region), F("name")),
        shown_telephone=Coalesce(_local("telephone", region), F("telephone")),
        is_waiting=Exists(waiting),
        checked_on=Subquery(last),
    ).order_by("shown_name", "pk")


def _local(field: str, region: Region) -> Subquery:
    rows = Correction.objects.approved().filter(region=region, facility=OuterRef("pk"), field=field)
    return Subquery(rows.values("value")[:1])


def named(rows: QuerySet[Any], phrase: str) -> QuerySet[Any]:
    """Those of ``listed`` with every word in names, reading or numbers."""
    fields = ("shown_name", "name", "kana", "shown_telephone", "fax", "organization__name")
    return holding(rows, phrase, fields, _numbered)


def _numbered(word: str) -> Q:
    given = Identifier.objects.filter(value=word.replace("-", ""))
    return Q(pk__in=given.values("facility"))


class ResourceFilters(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    """Words, municipality, kind of service, ability, and how fresh the knowledge is."""

    q = django_filters.CharFilter(method="with_words", label="名前・電話")
    town = django_filters.ChoiceFilter(
        field_name="municipality", label="市町村", empty_label="すべて"
    )
    kind = django_filters.ChoiceFilter(
        method="with_kind", label="サービスの種類", empty_label="すべて"
    )
    ability = django_filters.ChoiceFilter(
        method="with_ability", label="できること", empty_label="すべて"
    )
    freshness = django_filters.ChoiceFilter(
        method="with_freshness", label="確認", choices=FRESHNESS, empty_label="すべて"
    )

    def __init__(self, data: Any, *, region: Region, at: datetime, today: date) -> None:
        super().__init__(data, listed(region))
        self.region, self.at, self.today = region, at, today
        terms = Term.objects.filter(scheme__in=[Scheme.SERVICE, Scheme.ABILITY])
        choices: dict[str, list[tuple[int, str]]] = {Scheme.SERVICE: [], Scheme.ABILITY: []}
        for term in terms:
            choices[term.scheme].append((term.pk, term.label))
        towns = Municipality.objects.filter(regions=region)
        self.filters["town"].extra["choices"] = [(town.pk, town.name) for town in towns]
        self.filters["kind"].extra["choices"] = choices[Scheme.SERVICE]
        self.filters["ability"].extra["choices"] = choices[Scheme.ABILITY]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(self.data.get(name) for name in self.filters)

    def with_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Every word is part of the name, its reading, its body's name or a number."""
        return named(rows, value)

    def with_kind(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        offered = Service.objects.listed().filter(facility=OuterRef("pk"), kind=value)
        return rows.filter(Exists(offered))

    def with_ability(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        able = Ability.objects.filter(region=self.region, facility=OuterRef("pk"), term=int(value))
        return rows.filter(Exists(able))

    def with_freshness(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        told = Vacancy.objects.filter(region=self.region, facility=OuterRef("pk"))
        limit = self.at - VACANCY_HOLDS_FOR
        match value:
            case "waiting":
                return rows.filter(is_waiting=True)
            case "unchecked":
                old = Q(checked_on__isnull=True) | Q(checked_on__lte=self.today - STAYS_FRESH_FOR)
                return rows.filter(old)
            case "old-vacancy":
                return rows.filter(Exists(told.filter(told_at__lt=limit)))
        return rows.filter(Exists(told.filter(told_at__gte=limit)))
