"""The forms of lectures and leaflets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction

from renkei.core.actors import Actor
from renkei.core.fields import CountField, TidyCharField
from renkei.core.forms import RecordForm
from renkei.events.fields import LinesField
from renkei.events.forms import GatheringForm
from renkei.geo.actions import add_school_district, change_school_district
from renkei.geo.models import Municipality, SchoolDistrict
from renkei.outreach.actions import write_places
from renkei.outreach.lines import Place, read_places
from renkei.outreach.models import Leaflet, Lecture
from renkei.programme.forms import ActivityForm
from renkei.programme.models import Item, Region
from renkei.vocabulary.models import Scheme


class LectureForm(GatheringForm[Lecture]):
    """A lecture or symposium for residents, with its school district."""

    KINDS = Scheme.LECTURE
    school_district = forms.ModelChoiceField(
        SchoolDistrict.objects.none(),
        label="校下",
        required=False,
        empty_label="調整中・決めない",
        help_text="出前講座のときに選びます。",
    )
    new_district = TidyCharField(
        label="一覧にない校下",
        max_length=30,
        required=False,
        help_text="ここに書くと、次からは一覧で選べます。",
    )

    _DISTRICT = ("school_district", "new_district")
    SECTIONS = (
        ("いつ・どこで", "when", ("title", "kind", _DISTRICT, *GatheringForm.WHEN)),
        ("会場と主催", "where", GatheringForm.WHERE),
        ("事業のどこに当たるか", "tags", GatheringForm.TAGS),
        ("内容", "content", GatheringForm.CONTENT),
        ("対象と申込み", "application", GatheringForm.APPLYING),
        ("参加者", "attendance", GatheringForm.RESULT),
        ("公開", "publication", ("is_public",)),
    )

    class Meta:
        model = Lecture
        fields = [*GatheringForm.MODEL_FIELDS, "school_district"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._field("school_district").queryset = SchoolDistrict.objects.filter(
            municipality__regions=self.region
        )
        self.initial.setdefault("item", Item.KI)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("new_district"):
            self._check_new_district(cleaned)
        return cleaned

    def _check_new_district(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("school_district"):
            self.add_error("new_district", "校下を一覧で選んだときは、ここを空けてください")
        elif self._municipality(cleaned) is None:
            self.add_error("new_district", "校下のある市町村を「会場の市町村」で選んでください")

    def _municipality(self, cleaned: dict[str, Any]) -> Municipality | None:
        """Where a new school district lies: at the venue, or in the region's only municipality."""
        chosen: Municipality | None = cleaned.get("venue_municipality")
        own = list(Municipality.objects.filter(regions=self.region)[:2])
        return chosen or (own[0] if len(own) == 1 else None)

    @transaction.atomic
    def store(self, *, by: Actor, at: datetime) -> Lecture:
        name, municipality = (
            self.cleaned_data["new_district"],
            self._municipality(self.cleaned_data),
        )
        if name and municipality:
            self.instance.school_district = add_school_district(
                municipality=municipality,
                name=name,
                kana="",
                by=by,
                at=at,
                region=self.region.slug,
            )
        return super().store(by=by, at=at)


class LeafletForm(ActivityForm[Leaflet]):
    """A leaflet with its print run and the places that hold it."""

    edition = TidyCharField(label="版", max_length=40, required=False, help_text="例：平成29年版")
    printed = CountField(label="印刷部数", required=False)
    handed_out_at = TidyCharField(
        label="配る機会", max_length=120, required=False, help_text="例：講座の会場で配る"
    )
    note = TidyCharField(label="補足", max_length=120, required=False)
    places = LinesField(
        read=read_places,
        label="設置場所",
        help_text="1行に1か所。区分と部数も書けます。例：市の施設：公民館 30部",
    )

    SECTIONS = (
        ("リーフレット", "leaflet", ("title", ("edition", "printed"), "note", "summary")),
        ("いつ", "when", ("on", ("precision", "fiscal_year"))),
        ("配るところ", "places", ("handed_out_at", "places")),
        ("事業のどこに当たるか", "tags", ActivityForm.TAGS),
        ("公開", "publication", ("is_public",)),
    )
    NOT_COPIED = (*ActivityForm.NOT_COPIED, "edition", "printed")

    class Meta:
        model = Leaflet
        fields = [*ActivityForm.MODEL_FIELDS, "edition", "printed", "handed_out_at", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._field("on").label = "作った日"
        self.initial.setdefault("item", Item.KI)

    @classmethod
    def initial_of(cls, record: Leaflet) -> dict[str, Any]:
        shown = super().initial_of(record)
        if not record._state.adding:
            shown["places"] = [
                Place(place.name, place.group, place.count) for place in record.places.all()
            ]
        return shown

    def write_below(self, record: Leaflet) -> None:
        super().write_below(record)
        write_places(record, self.cleaned_data["places"])


class SchoolDistrictForm(RecordForm[SchoolDistrict]):
    """The name of a school district and how it is read."""

    name = TidyCharField(label="校下", max_length=30)
    kana = TidyCharField(label="ふりがな", max_length=60, required=False)

    class Meta:
        model = SchoolDistrict
        fields = ["name", "kana"]

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        town = self.instance.municipality
        if town.school_districts.exclude(pk=self.instance.pk).filter(name=name).exists():
            raise forms.ValidationError(
                f"{town}には「{name}」がもうあります。ほかの名前にしてください"
            )
        return name

    def store(self, *, by: Actor, at: datetime) -> SchoolDistrict:
        return change_school_district(
            district=self.instance,
            by=by,
            at=at,
            version=self.cleaned_data["version"],
            region=self.region.slug,
        )
