"""Where allauth meets renkei: nobody signs up alone, and every sign-in is written down."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from renkei.accounts import lock_out, secrecy
from renkei.accounts.models import User
from renkei.audit.actions import record_plain
from renkei.audit.models import Verb
from renkei.audit.origin import address_of, origin_of
from renkei.core import clock
from renkei.core.actors import actor_of


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no stubs
    """Sign-in by address and password; accounts begin with an invitation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "メールアドレスとパスワードを確かめて、もう一度書いてください。",
        "enter_current_password": "いまのパスワードを確かめて、もう一度書いてください。",
        "incorrect_password": "パスワードを確かめて、もう一度書いてください。",
        "invalid_password_reset": "このリンクはもう使えません。新しいリンクを送ってください。",
        "rate_limited": "続けて何度も送られました。5分ほど待ってから、もう一度お試しください。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the address people know, whichever name the request came by."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.SITE_URL.rstrip('/')}{path}"

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request) or str(super().get_client_ip(request))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return lock_out.key_here(request, credentials["email"])

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try also for the account alone; allauth takes all back after a success."""
        super().pre_authenticate(request, **credentials)
        usage = ratelimit.consume(
            request,
            app=lock_out.APP,
            action=lock_out.FAILED_ANYWHERE,
            key=lock_out.key_anywhere(credentials["email"]),
        )
        if usage is None:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage.usage += usage.usage

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """After too many failures, say until when and whom to call."""
        if code != "too_many_login_attempts":
            return super().validation_error(code, *args)  # type: ignore[no-any-return]
        _write_down(self.request, Verb.LOCK_OUT, lock_out.account_tried(self.request))
        return ValidationError(lock_out.sentence(self.request), code=code)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        _write_down(request, Verb.SIGN_IN_FAILED, str(credentials.get("email", "")))

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The right password of a stopped account is worth knowing of."""
        _write_down(request, Verb.SIGN_IN_FAILED, user.email)
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no stubs
    """The secrets of second factors are kept encrypted; keys are named in our words."""

    # Said for codes and for passkeys alike.
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "確かめられませんでした。もう一度お試しください。"
        "認証アプリの数字は30秒ごとに変わるので、いま出ているものを書いてください。",
    }

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
