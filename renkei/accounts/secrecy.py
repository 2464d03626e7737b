"""How the secrets of second factors are kept: encrypted, with a key derived from the web secret."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(text: str) -> str:
    """Encrypt a secret for the database."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret again; the keys before a change of the web secret still open it.

    Raises cryptography.fernet.InvalidToken when neither key fits.
    """
    return _box().decrypt(sealed.encode()).decode()


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_key_from(str(secret)) for secret in secrets])


def _key_from(secret: str) -> Fernet:
    digest = hashlib.sha256(b"renkei second factor:" + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
