"""Founding a region."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Concat

from renkei.accounts import actions
from renkei.core.actors import Actor
from renkei.core.fields import TelephoneField, TidyCharField, TidyTextField
from renkei.geo.models import Municipality
from renkei.programme.models import Region
from renkei.programme.settings_forms import own_name

# First parts of addresses that belong to the installation.
RESERVED = frozenset(
    [
        *("account", "api", "audit", "care", "family", "healthz", "invitation", "me"),
        *("operator", "setup", "static", "styleguide"),
    ]
)


class MunicipalitiesField(TidyTextField):
    """Municipalities by name, one a line; with the prefecture where a name occurs twice."""

    def clean(self, value: str) -> list[Municipality]:
        lines = super().clean(value).splitlines()
        return list(dict.fromkeys(_municipality(line) for line in lines if line))


def _municipality(line: str) -> Municipality:
    in_full = Municipality.objects.annotate(in_full=Concat("prefecture", "name"))
    found = list(in_full.filter(Q(name=line) | Q(in_full=line)))
    if len(found) == 1:
        municipality: Municipality = found[0]
        return municipality
    if found:
        full = "、".join(map(_in_full, found))
        raise ValidationError(
            f"{line}は{len(found)}つあります。都道府県から書いてください（{full}）"
        )
    near = [_in_full(one) for one in Municipality.objects.filter(name__contains=line)[:5]]
    hint = f"もしかして：{'、'.join(near)}" if near else "市・区・町・村まで書いてください"
    raise ValidationError(f"{line}は見つかりません。{hint}")


def _in_full(municipality: Municipality) -> str:
    return f"{municipality.prefecture}{municipality.name}"


class RegionForm(forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """What a region needs before its people can begin; the rest they fill in themselves."""

    name = TidyCharField(label="圏域の名前", max_length=40)
    municipality_names = MunicipalitiesField(
        label="市町村",
        help_text="1行に1つ。同じ名前がほかにもあるときは、都道府県から（例 茨城県取手市）。",
    )
    contact_name = TidyCharField(label="連絡先の名前", max_length=60)
    telephone = TelephoneField(label="電話")

    class Meta:
        model = Region
        fields = ["name", "slug", "contact_name", "telephone", "accent"]
        help_texts = {
            "slug": "ページのアドレスになり、あとで変えられません。小文字で（例 kanazawa）。",
            "accent": "公開ページの帯と見出しの色です（例 #115a36）。白の上で読める濃さにします。",
        }
        error_messages = {
            "slug": {
                "required": "アドレスを書いてください",
                "invalid": "アドレスは、アルファベットと数字で書いてください",
                "unique": "このアドレスは、ほかの圏域が使っています",
            }
        }

    field_order = ["name", "slug", "municipality_names", "contact_name", "telephone", "accent"]

    def clean_name(self) -> str:
        return own_name(self.cleaned_data["name"], of=self.instance)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if slug in RESERVED:
            raise ValidationError("このアドレスはシステムが使っています。別のものにしてください")
        return slug

    def keep(self, *, by: Actor, at: datetime) -> Region:
        return actions.create_region(
            region=self.instance,
            municipalities=self.cleaned_data["municipality_names"],
            by=by,
            at=at,
        )
