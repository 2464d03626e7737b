"""The forms of a region's settings and of the desks people turn to."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, Value
from django.db.models.functions import Concat

from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.fields import TelephoneField, TidyCharField, TidyTextField, WarekiDateField
from renkei.core.forms import RecordForm
from renkei.documents.inspection import clean_logo
from renkei.geo.models import Municipality
from renkei.programme import region_actions
from renkei.programme.forms import Section
from renkei.programme.models import ContactPoint, Region


class MunicipalitiesField(TidyTextField):
    """Municipalities by name, one a line; the prefecture in front where the name is not enough."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{town.prefecture}{town.name}" for town in value)
        return value

    def clean(self, value: Any) -> Any:
        return [_municipality(line) for line in super().clean(value).splitlines()]


def own_name(name: str, of: Region) -> str:
    """The name, unless another region has it: people could not tell the two apart."""
    if Region.objects.filter(name=name).exclude(pk=of.pk).exists():
        raise ValidationError("この名前は、ほかの圏域が使っています。別の名前にしてください")
    return name


def _municipality(line: str) -> Municipality:
    full = Concat("prefecture", Value(""), "name")
    found = Municipality.objects.annotate(full=full).filter(Q(name=line) | Q(full=line))[:2]
    if len(found) == 1:
        return cast("Municipality", found[0])
    if found:
        raise ValidationError(f"「{line}」は2つ以上あります。都道府県から書いてください")
    raise ValidationError(f"「{line}」という市町村は見つかりません。名前を確かめてください")


