"""Where allauth meets renkei: nobody signs up alone, and every sign-in is written down."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import parse_rates
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from renkei.accounts import secrecy
from renkei.accounts.models import User
from renkei.audit.actions import record_plain
from renkei.audit.models import Verb
from renkei.audit.origin import origin_of
from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.programme.models import Region

_CALLED = 3  # more telephone numbers than this would only confuse


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no stubs
    """Sign-in by address and password; accounts begin with an invitation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "メールアドレスかパスワードが違います。もう一度書いてください。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """After too many failures, say until when and whom to call."""
        if code != "too_many_login_attempts":
            return super().validation_error(code, *args)  # type: ignore[no-any-return]
        _write_down(self.request, Verb.LOCK_OUT, self.request.POST.get("login", ""))
        return ValidationError(_lock_out_sentence(self.request), code=code)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        _write_down(request, Verb.SIGN_IN_FAILED, str(credentials.get("email", "")))

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The right password of a stopped account is worth knowing of."""
        _write_down(request, Verb.SIGN_IN_FAILED, user.email)
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no stubs
    """The secrets of second factors are kept encrypted; keys are named in our words."""

    def encrypt(self, text: str) -> str:
        return secrecy.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrecy.unseal(encrypted_text)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 -- theirs
        known = Authenticator.objects.filter(user=user, type=type).count()
        return f"パスキー{known + 1}"


def _write_down(request: HttpRequest, verb: Verb, address: str) -> None:
    """The address is kept as typed: whoever looks for an attack needs it."""
    record_plain(
        verb, by=actor_of(request), at=clock.now(), label=address, origin=origin_of(request)
    )


def _lock_out_sentence(request: HttpRequest) -> str:
    until = timezone.localtime(clock.now() + _longest_wait())
    return (
        "続けて間違えたため、いまはログインできません。"
        f"{until.hour}時{until.minute:02}分を過ぎてから、もう一度お試しください。{_whom_to_call(request)}"
    )


def _longest_wait() -> timedelta:
    rates = parse_rates(settings.ACCOUNT_RATE_LIMITS["login_failed"])
    return timedelta(seconds=max(rate.duration for rate in rates))


def _whom_to_call(request: HttpRequest) -> str:
    """The telephone of the region one was on the way to, or of the first few."""
    slug = request.POST.get("next", "").strip("/").partition("/")[0]
    regions = Region.objects.filter(slug=slug) or Region.objects.all()
    numbers = "、".join(f"{one.contact_name} {one.telephone}" for one in regions[:_CALLED])
    return f"お急ぎのときは、電話してください（{numbers}）。" if numbers else ""
