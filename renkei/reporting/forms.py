"""What people type about papers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms

from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.fields import TidyCharField, TidyTextField, WarekiDateField
from renkei.core.fiscal import FiscalYear
from renkei.core.forms import fingerprint
from renkei.council.models import Meeting
from renkei.directory.conditions import kinds_of
from renkei.programme.models import Region
from renkei.reporting import actions
from renkei.reporting.evidence import Evidence
from renkei.reporting.handbook.composing import Choice
from renkei.reporting.models import Paper, PaperSection
from renkei.reporting.outline import council_paper
from renkei.reporting.sources import SOURCES

YEARS_BACK, YEARS_AHEAD = 12, 2


class PaperForm(forms.ModelForm[Paper]):
    """Title, number, meeting and publication of a paper."""

    title = TidyCharField(label="題名", max_length=120)
    number = TidyCharField(
        label="資料番号", max_length=20, required=False, help_text="右上の枠に出ます。例：資料3"
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="出す会議", required=False, empty_label="決まっていない"
    )
    is_public = forms.BooleanField(
        label="公開",
        required=False,
        initial=True,
        help_text="確定した版を、圏域の公開ページに載せます。",
    )

    class Meta:
        model = Paper
        fields = ("title", "number", "meeting", "is_public")

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.of(region).kept().order_by("-starts_on")
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]
        self.fields["meeting"].label_from_instance = _named  # type: ignore[attr-defined]

    def keep(self, *, by: Actor, at: datetime) -> Paper:
        """Keep the changed description."""
        return actions.describe(paper=self.save(commit=False), by=by, at=at)


class NewPaperForm(PaperForm):
    """A paper for a year; its sections follow from the year's records."""

    fiscal_year = forms.TypedChoiceField(label="年度", coerce=int)
    field_order = ("fiscal_year", "title", "number", "meeting", "is_public")

    def __init__(self, *args: Any, region: Region, today: date, **kwargs: Any) -> None:
        super().__init__(*args, region=region, **kwargs)
        self.region = region
        now = FiscalYear.of(today)
        years = [FiscalYear(year) for year in range(now + YEARS_AHEAD, now - YEARS_BACK, -1)]
        choices = [(int(year), year.label) for year in years]
        self.fields["fiscal_year"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("fiscal_year", int(now))

    def keep(self, *, by: Actor, at: datetime) -> Paper:
        """Begin the paper with the sections its year calls for."""
        typed = self.cleaned_data
        year = FiscalYear(typed["fiscal_year"])
        return actions.begin(
            region=self.region,
            year=year,
            title=typed["title"],
            number=typed["number"],
            meeting=typed["meeting"],
            is_public=typed["is_public"],
            plans=council_paper(Evidence(self.region, year, is_public=True)),
            by=by,
            at=at,
        )


def _named(meeting: Meeting) -> str:
    return f"{meeting.title}　{meeting.when}"


class SectionForm(forms.Form):
    """Heading and level of a section."""

    title = TidyCharField(
        label="見出し",
        max_length=120,
        required=False,
        help_text="空けておくと、記録から付けた見出しになります。",
    )
    level = forms.TypedChoiceField(label="段", choices=PaperSection.Level.choices, coerce=int)

    def keep(self, section: PaperSection, *, by: Actor, at: datetime) -> None:
        """Keep heading and level."""
        actions.entitle(section=section, **self.cleaned_data, by=by, at=at)


class PeriodForm(forms.Form):
    """The days a figure counts."""

    first = WarekiDateField(label="この日から")
    last = WarekiDateField(label="この日まで")

    def keep(self, section: PaperSection, *, by: Actor, at: datetime) -> None:
        """Keep the period, or turn the refusal into an error."""
        try:
            actions.choose_period(section=section, **self.cleaned_data, by=by, at=at)
        except DomainError as refusal:
            self.add_error("last", str(refusal))


class BodyForm(forms.Form):
    """One's own text in place of the generated."""

    body = TidyTextField(
        label="文",
        max_length=5000,
        widget=forms.Textarea({"rows": 8, "cols": False}),
        help_text="書き換えた文は、記録が変わっても残ります。図と表は記録に合わせて変わります。",
    )

    base = forms.CharField(required=False, widget=forms.HiddenInput)
    theirs: str | None = None

    def keep(self, section: PaperSection, *, by: Actor, at: datetime) -> None:
        """Keep the text; where somebody was first, show both and keep neither."""
        base = self.cleaned_data["base"] or fingerprint("")
        try:
            actions.rewrite(
                section=section, body=self.cleaned_data["body"], base=base, by=by, at=at
            )
        except actions.SectionRewritten as change:
            self.theirs = change.body
            self.data = {**self.data, "base": fingerprint(change.body)}
            self.add_error("body", str(change))


class NewSectionForm(forms.Form):
    """A further section at the end."""

    source = forms.ChoiceField(
        label="節の種類", choices=[(key, source.label) for key, source in SOURCES.items()]
    )
    level = forms.TypedChoiceField(label="段", choices=PaperSection.Level.choices, coerce=int)
    title = TidyCharField(label="見出し", max_length=120, required=False)

    def keep(self, paper: Paper, *, by: Actor, at: datetime) -> PaperSection:
        """Put the section at the end."""
        return actions.add_section(paper=paper, **self.cleaned_data, by=by, at=at)


class HandbookForm(forms.Form):
    """What goes into a handbook; nothing ticked means all of a list."""

    town = forms.MultipleChoiceField(
        label="市町村",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="選ばなければ、すべて入ります。",
    )
    kind = forms.MultipleChoiceField(
        label="サービスの種類",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="選ばなければ、すべて入ります。",
    )
    helps = forms.BooleanField(label="お助けサービスの章を入れる", required=False, initial=True)
    notes = forms.BooleanField(
        label="連絡のコツも入れる（専門職版）",
        required=False,
        help_text="すべてのページに「関係者限り」と出ます。作ったことが記録に残ります。",
    )

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = [(town.code, town.name) for town in region.municipalities.all()]
        if len(towns) == 1:
            del self.fields["town"]
        else:
            self.fields["town"].choices = towns  # type: ignore[attr-defined]
        kinds = [(kind.code, f"{kind.label}（{kind.total}件）") for kind in kinds_of(region)]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    @property
    def choice(self) -> Choice:
        """What was chosen; only of a valid form."""
        chosen = self.cleaned_data
        towns, kinds = frozenset(chosen.get("town", ())), frozenset(chosen["kind"])
        return Choice(towns, kinds, chosen["helps"], chosen["notes"])
