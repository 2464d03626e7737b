"""The people of a region: looking for them, inviting them, asking more of them."""

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.db.models import Value
from django.db.models.functions import Replace

from renkei.accounts import actions
from renkei.accounts.forms.account import AddressField
from renkei.accounts.models import Invitation, SecondFactorRule, User
from renkei.accounts.models.membership import MembershipQuerySet
from renkei.core.actors import Actor, Role
from renkei.core.errors import DomainError
from renkei.core.fields import TidyCharField
from renkei.core.words import holding
from renkei.geo.models import Municipality
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term


class PeopleFilter(forms.Form):
    """Which people the list shows; without a choice, those who act today."""

    NOW, ENDED, STOPPED = "now", "ended", "stopped"

    q = TidyCharField(label="名前・メール・勤め先", required=False, max_length=80)
    role = forms.ChoiceField(label="役割", required=False, choices=[("", "すべて"), *Role.choices])
    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[("", "活動中"), (ENDED, "役割を終えた"), (STOPPED, "利用を止めた")],
    )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked, so that an empty list can say so."""
        return any(self.data.get(name) for name in self.fields)

    def narrow(self, memberships: MembershipQuerySet, today: date) -> MembershipQuerySet:
        """The memberships that were asked for; a wrong question is no question."""
        asked = self.cleaned_data if self.is_valid() else {}
        memberships = self._in_state(memberships, asked.get("state", ""), today)
        if asked.get("role"):
            memberships = memberships.filter(role=asked["role"])
        return named(memberships, asked.get("q", ""))

    def _in_state(
        self, memberships: MembershipQuerySet, state: str, today: date
    ) -> MembershipQuerySet:
        if state == self.ENDED:
            return memberships.past(today)
        if state == self.STOPPED:
            return memberships.active(today).filter(user__is_active=False)
        return memberships.active(today).able()


def named(memberships: MembershipQuerySet, phrase: str) -> MembershipQuerySet:
    """Those with every word in name, reading, address or workplace.

    A name is also found when it is typed without its blank (見本花子).
    """
    unspaced = Replace(Replace("user__name", Value(" ")), Value("\u3000"))
    fields = ("user__name", "user__kana", "user__email", "facility__name", "unspaced_name")
    return cast(
        "MembershipQuerySet", holding(memberships.alias(unspaced_name=unspaced), phrase, fields)
    )


class InvitationForm(forms.Form):
    """Invite an address into a region with a role."""

    email = AddressField(label="メールアドレス", help_text="この人のログインに使います。")
    role = forms.ChoiceField(
        label="役割",
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "役割を選んでください"},
    )
    profession = forms.ModelChoiceField(
        Term.objects.none(),
        label="職種",
        empty_label="選んでください",
        error_messages={"required": "職種を選んでください"},
    )
    facility_name = TidyCharField(
        label="勤め先",
        max_length=100,
        required=False,
        help_text="書きはじめると、登録済みの施設が出ます。"
        "登録のない施設は、相手が招待を受けたときに登録します。",
        widget=forms.TextInput(attrs={"list": "facilities", "autocomplete": "off"}),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="勤め先の市町村",
        required=False,
        empty_label="選んでください",
    )

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region
        choices: dict[str, Any] = self.fields
        choices["profession"].queryset = Term.objects.of(Scheme.PROFESSION).in_use()
        choices["municipality"].queryset = region.municipalities.all()
        choices["facility_name"].need = "協議会委員のほかは必須"
        choices["municipality"].need = "勤め先を書くときは必須"

    @property
    def known_facilities(self) -> list[str]:
        """Names to propose while typing."""
        known = Facility.objects.filter(municipality__in=self.region.municipalities.all())
        return list(known.values_list("name", flat=True))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name, municipality = cleaned.get("facility_name"), cleaned.get("municipality")
        if not name and cleaned.get("role") != Role.COUNCIL_MEMBER:
            self.add_error("facility_name", "勤め先を書いてください")
        if name and not municipality:
            self.add_error("municipality", "勤め先の市町村を選んでください")
        return cleaned

    def keep(self, *, by: User, at: datetime) -> tuple[Invitation, str] | None:
        """The invitation with its token, or None with the reason among the errors."""
        try:
            return actions.invite(
                region=self.region,
                email=self.cleaned_data["email"],
                role=Role(self.cleaned_data["role"]),
                profession=self.cleaned_data["profession"],
                by=by,
                at=at,
                **self._workplace(),
            )
        except DomainError as refusal:
            self.add_error(None, str(refusal))
        return None

    def _workplace(self) -> dict[str, Any]:
        """The facility, or name and municipality of one that is not known yet."""
        name, where = self.cleaned_data["facility_name"], self.cleaned_data["municipality"]
        facility = name and actions.known_workplace(municipality=where, name=name)
        if facility or not name:
            return {"facility": facility or None}
        return {"facility": None, "new_facility": name, "new_facility_municipality": where}


class SecondFactorForm(forms.Form):
    """Which roles need a second factor in a region."""

    roles = forms.MultipleChoiceField(
        label="二要素認証を必ず使う役割",
        required=False,
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="選んだ役割の人は、認証アプリかパスキーを登録するまで、ほかのページを開けません。",
    )

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        self.region = region
        rules = SecondFactorRule.objects.filter(region=region)
        super().__init__(*args, **kwargs)
        self.initial["roles"] = list(rules.values_list("role", flat=True))

    def keep(self, *, by: Actor, at: datetime) -> None:
        actions.require_second_factor(
            region=self.region, roles=self.cleaned_data["roles"], by=by, at=at
        )