class RegionForm(RecordForm[Region]):
    """Names, contact, words, municipalities and brand of a region."""

    name = TidyCharField(label="圏域の名前", max_length=40)
    kana = TidyCharField(label="ふりがな", max_length=80, required=False)
    tagline = TidyCharField(label="肩書き", max_length=40, help_text="名前の上に小さく出ます。")
    municipalities = MunicipalitiesField(
        label="市町村", help_text="1行に1つ。同じ名前がほかにあるときは、都道府県から書きます。"
    )
    centre_name = TidyCharField(label="センターの正式名", max_length=80, required=False)
    nickname = TidyCharField(
        label="愛称",
        max_length=40,
        required=False,
        help_text="あれば、圏域の名前の代わりに出ます。",
    )
    operator = TidyCharField(
        label="運営する団体",
        max_length=100,
        required=False,
        widget=forms.TextInput({"list": "organizations"}),
    )
    opened_on = WarekiDateField(label="開設日", required=False, day_optional=True)
    opened_note = TidyCharField(
        label="開設について",
        max_length=120,
        required=False,
        help_text="例：見本センター内に開設予定",
    )
    functions = TidyTextField(
        label="センターの機能", required=False, max_length=2000, help_text="1行に1つ書きます。"
    )
    welcome = TidyCharField(label="トップページの言葉", max_length=60, required=False)
    about = TidyTextField(label="紹介文", required=False, max_length=4000)
    contact_name = TidyCharField(label="連絡先の名前", max_length=60)
    postal_code = TidyCharField(label="郵便番号", max_length=8, required=False)
    address = TidyCharField(label="所在地", max_length=120, required=False)
    telephone = TelephoneField(label="電話", max_length=20)
    fax = TelephoneField(label="FAX", max_length=20, required=False)
    office_hours = TidyCharField(
        label="受付時間", max_length=60, required=False, help_text="例：平日 9時～17時"
    )
    new_logo = forms.FileField(
        label="新しいロゴ",
        required=False,
        help_text="PNGかJPEG。正方形に近い絵が見やすくなります。",
    )
    without_logo = forms.BooleanField(label="ロゴを外して、共通の印に戻す", required=False)

    SECTIONS = (
        ("圏域", "region", ("name", "kana", "tagline", "municipalities")),
        (
            "センター",
            "centre",
            (
                "centre_name",
                "nickname",
                "operator",
                "opened_on",
                "opened_precision",
                "opened_note",
                "functions",
            ),
        ),
        (
            "連絡先",
            "reach",
            ("contact_name", "telephone", "fax", "office_hours", "postal_code", "address"),
        ),
        ("公開ページの言葉", "words", ("welcome", "about")),
        ("色とロゴ", "brand", ("accent", "new_logo", "without_logo")),
        ("地図", "map", ("uses_gsi_tiles",)),
    )

    class Meta:
        model = Region
        fields = [
            "name",
            "kana",
            "tagline",
            "centre_name",
            "nickname",
            "opened_on",
            "opened_precision",
            "opened_note",
            "functions",
            "welcome",
            "about",
            "contact_name",
            "postal_code",
            "address",
            "telephone",
            "fax",
            "office_hours",
            "accent",
            "uses_gsi_tiles",
        ]
        widgets = {"accent": forms.TextInput({"size": 9, "data-contrast": "accent-contrast"})}
        help_texts = {
            "accent": "#115a36 のように書きます。白の上で読める濃さ（コントラスト4.5以上）です。",
            "uses_gsi_tiles": (
                "使うと、地図を開いた人のブラウザーが、国土地理院のサーバーへ背景の画像を取りに"
                "いきます。見ている範囲と、その人のIPアドレスが国土地理院に伝わります。使わない"
                "ときは市町村の形だけを描き、ほかのサーバーには何も伝わりません。"
            ),
        }

    @classmethod
    def initial_of(cls, record: Region) -> dict[str, Any]:
        return super().initial_of(record) | {
            "municipalities": list(record.municipalities.all()),
            "operator": str(record.operated_by or ""),
        }

    @property
    def sections(self) -> list[Section]:
        """The fields in their groups, for the page and its list of places."""
        return [
            Section(heading, anchor, [self[name] for name in names])
            for heading, anchor, names in self.SECTIONS
        ]

    def clean_name(self) -> str:
        return own_name(self.cleaned_data["name"], of=self.instance)

    def clean_accent(self) -> str:
        return str(self.cleaned_data["accent"]).lower()

    def clean_new_logo(self) -> bytes | None:
        upload = self.cleaned_data["new_logo"]
        if not upload:
            return None
        try:
            return clean_logo(upload)
        except DomainError as refusal:
            raise ValidationError(str(refusal)) from refusal

    def store(self, *, by: Actor, at: datetime) -> Region:
        if self.cleaned_data["new_logo"]:
            self.instance.logo = self.cleaned_data["new_logo"]
        elif self.cleaned_data["without_logo"]:
            self.instance.logo = None
        return region_actions.change_region(
            region=self.instance,
            municipalities=self.cleaned_data["municipalities"],
            operator=self.cleaned_data["operator"],
            by=by,
            at=at,
            version=self.cleaned_data["version"],
        )


class ContactPointForm(RecordForm[ContactPoint]):
    """A desk of one municipality with its telephone."""

    name = TidyCharField(label="窓口", max_length=80)
    telephone = TelephoneField(label="電話", max_length=20)
    telephone_note = TidyCharField(
        label="電話の補足", max_length=30, required=False, help_text="例：代表"
    )
    fax = TelephoneField(label="FAX", max_length=20, required=False)
    postal_code = TidyCharField(label="郵便番号", max_length=8, required=False)
    address = TidyCharField(label="所在地", max_length=120, required=False)

    class Meta:
        model = ContactPoint
        fields = [
            "municipality",
            "name",
            "telephone",
            "telephone_note",
            "fax",
            "postal_code",
            "address",
            "is_page_contact",
        ]
        help_texts = {"is_page_contact": "事業の取組のページの終わりに、問い合わせ先として出ます。"}

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.region = region
        municipality = self.fields["municipality"]
        municipality.queryset = region.municipalities.all()  # type: ignore[attr-defined]
        municipality.empty_label = "選んでください"  # type: ignore[attr-defined]

    def store(self, *, by: Actor, at: datetime) -> ContactPoint:
        version = self.cleaned_data["version"]
        return region_actions.keep_contact(contact=self.instance, by=by, at=at, version=version)
