"""Name and password: for an invitation, the first operator, and oneself."""

from abc import abstractmethod
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from renkei.accounts import actions, setup
from renkei.accounts.models import Invitation, User
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.fields import NamedField, TidyCharField

RULES = (
    "10文字以上。名前やメールアドレスに似たものと、よく使われるものは使えません。"
    "いくつかの言葉をつなげると、長くて覚えやすくなります。"
)


class AddressField(NamedField, forms.EmailField):
    """An e-mail address, kept in small letters."""

    default_error_messages = {
        "invalid": "メールアドレスを確かめてください（例 mihon@example.jp）",
    }

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).lower()


class NameForm(forms.Form):
    """How a person is called."""

    name = TidyCharField(
        label="氏名",
        max_length=60,
        help_text="記録に書いた人として残る名前です。",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    kana = TidyCharField(label="ふりがな", max_length=80, required=False)


class NewAccountForm(NameForm):
    """A name with a password, typed once and held against the rules.

    Subclasses say the address the account will have, and run the action.
    """

    password = forms.CharField(
        label="パスワード",
        strip=False,
        help_text=RULES,
        error_messages={"required": "パスワードを書いてください"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "password" in cleaned:
            person = User(email=self.address(), name=cleaned.get("name", ""))
            try:
                validate_password(cleaned["password"], person)
            except ValidationError as weak:
                self.add_error("password", weak)
        return cleaned

    @abstractmethod
    def address(self) -> str: ...

    @abstractmethod
    def create(self, at: datetime) -> User: ...

    def keep(self, *, at: datetime) -> User | None:
        """The new account, or None with the reason among the errors."""
        try:
            return self.create(at)
        except DomainError as refusal:
            self.add_error(None, str(refusal))
        return None


class AcceptForm(NewAccountForm):
    """Accept an invitation as a new person."""

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        self.invitation = invitation
        super().__init__(*args, **kwargs)

    def address(self) -> str:
        return self.invitation.email

    def create(self, at: datetime) -> User:
        return actions.accept_as_new(invitation=self.invitation, at=at, **self.cleaned_data)


class SetupForm(NewAccountForm):
    """Make the first operator of an installation."""

    email = AddressField(
        label="メールアドレス",
        help_text="ログインに使います。",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    field_order = ["email", "name", "kana", "password"]

    def __init__(self, *args: Any, token: str, **kwargs: Any) -> None:
        self.token = token
        super().__init__(*args, **kwargs)

    def address(self) -> str:
        return str(self.cleaned_data.get("email", ""))

    def create(self, at: datetime) -> User:
        return setup.create_first_operator(token=self.token, at=at, **self.cleaned_data)


class ProfileForm(NameForm):
    """Change one's own name."""

    def keep(self, *, person: User, by: Actor, at: datetime) -> User:
        return actions.change_profile(person=person, by=by, at=at, **self.cleaned_data)
