"""The first run: how the first operator comes into an empty installation."""

import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from renkei.accounts.actions import create_person
from renkei.accounts.models import User
from renkei.core.errors import DomainError


class SetupClosed(DomainError):
    """この設定は、もう済んでいます。ログインしてください。"""


def setup_url() -> str | None:
    """The address that makes the first operator; None once there is one.

    Its token lies beside the data, readable by its owner only, until it is used.
    """
    if not is_open():
        return None
    path = reverse("accounts:setup", kwargs={"token": _token()})
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def is_open() -> bool:
    """Whether the installation still waits for its first operator."""
    return not User.objects.operators().exists()


def is_right(token: str) -> bool:
    """Whether this is the token of an installation that still waits."""
    return is_open() and _matches(token)


@transaction.atomic
def create_first_operator(
    *, token: str, email: str, name: str, kana: str, password: str, at: datetime
) -> User:
    """Make the first operator and use the token up. Raises SetupClosed otherwise."""
    if not _matches(token):
        raise SetupClosed
    operator = create_person(
        email=email, name=name, kana=kana, password=password, is_operator=True, by=None, at=at
    )
    # Asked only now: whoever writes into the history makes all others wait, so that of
    # two people with the same address in hand one gets through.
    if User.objects.operators().exclude(pk=operator.pk).exists():
        raise SetupClosed
    _path().unlink(missing_ok=True)
    return operator


def _matches(token: str) -> bool:
    return secrets.compare_digest(_token().encode(), token.encode())


def _path() -> Path:
    return Path(settings.DATA_DIR) / "setup-token"


def _token() -> str:
    path = _path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32))
    return path.read_text().strip()
