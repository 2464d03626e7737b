"""The form and the filters of informal services."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet

from renkei.core.actors import Actor
from renkei.core.fields import TelephoneField, TidyCharField, TidyTextField, WarekiDateField
from renkei.core.forms import RecordForm
from renkei.core.words import holding
from renkei.directory import actions
from renkei.directory.models import InformalService
from renkei.directory.models.informal import STAYS_FRESH_FOR
from renkei.geo.models import Municipality
from renkei.programme.forms import Section, choosable
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term


class InformalForm(RecordForm[InformalService]):
    """Who offers what, where, when, for how much, and how to apply."""

    kind = forms.ModelChoiceField(Term.objects.none(), label="種類", empty_label="選んでください")
    name = TidyCharField(label="名称", max_length=100)
    provider = TidyCharField(label="提供者", max_length=100, required=False)
    description = TidyTextField(label="内容", max_length=1000, required=False)
    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.none(), label="地域", widget=forms.CheckboxSelectMultiple
    )
    area = TidyCharField(
        label="地域の補足", max_length=120, required=False, help_text="例：見本校下のみ"
    )
    days = TidyCharField(label="曜日と時間", max_length=120, required=False)
    price = TidyCharField(label="料金", max_length=120, required=False)
    how_to_apply = TidyCharField(label="申込み", max_length=120, required=False)
    who_may_use = TidyCharField(label="使える人", max_length=120, required=False)
    telephone = TelephoneField(label="電話", max_length=20, required=False)
    fax = TelephoneField(label="FAX", max_length=20, required=False)
    website = forms.URLField(
        label="ウェブサイト", max_length=300, required=False, assume_scheme="https"
    )
    checked_on = WarekiDateField(label="確認した日")
    checked_by = TidyCharField(
        label="確認する人", max_length=60, required=False, help_text="次に電話で確かめる担当者"
    )

    SECTIONS = (
        ("何の手伝いか", "what", ("kind", "name", "provider", "description")),
        ("どこで・いつ", "where", ("municipalities", "area", "days")),
        ("使い方", "use", ("who_may_use", "price", "how_to_apply")),
        ("連絡先", "reach", ("telephone", "fax", "website")),
        ("確認と公開", "check", ("checked_on", "checked_by", "is_public")),
    )
    NOT_COPIED = ("name", "telephone", "fax", "website", "checked_on")

    class Meta:
        model = InformalService
        fields = [
            "kind",
            "name",
            "provider",
            "description",
            "municipalities",
            "area",
            "days",
            "price",
            "how_to_apply",
            "who_may_use",
            "telephone",
            "fax",
            "website",
            "checked_on",
            "checked_by",
            "is_public",
        ]

    def __init__(self, *args: Any, region: Region, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region
        own = Municipality.objects.filter(regions=region)
        cast("Any", self.fields["municipalities"]).queryset = own
        cast("Any", self.fields["kind"]).queryset = choosable(
            Scheme.INFORMAL, self.instance.kind_id
        )
        self.fields["municipalities"].error_messages["required"] = "地域を選んでください"
        self.fields["website"].error_messages["invalid"] = "「https://」から書いてください"
        self.initial.setdefault("checked_on", today)
        cast("Any", self.fields["checked_on"]).latest = today
        if self.instance.pk and self.instance.was_called_since:
            self.initial["checked_on"] = self.instance.called_on

    @property
    def sections(self) -> list[Section]:
        """The fields in their groups."""
        return [
            Section(heading, anchor, [self[name] for name in names])
            for heading, anchor, names in self.SECTIONS
        ]

    def store(self, *, by: Actor, at: datetime) -> InformalService:
        self.instance.region = self.region
        return actions.keep_informal(
            service=self.instance,
            by=by,
            at=at,
            version=self.made_from,
            submission=self.mark,
            below=lambda _: cast("Any", self)._save_m2m(),  # noqa: SLF001 -- for commit=False
        )


class InformalFilters(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    """Words, kind, municipality, and whether it waits for a check."""

    q = django_filters.CharFilter(method="with_words", label="ことば")
    kind = django_filters.ChoiceFilter(label="種類", empty_label="すべて")
    town = django_filters.ChoiceFilter(
        field_name="municipalities", label="市町村", empty_label="すべて"
    )
    state = django_filters.ChoiceFilter(
        method="with_state",
        label="確認",
        choices=(("stale", "1年以上確かめていない"), ("internal", "公開していない")),
        empty_label="すべて",
    )
    SEARCHED = ("name", "provider", "description", "area", "telephone")

    def __init__(self, data: Any, rows: QuerySet[Any], *, region: Region, today: date) -> None:
        super().__init__(data, rows)
        self.today = today
        terms = Term.objects.of(Scheme.INFORMAL)
        towns = Municipality.objects.filter(regions=region)
        self.filters["kind"].extra["choices"] = [(term.pk, term.label) for term in terms]
        self.filters["town"].extra["choices"] = [(town.pk, town.name) for town in towns]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(self.data.get(name) for name in self.filters)

    def with_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Every word occurs somewhere."""
        return holding(rows, value, self.SEARCHED)

    def with_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "stale":
            return rows.filter(checked_on__lte=self.today - STAYS_FRESH_FOR)
        return rows.filter(is_public=False)
