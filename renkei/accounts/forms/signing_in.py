"""allauth's forms in our words; settings name them."""

import unicodedata
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.urls import reverse
from django.utils.html import format_html

from renkei.accounts.forms.account import RULES

CODE = "認証アプリに出ている6桁の数字"


class Plain(forms.Form):
    """No placeholder stands in for a label; an empty field is answered in a sentence."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)
            field.error_messages["required"] = f"{field.label}を書いてください"


class Coded(Plain):
    """A code counts however its digits and blanks were typed: `４２６　５９９` is `426599`."""

    def clean_code(self) -> str:
        half_width = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        self.cleaned_data["code"] = "".join(half_width.split())
        return str(super().clean_code())  # type: ignore[misc]  # allauth's, beside us


class LoginForm(Plain, account.LoginForm):  # type: ignore[misc]  # allauth has no stubs
    labels = {"login": "メールアドレス"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forgotten = reverse("account_reset_password")
        self.fields["password"].help_text = format_html(
            '<a href="{}">パスワードを忘れたとき</a>', forgotten
        )


class ReauthenticateForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": "メールアドレス"}


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": "新しいパスワード", "password2": "新しいパスワード（もう一度）"}
    hints = {"password1": RULES}


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    labels = {"oldpassword": "いまのパスワード", **ResetPasswordKeyForm.labels}
    hints = {"password1": RULES}


class CodeForm(Coded, mfa.AuthenticateForm):  # type: ignore[misc]
    labels = {"code": "コード"}
    hints = {"code": f"{CODE}か、紙に控えた回復コードを書きます。"}


class ReauthenticateCodeForm(Coded, mfa.ReauthenticateForm):  # type: ignore[misc]
    labels = CodeForm.labels
    hints = CodeForm.hints


class ActivateTOTPForm(Coded, totp.ActivateTOTPForm):  # type: ignore[misc]
    labels = {"code": CODE}


class AddWebAuthnForm(Plain, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    labels = {"name": "名前", "passwordless": "パスワードなしでログインする"}
    hints = {
        "name": "あとで見分けるための名前です（例 職場のパソコン）。",
        "passwordless": "指紋・顔・端末の暗証番号だけでログインできるようになります。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["passwordless"] = True


class EditWebAuthnForm(Plain, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    labels = {"name": "名前"}
