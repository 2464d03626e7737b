"""Every sign-in, refusal, sign-out and change of what protects an account is written down."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from renkei.accounts.models import User
from renkei.audit.actions import record, record_plain
from renkei.audit.models import Verb
from renkei.audit.origin import origin_of
from renkei.core import clock
from renkei.core.actors import ANONYMOUS


def connect() -> None:
    """Begin to listen; called once at start."""
    user_logged_in.connect(_signed_in, dispatch_uid="renkei")
    user_logged_out.connect(_signed_out, dispatch_uid="renkei")
    authentication_failed.connect(_code_refused, dispatch_uid="renkei")
    for signal in (authenticator_added, authenticator_removed, authenticator_reset):
        signal.connect(_second_factor_changed, dispatch_uid="renkei")
    for signal in (password_changed, password_reset, password_set):
        signal.connect(_password_changed, dispatch_uid="renkei")


def _signed_in(request: HttpRequest, user: User, **more: Any) -> None:
    record_plain(Verb.SIGN_IN, by=user, at=clock.now(), origin=origin_of(request))


def _signed_out(request: HttpRequest, user: User | None, **more: Any) -> None:
    if user is not None:
        record_plain(Verb.SIGN_OUT, by=user, at=clock.now(), origin=origin_of(request))


def _code_refused(request: HttpRequest, user: User, **more: Any) -> None:
    record_plain(
        Verb.SIGN_IN_FAILED,
        by=ANONYMOUS,
        at=clock.now(),
        label=user.email,
        reason="認証コード",
        origin=origin_of(request),
    )


def _second_factor_changed(request: HttpRequest, user: User, authenticator: Any, **m: Any) -> None:
    record(
        Verb.SECOND_FACTOR,
        user,
        by=user,
        at=clock.now(),
        reason=str(authenticator.get_type_display()),
        origin=origin_of(request),
    )


def _password_changed(request: HttpRequest, user: User, **more: Any) -> None:
    record(Verb.CHANGE_PASSWORD, user, by=user, at=clock.now(), origin=origin_of(request))
