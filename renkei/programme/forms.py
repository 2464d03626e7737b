"""What every form of an activity shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField

from renkei.core.actors import Actor
from renkei.core.boxes import pasted_date
from renkei.core.dates import Precision
from renkei.core.errors import RecordChanged
from renkei.core.fields import TidyCharField, TidyTextField, WarekiDateField
from renkei.core.fiscal import FiscalYear
from renkei.core.forms import RecordForm
from renkei.geo.models import Municipality
from renkei.programme import actions
from renkei.programme.models import Activity, Item, Region, Scene, Step
from renkei.vocabulary.models import Scheme, Term, TermQuerySet

A = TypeVar("A", bound=Activity)
ITEM_CHOICES = [(item.value, f"{item.letter}　{item.label}") for item in Item]
YEARS_BACK, YEARS_AHEAD = 12, 2
DATED = (Precision.DAY, Precision.MONTH)
NO_DAY = "日を書いてください。決まっていなければ「日の決まり方」で選べます。"
RESTORING = "restoring"
"""The button that brings a deleted record back and keeps the sheet in one press."""
ONLY_A_MONTH = "何日かも書いてください。月だけ分かるときは「日の決まり方」で選べます。"


# Fields that stand side by side are named together.
Names = str | tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """Fields side by side, and the template that draws them."""

    fields: Sequence[BoundField]
    template: str = "programme/desk/row.html"


@dataclass(frozen=True)
class Section:
    """A part of a form: heading, anchor and its fields, in rows where some stand side by side."""

    heading: str
    anchor: str
    fields: Sequence[BoundField]
    rows: Sequence[Row] = ()

    @property
    def error_count(self) -> int:
        return sum(len(field.errors) for field in self.fields)


class ActivityForm(RecordForm[A]):
    """Title, day as exactly as known, tags, municipalities, words and publication."""

    title = TidyCharField(label="名称", max_length=120)
    on = WarekiDateField(
        label="開催日",
        required=False,
        day_optional=True,
        help_text="和暦でも西暦でも書けます。「H28.8.28」も読み取ります。",
        error_messages={"required": NO_DAY},
    )
    precision = forms.ChoiceField(
        label="日の決まり方",
        choices=Precision.choices,
        initial=Precision.DAY,
        widget=forms.RadioSelect,
    )
    fiscal_year = forms.TypedChoiceField(
        label="年度", coerce=int, required=False, help_text="日が決まっていないときに選びます。"
    )
    item = forms.ChoiceField(label="項目", choices=ITEM_CHOICES)
    step = forms.ChoiceField(
        label="PDCAの段階",
        choices=[("", "項目に合わせる"), *Step.choices],
        required=False,
    )
    scene = forms.ChoiceField(label="場面", choices=Scene.choices, initial=Scene.ALL)
    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.none(),
        label="対象の市町村",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    summary = TidyTextField(label="概要", required=False, max_length=2000)
    is_public = forms.BooleanField(
        label="公開",
        required=False,
        initial=True,
        help_text="事業のページと年度の報告に載せます。参加者の名前は載りません。",
    )

    SECTIONS: ClassVar[tuple[tuple[str, str, tuple[Names, ...]], ...]] = ()
    TAGS: ClassVar[tuple[Names, ...]] = (("item", "scene"), "step", "municipalities")
    ROW_TEMPLATES: ClassVar[dict[str, str]] = {}
    MODEL_FIELDS: ClassVar[tuple[str, ...]] = (
        "title",
        "precision",
        "item",
        "step",
        "scene",
        "municipalities",
        "summary",
        "is_public",
    )

    NOT_COPIED: ClassVar[tuple[str, ...]] = ("on", "precision", "fiscal_year")

    def __init__(self, *args: Any, region: Region, today: date, actor: Actor, **kwargs: Any):
        super().__init__(*args, actor=actor, **kwargs)
        self.region = region
        own = Municipality.objects.filter(regions=region)
        self._field("municipalities").queryset = own
        self._field("fiscal_year").choices = _years(today, self.instance.fiscal_year)
        self.initial.setdefault("fiscal_year", int(FiscalYear.of(today)))
        if self.instance._state.adding:
            self.initial.setdefault("municipalities", list(own))
        self._field("on").required = self["precision"].value() in DATED
        self.order_fields(_each(names for _, _, names in self.SECTIONS))

    def _field(self, name: str) -> Any:
        return self.fields[name]

    @classmethod
    def initial_of(cls, record: A) -> dict[str, Any]:
        shown = super().initial_of(record)
        if not record._state.adding:
            shown |= {"on": record.starts_on, "fiscal_year": record.fiscal_year}
        return shown

    @property
    def sections(self) -> list[Section]:
        """The visible fields in their groups, for the page and its list of places."""
        return [
            self._section(heading, anchor, [self._row(named) for named in names])
            for heading, anchor, names in self.SECTIONS
        ]

    def _section(self, heading: str, anchor: str, rows: list[Row]) -> Section:
        return Section(heading, anchor, [field for row in rows for field in row.fields], rows)

    def _row(self, named: Names) -> Row:
        names = (named,) if isinstance(named, str) else named
        fields = [self[name] for name in names if name in self.fields]
        template = self.ROW_TEMPLATES.get(names[0])
        return Row(fields, template) if template else Row(fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "precision" in self.fields:
            self._check_day(cleaned)
        return cleaned

    def _check_day(self, cleaned: dict[str, Any]) -> None:
        has_day = cleaned.get("precision") in DATED
        if cleaned.get("on"):
            self._fit_day(cleaned)
        if not has_day:
            cleaned["on"] = None
            if not cleaned.get("fiscal_year"):
                self.add_error("fiscal_year", "年度を選んでください")

    def _fit_day(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("precision") == Precision.MONTH:
            cleaned["on"] = cleaned["on"].replace(day=1)
        elif cleaned.get("precision") == Precision.DAY and self._day_is_missing():
            self.add_error("on", ONLY_A_MONTH)

    def _day_is_missing(self) -> bool:
        boxes = self["on"].value()
        return isinstance(boxes, list) and not boxes[3] and pasted_date(boxes) is None

    def prepare(self) -> None:
        """Put onto the instance what is not a plain model field."""
        self.instance.region = self.region
        self.instance.starts_on = self.cleaned_data.get("on")
        if self.instance.starts_on is None:
            self.instance.fiscal_year = self.cleaned_data["fiscal_year"]

    def write_below(self, record: A) -> None:
        """Write many-to-many values and rows below the record."""
        cast("Any", self)._save_m2m()  # noqa: SLF001 -- what save(commit=False) leaves for later

    def store(self, *, by: Actor, at: datetime) -> A:
        self.prepare()
        return actions.keep(
            record=self.instance,
            by=by,
            at=at,
            version=self.made_from,
            submission=self.mark,
            below=self.write_below,
            restoring=RESTORING in self.data,
        )

    def _show_both(self, change: RecordChanged) -> None:
        super()._show_both(change)
        self.instance.deleted_at = change.current.deleted_at


def _each(sections: Iterable[Iterable[Names]]) -> list[str]:
    named = [(names,) if isinstance(names, str) else names for part in sections for names in part]
    return [name for names in named for name in names]


def _years(today: date, kept: int | None) -> list[tuple[int, str]]:
    """The years to choose from, with the one the record already has."""
    now = int(FiscalYear.of(today))
    years = {*range(now - YEARS_BACK + 1, now + YEARS_AHEAD + 1), *([kept] if kept else [])}
    return [(year, FiscalYear(year).label) for year in sorted(years, reverse=True)]


def choosable(scheme: Scheme, *kept: int | None) -> TermQuerySet:
    """The terms in use, and the ``kept`` ones a record has although they were retired."""
    return Term.objects.of(scheme).filter(Q(is_retired=False) | Q(pk__in=kept))


class CancelForm(forms.Form):
    """Why an activity is called off."""

    because = TidyCharField(
        label="中止の理由", max_length=200, help_text="この文も、公開のページに載ります。"
    )

    def __init__(self, *args: Any, record: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not record.is_public:
            self.fields["because"].help_text = "内部の記録なので、公開されません。"
