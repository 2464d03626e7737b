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
    path = _path()
    return is_open() and path.exists() and secrets.compare_digest(_read(path), token.encode())


@transaction.atomic
def create_first_operator(
    *, token: str, email: str, name: str, kana: str, password: str, at: datetime
) -> User:
    """Make the first operator and use the token up. Raises SetupClosed otherwise.

    The file is taken away first: of two people with the same address in hand only
    one gets through.
    """
    if not is_right(token):
        raise SetupClosed
    try:
        _path().unlink()
    except FileNotFoundError:
        raise SetupClosed from None
    return create_person(
        email=email, name=name, kana=kana, password=password, is_operator=True, by=None, at=at
    )


def _path() -> Path:
    return Path(settings.DATA_DIR) / "setup-token"


def _token() -> str:
    path = _path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32))
    return _read(path).decode()


def _read(path: Path) -> bytes:
    return path.read_bytes().strip()
